import { decideCase } from '../../domain/case/decideCase.ts'
import type { WorkingCalendar } from '../../domain/organisation/calendar.ts'
import type { Database, Transaction } from '../db/database.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import { announce } from '../jobs/announce.ts'
import { askRecovery } from './askRecovery.ts'
import { readLimits } from './caseLimits.ts'
import { caseNews } from './caseNews.ts'
import { keepNotices } from './keepNotices.ts'
import type { MailingParts } from './mailCustomer.ts'
import { logCases, updateCases, type LogLine, type StandingCase } from './saveCases.ts'

const CHUNK = 200

/** Of whom something is due: time has come for the case, its owner or whom it was offered to left, or its owner is away and nobody was asked. */
const DUE = `WITH due AS (
    (SELECT customer_id, id FROM cases WHERE due_at < $1 ORDER BY due_at LIMIT ${CHUNK})
    UNION SELECT cases.customer_id, cases.id FROM employees JOIN cases ON cases.owner_id = employees.id
      WHERE cases.state NOT IN ('confirmed', 'withdrawn', 'joined') AND (NOT employees.active OR employees.role = 'viewer' OR (
        employees.absent_from <= $1 AND (employees.absent_until IS NULL OR employees.absent_until > $1)
        AND cases.offer_to IS NULL AND cases.absence IS DISTINCT FROM employees.absent_from))
    UNION SELECT cases.customer_id, cases.id FROM employees JOIN cases ON cases.offer_to = employees.id
      WHERE cases.state NOT IN ('confirmed', 'withdrawn', 'joined') AND (NOT employees.active OR employees.role = 'viewer'))
  SELECT cases.customer_id AS customer, cases.id, cases.path, cases.body AS each FROM cases
  JOIN due ON due.customer_id = cases.customer_id AND due.id = cases.id LIMIT ${CHUNK} FOR UPDATE OF cases SKIP LOCKED`

/**
 * Lets time pass for cases: what nobody caught in time, limits of which people are to be told, waiting and offers that are over, silence
 * that confirms; and what came of people who left or are away. Each happens once, whoever looks. Tells how many changed.
 */
export async function passCases(
  database: Pick<Database, 'transaction'>,
  calendarOf: (tx: Transaction) => Promise<WorkingCalendar>,
  clock: () => number,
  mailing: MailingParts | null = null,
): Promise<number> {
  for (let changed = 0; ;) {
    const done = await database.transaction((tx) => passSome(tx, calendarOf, clock(), mailing))
    if (done === 0) return changed
    changed += done
  }
}

async function passSome(
  tx: Transaction,
  calendarOf: (tx: Transaction) => Promise<WorkingCalendar>,
  now: number,
  mailing: MailingParts | null,
): Promise<number> {
  const due = await tx.query<StandingCase>(DUE, [now])
  if (due.length === 0) return 0
  const surroundings = { calendar: await calendarOf(tx), limitsOf: await readLimits(tx), staff: await loadStaff(tx) }
  const lines: LogLine[] = []
  const changed: StandingCase[] = []
  for (const standing of due) {
    const { customer, id } = standing
    const decided = decideCase({ case: standing.each, event: { kind: 'time' }, now, ...surroundings })
    // Where nobody is left to take it, nothing changes until somebody comes.
    if ('refused' in decided || decided.case === standing.each) continue
    changed.push({ ...standing, each: decided.case })
    lines.push(...decided.effects.map((entry) => ({ customer, id, entry })))
  }
  const asked = await askRecovery(tx, mailing, changed, now, surroundings)
  lines.push(...asked.lines)
  await updateCases(tx, asked.cases, surroundings)
  await logCases(tx, lines)
  await keepNotices(tx, lines, changed, surroundings.staff.employees)
  await announce(tx, caseNews(lines, changed), now)
  return changed.length
}
