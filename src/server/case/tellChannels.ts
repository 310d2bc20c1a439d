import { randomBytes } from 'node:crypto'
import type { NoticeWay, QuietHours } from '../../domain/case/notice.ts'
import { decideTelling } from '../../domain/case/noticeTime.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { decideNext } from '../webhook/decideNext.ts'
import type { Vault } from '../webhook/secrets.ts'
import type { Sender, Sent } from '../webhook/send.ts'
import { MOST_IN_CARD, noticeCard, type NoticeTarget } from './noticeCard.ts'
import { noticeLanguage } from './noticeText.ts'
import { findWaiting, forgetWaiting, postpone, type Waiting } from './waitingNotices.ts'

/** Between two messages to the same channel. */
const BREATH = 60_000
/** Longer than any attempt lasts; what a sender that died had in hand is sent by another afterwards. */
const LEASE = 60_000
const AT_ONCE = 20

/** A rule that this process has in hand. */
interface Claimed {
  id: string
  target: NoticeTarget
  url: string
  way: NoticeWay
  digestAt: number
  quiet: QuietHours | null
  language: string
  named: boolean
  toldAt: number
  attempts: number
  failingSince: number | null
}

/** What telling channels needs. */
export interface ChannelParts {
  database: Database
  vault: Vault
  publicUrl: string
  clock: () => number
  sender: Sender
  stopping: AbortSignal
  /** Hears in one line that a rule was turned off. */
  told: (line: string) => void
}

/** Sends channels what waits for them and may be told now; a rule is in one process's hands at a time. Answers how many rules it looked at. */
export async function tellChannels(parts: ChannelParts, definitions: Definitions): Promise<number> {
  const { database, clock } = parts
  const lease = randomBytes(12).toString('base64url')
  const now = clock()
  const claimed = await database.query<Claimed>(
    `UPDATE notice_rules SET lease = $2, lease_until = $1::bigint + ${LEASE}
     WHERE id IN (
       SELECT id FROM notice_rules r WHERE enabled AND next_at <= $1 AND lease_until <= $1
         AND EXISTS (SELECT 1 FROM notices_waiting w WHERE w.rule = r.id AND w.due_at <= $1)
       ORDER BY next_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
     RETURNING id, target, url, way, digest_at AS "digestAt", quiet, language, named, told_at AS "toldAt", attempts, failing_since AS "failingSince"`,
    [now, lease],
  )
  await Promise.all(claimed.map((rule) => tellChannel(parts, definitions, rule, lease)))
  return claimed.length
}

async function tellChannel(parts: ChannelParts, definitions: Definitions, rule: Claimed, lease: string): Promise<void> {
  const { database, vault, publicUrl, clock, sender, stopping, told } = parts
  const { id, way, language, named, target } = rule
  const now = clock()
  const due = await findWaiting(database, sql`w.rule = ${id} AND (w.due_at <= ${now} OR w.message IS NOT NULL)`, definitions)
  const sent = due.filter(({ message }) => message !== null)
  const batch = (sent.length > 0 ? sent : due).map((each) => ({ ...each, way }))
  const decided = decideTelling(batch, rule, definitions.calendar, { now, notBefore: rule.toldAt + BREATH })
  // What was tried before goes again as it was, or waits as a whole.
  const waits = sent.length > 0 && decided.later.length > 0
  const latest = Math.max(...decided.later.map(({ at }) => at))
  await postpone(database, waits ? batch.map((waiting) => ({ waiting, at: latest })) : decided.later)
  const tell = waits ? [] : decided.tell.slice(0, MOST_IN_CARD)
  if (tell.length === 0) return release(database, id, lease)
  const message = tell[0]!.message ?? `ntc_${randomBytes(12).toString('hex')}`
  await database.query('UPDATE notices_waiting SET message = $2 WHERE id = ANY($1::bigint[])', [tell.map((each) => each.id), message])
  const reader = { language: noticeLanguage(language), timeZone: definitions.calendar.timeZone, publicUrl }
  const body = noticeCard(
    target,
    tell.map((each) => ({ ...each, customer: named ? each.customer : null })),
    reader,
  )
  const outcome = await attempt(
    () => vault.open(rule.url, id),
    { id: message, seconds: Math.floor(now / 1000), signatures: [], body },
    sender,
    stopping,
  )
  if (stopping.aborted && outcome.status === null) return release(database, id, lease)
  const reason = await settle(database, rule, lease, { sent: outcome, tell }, clock())
  if (reason !== null)
    told(`Notice rule ${id} was turned off: ${reason === 'gone' ? 'its receiver is gone' : 'nothing was taken for days'}.`)
}

/** Sends a message to a sealed address. */
export async function attempt(
  open: () => string,
  message: { id: string; seconds: number; signatures: readonly string[]; body: string },
  sender: Sender,
  signal: AbortSignal,
): Promise<Sent> {
  let url: string
  try {
    url = open()
  } catch {
    const problem = 'could not be read: POLKU_SECRET is not the one under which it was kept; give the address anew'
    return { status: null, answer: '', problem, milliseconds: 0 }
  }
  return sender.send({ url, ...message }, signal)
}

async function release(database: Database, id: string, lease: string): Promise<void> {
  await database.query('UPDATE notice_rules SET lease = NULL, lease_until = 0 WHERE id = $1 AND lease = $2', [id, lease])
}

/** Writes down what came of an attempt, as long as the rule is still in hand; tells why it was turned off, if it was just now. */
async function settle(
  database: Database,
  { id, attempts, failingSince }: Claimed,
  lease: string,
  { sent, tell }: { sent: Sent; tell: readonly Waiting[] },
  now: number,
): Promise<'gone' | 'failed' | null> {
  const next = decideNext(sent, attempts + 1, failingSince, now, Math.random())
  const isTaken = next.state === 'delivered'
  const reason = isTaken ? null : sent.status === 410 ? 'gone' : next.state === 'failed' || next.disable !== null ? 'failed' : null
  const nextAt = isTaken ? now : Math.max(next.nextAt ?? now, next.quietUntil ?? 0)
  await database.transaction(async (tx) => {
    const held = await tx.query(
      `UPDATE notice_rules SET lease = NULL, lease_until = 0, last_at = $3, last_problem = $4, next_at = $5, attempts = $6,
         failing_since = CASE WHEN $4::text IS NULL THEN NULL ELSE coalesce(failing_since, $3) END,
         told_at = CASE WHEN $4::text IS NULL THEN $3 ELSE told_at END,
         enabled = enabled AND $7::text IS NULL, disabled_because = coalesce($7, disabled_because)
       WHERE id = $1 AND lease = $2 RETURNING id`,
      [id, lease, now, sent.problem, nextAt, isTaken ? 0 : attempts + 1, reason],
    )
    if (held.length > 0 && isTaken) await forgetWaiting(tx, tell)
    if (held.length > 0 && reason !== null) await tx.query('DELETE FROM notices_waiting WHERE rule = $1', [id])
  })
  return reason
}
