import { formatInstant } from '../../domain/kernel/instant.ts'

/** What a row of the outbox tells; `customer` is the number that Polku gave. */
export interface OutboxEvent {
  customer: number
  at: number
  type: string
  body: { path?: string; case?: string; kind?: string; severity?: number; state?: string; at?: number; gone?: number[]; parted?: number[] }
}

const nameOf = (customer: number) => `id:${customer}`

/**
 * What is sent of an event, as JSON text: keys to look things up by and where they stand in the API under `publicUrl`. Customers are
 * named by Polku's own number, since their outward names may be mail addresses.
 */
export function payloadOf({ customer, at, type, body }: OutboxEvent, publicUrl: string): string {
  const { path, case: caseId, kind, severity, state, at: occurredAt, gone, parted } = body
  const api = `${publicUrl}/api/v1`
  const name = nameOf(customer)
  const links = {
    customer: `${api}/customers/${name}`,
    ...(path !== undefined && { path: `${api}/paths/${encodeURIComponent(path)}?customer=${name}` }),
    ...(caseId !== undefined && { case: `${api}/cases/${caseId}` }),
    ...(kind !== undefined && { frictions: `${api}/frictions?customer=${name}&kind=${kind}` }),
  }
  return JSON.stringify({
    type,
    timestamp: formatInstant(at),
    data: {
      customer: name,
      merged: gone?.map(nameOf),
      parted: parted?.map(nameOf),
      path,
      case: caseId,
      kind,
      severity,
      state,
      occurredAt: occurredAt === undefined ? undefined : formatInstant(occurredAt),
      links,
    },
  })
}

/** What a test sends. */
export function testPayload(webhook: string, at: number): string {
  return JSON.stringify({ type: 'webhook.test', timestamp: formatInstant(at), data: { webhook } })
}
