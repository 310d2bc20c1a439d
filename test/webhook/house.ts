import { onTestFinished } from 'vitest'
import type { DeliveryJson, WebhookJson } from '../../src/api/webhook.ts'
import type { Database } from '../../src/server/db/database.ts'
import { addressPolicy } from '../../src/server/webhook/address.ts'
import { openVault } from '../../src/server/webhook/secrets.ts'
import { makeWebhook, type WebhookParts } from '../../src/server/webhook/webhooks.ts'
import { listDeliveries } from '../../src/server/webhook/deliveries.ts'
import { startDeliveries } from '../../src/server/webhook/worker.ts'

/** Webhooks on a database with a clock that tests move and workers that they start. */
export interface WebhookHouse {
  parts: WebhookParts
  /** What workers told. */
  lines: string[]
  setClock: (at: number) => void
  now: () => number
  start: (timeout?: number) => { stop: () => Promise<void> }
  make: (url: string, types?: string[]) => Promise<WebhookJson & { secret: string }>
  /** Lets things happen to a customer, as transactions that write to the outbox do. */
  happen: (...types: string[]) => Promise<void>
  deliveries: (webhook: string) => Promise<DeliveryJson[]>
}

/** Opens webhooks on a database that may reach this machine; workers end with the test. */
export async function openWebhookHouse(database: Database, start = Date.now()): Promise<WebhookHouse> {
  let now = start
  const clock = () => now
  const lines: string[] = []
  const parts = { database, vault: openVault('the secret of a house that only tests know'), policy: addressPolicy(['127.0.0.1']), clock }
  await database.query(`INSERT INTO customers (name) SELECT 'crm:C-1' WHERE NOT EXISTS (SELECT 1 FROM customers WHERE name = 'crm:C-1')`)
  return {
    parts,
    lines,
    now: clock,
    setClock: (at) => (now = at),
    start: (timeout) => {
      const told = { failed: (error: unknown) => lines.push(String(error)), told: (line: string) => lines.push(line) }
      const worker = startDeliveries(
        { ...parts, publicUrl: 'https://polku.example', subscribe: () => () => undefined, ...told },
        20,
        timeout,
      )
      onTestFinished(worker.stop)
      return worker
    },
    make: (url, types = ['*']) => makeWebhook(parts, { url, types, description: '', enabled: true }),
    happen: async (...types) => {
      await database.query(
        `INSERT INTO outbox (customer_id, at, type, body)
         SELECT customers.id, $1, type, jsonb_build_object('path', 'loan/L-' || number)
         FROM customers, unnest($2::text[]) WITH ORDINALITY AS given(type, number) WHERE name = 'crm:C-1'`,
        [now, types],
      )
    },
    deliveries: async (webhook) => (await listDeliveries(parts, webhook, { limit: 200 })).items,
  }
}
