import { DEFAULT_CHOICE, type NoticeChoice } from '../../domain/case/notice.ts'
import { decideTelling } from '../../domain/case/noticeTime.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Database, Transaction } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { queueMails, type Mail } from '../mail/mails.ts'
import { noticeLanguage, noticeMail } from './noticeText.ts'
import { wayOf } from './spreadNotices.ts'
import { findWaiting, forgetWaiting, postpone, type Waiting } from './waitingNotices.ts'

/** Between two mails to the same person, so that a bad day fills no mailbox. */
const BREATH = 5 * 60_000
const AT_ONCE = 50
/** Notices in one mail. */
const MOST = 100

interface Person {
  id: number
  email: string
  language: string
  active: boolean
  choice: NoticeChoice | null
  toldAt: number
}

/** What telling people needs. */
export interface TellingParts {
  database: Database
  publicUrl: string
  clock: () => number
}

/**
 * Mails people what waits for them and may be told now, each what belongs together in one; nobody else looks at a person meanwhile. Answers
 * how many people it looked at.
 */
export async function tellPeople({ database, publicUrl, clock }: TellingParts, definitions: Definitions): Promise<number> {
  return database.transaction(async (tx) => {
    const now = clock()
    const people = await tx.query<Person>(
      `SELECT e.id, e.email, e.language, e.active, c.choice, coalesce(c.told_at, 0) AS "toldAt"
       FROM employees e LEFT JOIN notice_choices c ON c.employee_id = e.id
       WHERE e.id IN (SELECT employee_id FROM notices_waiting WHERE employee_id IS NOT NULL AND due_at <= $1)
       ORDER BY e.id LIMIT ${AT_ONCE} FOR NO KEY UPDATE OF e SKIP LOCKED`,
      [now],
    )
    if (people.length === 0) return 0
    const ids = people.map(({ id }) => id)
    const waiting = await findWaiting(tx, sql`w.employee_id = ANY(${ids}::bigint[]) AND w.due_at <= ${now}`, definitions)
    const reader = { timeZone: definitions.calendar.timeZone, publicUrl }
    const done: Waiting[] = []
    const later: { waiting: Waiting; at: number }[] = []
    const mails: Mail[] = []
    const told: number[] = []
    for (const { id, email, language, active, choice, toldAt } of people) {
      const own = waiting.filter(({ employee }) => employee === id).map((each) => ({ ...each, way: wayOf(choice, each.kind) }))
      if (!active) {
        done.push(...own)
        continue
      }
      const decided = decideTelling(own, choice ?? DEFAULT_CHOICE, definitions.calendar, { now, notBefore: toldAt + BREATH })
      const tell = decided.tell.slice(0, MOST)
      later.push(...decided.later, ...decided.tell.slice(MOST).map((each) => ({ waiting: each, at: now + BREATH })))
      done.push(...decided.drop, ...tell)
      if (tell.length === 0) continue
      told.push(id)
      const nameless = tell.map((each) => ({ ...each, customer: null }))
      const written = noticeMail(nameless, { ...reader, language: noticeLanguage(language) })
      mails.push({ to: email, ...written, headers: { 'Auto-Submitted': 'auto-generated' }, about: `notice ${tell.length}` })
    }
    await queueMails(tx, mails, now)
    await forgetWaiting(tx, done)
    await postpone(tx, later)
    await noteTold(tx, told, now)
    return people.length
  })
}

async function noteTold(tx: Transaction, people: readonly number[], now: number): Promise<void> {
  if (people.length === 0) return
  await tx.query(
    `INSERT INTO notice_choices (employee_id, told_at) SELECT id, $2 FROM unnest($1::bigint[]) AS id
     ON CONFLICT (employee_id) DO UPDATE SET told_at = excluded.told_at`,
    [people, now],
  )
}
