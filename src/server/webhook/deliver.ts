import type { DeliveryTry } from '../../api/webhook.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { decideNext, type Next } from './decideNext.ts'
import { sign, type Vault } from './secrets.ts'
import type { Message, Sent } from './send.ts'

/** A delivery that this process holds: nobody else sends it until `LEASE` is over. */
export interface Claimed {
  webhook: string
  id: string
  body: string
  attempts: number
  url: string
  secret: string
  previousSecret: string | null
  previousUntil: number | null
  failingSince: number | null
}

/** Longer than any attempt lasts; a delivery whose sender died is sent by another afterwards. */
export const LEASE = 30_000
/** Attempts kept in the log of one delivery. */
const KEPT = 20

/** Takes what is due, at most `lanes` for each webhook less what is `busy` there (by its id), and holds it under `lease` for a while. */
export async function claim(
  database: Queryable,
  lease: string,
  lanes: number,
  busy: ReadonlyMap<string, number>,
  now: number,
): Promise<Claimed[]> {
  return database.query<Claimed>(
    `UPDATE webhook_deliveries d SET next_at = $1::bigint + ${LEASE}, lease = $2
     FROM (
       SELECT hook.*, due.id AS delivery
       FROM webhooks hook LEFT JOIN unnest($3::text[], $4::integer[]) AS held(webhook, count) ON held.webhook = hook.id
       CROSS JOIN LATERAL (
         SELECT id FROM webhook_deliveries WHERE webhook = hook.id AND next_at <= $1
         ORDER BY next_at LIMIT greatest($5 - coalesce(held.count, 0), 0) FOR UPDATE SKIP LOCKED
       ) AS due
       WHERE hook.enabled AND coalesce(hook.quiet_until, 0) <= $1
     ) AS hook
     WHERE d.webhook = hook.id AND d.id = hook.delivery
     RETURNING d.webhook, d.id, d.body, d.attempts, hook.url, hook.secret, hook.previous_secret AS "previousSecret",
       hook.previous_until AS "previousUntil", hook.failing_since AS "failingSince"`,
    [now, lease, [...busy.keys()], [...busy.values()], lanes],
  )
}

/** Signs a delivery for one attempt, for a while under the secret before, too. Throws when POLKU_SECRET is not the one it was sealed under. */
export function messageOf(claimed: Claimed, vault: Vault, now: number): Message {
  const { webhook, id, url, body, secret, previousSecret, previousUntil } = claimed
  const sealed = [secret, ...(previousSecret !== null && previousUntil !== null && previousUntil > now ? [previousSecret] : [])]
  const seconds = Math.floor(now / 1000)
  return { url, id, seconds, body, signatures: sealed.map((each) => sign(vault.open(each, webhook), id, seconds, body)) }
}

/** Writes down what came of an attempt, as long as the lease is still held; tells why the webhook was turned off, if it was just now. */
export async function settle(
  database: Queryable,
  { webhook, id, attempts, failingSince }: Claimed,
  lease: string,
  sent: Sent,
  now: number,
): Promise<string | null> {
  const next = decideNext(sent, attempts + 1, failingSince, now, Math.random())
  const { status, answer, problem, milliseconds } = sent
  const attempt: DeliveryTry = { at: formatInstant(now - milliseconds), milliseconds, status, answer, problem }
  const held = await database.query(
    `UPDATE webhook_deliveries SET state = $4, next_at = $5, lease = NULL, attempts = attempts + 1, tried = tried + 1,
       tries = CASE WHEN jsonb_array_length(tries) < ${KEPT} THEN tries ELSE tries - 0 END || $6::jsonb
     WHERE webhook = $1 AND id = $2 AND lease = $3 RETURNING id`,
    [webhook, id, lease, next.state, next.nextAt, json(attempt)],
  )
  if (held.length === 0) return null
  return noteHealth(database, webhook, next, now)
}

async function noteHealth(database: Queryable, webhook: string, next: Next, now: number): Promise<string | null> {
  if (next.state === 'delivered') {
    await database.query('UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL', [webhook])
    return null
  }
  await database.query(
    `UPDATE webhooks SET failing_since = coalesce(failing_since, $2::bigint), quiet_until = coalesce($3::bigint, quiet_until) WHERE id = $1`,
    [webhook, now, next.quietUntil],
  )
  if (next.disable === null) return null
  const disabled = await database.query(
    'UPDATE webhooks SET enabled = false, disabled_because = $2 WHERE id = $1 AND enabled RETURNING id',
    [webhook, next.disable],
  )
  return disabled.length === 0 ? null : next.disable
}

/** Gives back at once what was claimed and not sent. */
export async function release(database: Queryable, { webhook, id }: Claimed, lease: string, now: number): Promise<void> {
  await database.query('UPDATE webhook_deliveries SET next_at = $4, lease = NULL WHERE webhook = $1 AND id = $2 AND lease = $3', [
    webhook,
    id,
    lease,
    now,
  ])
}
