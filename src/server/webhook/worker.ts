import { randomBytes } from 'node:crypto'
import type { Database } from '../db/database.ts'
import type { AddressPolicy } from './address.ts'
import { claim, type Claimed, messageOf, release, settle } from './deliver.ts'
import { FULL_PAGE, fanOut } from './fanOut.ts'
import { keepDoing } from '../jobs/keepDoing.ts'
import { prune } from './prune.ts'
import type { Vault } from './secrets.ts'
import { type Message, openSender, type Sent } from './send.ts'

/** What the delivery worker needs. */
export interface DeliveryParts {
  database: Database
  vault: Vault
  policy: AddressPolicy
  /** Where the links of payloads lead, without a slash at the end. */
  publicUrl: string
  /** Ms since 1970 UTC. */
  clock: () => number
  /** Calls the listener after commits of this process; answers how to stop. */
  subscribe: (listener: () => void) => () => unknown
  failed: (error: unknown) => void
  /** Hears in one line that a webhook was turned off. */
  told: (line: string) => void
}

/** Attempts at one webhook at the same time: so many may be slow before its others wait, and none waits for another webhook's. */
const LANES = 4
/** Between two looks at the outbox, in ms, however much is committed. */
const BREATH = 100
const HOUR = 3_600_000

/** A worker that tells webhooks what happens until it is stopped; several may run, in one process or many. */
export function startDeliveries(parts: DeliveryParts, interval = 1000, timeout?: number): { stop: () => Promise<void> } {
  const { database, vault, policy, clock, failed, told } = parts
  const lease = randomBytes(12).toString('base64url')
  const sender = openSender(policy, clock, timeout)
  const stopping = new AbortController()
  const sending = new Set<Promise<void>>()
  const busy = new Map<string, number>()

  async function attempt(claimed: Claimed): Promise<Sent> {
    let message: Message
    try {
      message = messageOf(claimed, vault, clock())
    } catch {
      const problem = 'could not be signed: POLKU_SECRET is not the one under which its secret was kept; rotate the secret'
      return { status: null, answer: '', problem, milliseconds: 0 }
    }
    return sender.send(message, stopping.signal)
  }

  async function deliver(claimed: Claimed): Promise<void> {
    const sent = await attempt(claimed)
    if (stopping.signal.aborted && sent.status === null) return release(database, claimed, lease, clock())
    const reason = await settle(database, claimed, lease, sent, clock())
    if (reason !== null) told(`Webhook ${claimed.webhook} was turned off. ${reason}`)
  }

  function start(claimed: Claimed): void {
    const { webhook } = claimed
    busy.set(webhook, (busy.get(webhook) ?? 0) + 1)
    const delivered = deliver(claimed)
      .catch(failed)
      .finally(() => {
        sending.delete(delivered)
        const left = busy.get(webhook)! - 1
        if (left === 0) busy.delete(webhook)
        else busy.set(webhook, left)
        dispatch.ring()
      })
    sending.add(delivered)
  }

  const dispatch = keepDoing(
    async () => {
      for (const claimed of await claim(database, lease, LANES, busy, clock())) start(claimed)
    },
    { interval, failed },
  )
  const collect = keepDoing(
    async () => {
      const read = await fanOut(database, parts.publicUrl)
      if (read > 0) dispatch.ring()
      if (read === FULL_PAGE) collect.ring()
    },
    { interval, breath: BREATH, failed },
  )
  const tidy = keepDoing(() => prune(database, clock()), { interval: HOUR, failed })
  const unsubscribe = parts.subscribe(collect.ring)
  return {
    stop: async () => {
      unsubscribe()
      await Promise.all([tidy.stop(), collect.stop(), dispatch.stop()])
      stopping.abort()
      await Promise.allSettled(sending)
      sender.close()
    },
  }
}
