import type { Case } from '../../domain/case/case.ts'
import type { CaseEntry } from '../../domain/case/caseEvent.ts'
import type { CaseSurroundings } from '../../domain/case/caseTurn.ts'
import { defaultLimits } from '../../domain/case/limits.ts'
import type { WorkingCalendar } from '../../domain/organisation/calendar.ts'
import type { Database, Transaction } from '../db/database.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import { logCases, updateCases } from './saveCases.ts'

interface OpenedCase {
  id: number
  customer: number
  path: string
  kind: string
  touchpoint: string
  team: string | null
  severity: number
  openedAt: number
  frictions: string[]
}

/** Tells how cases that opened in the demo organisation went on until `now` (ms since 1970 UTC). */
export type LiveCases = (
  cases: readonly OpenedCase[],
  lives: CaseSurroundings & { now: number; firstTask: number; favourite: number | null },
) => {
  id: number
  each: Case
  entries: CaseEntry[]
  tasks: { id: number; title: string; dueAt: number; addedBy: number }[]
}[]

const AT_ONCE = 400

/**
 * Puts the lives of the demo organisation's cases in place of their bare openings; those of the customer `but`, whose story is told first,
 * and those that somebody has touched stay as they are. `favourite` is how encounters name who is to have some of them now.
 */
export async function keepDemoCases(
  database: Database,
  liveCases: LiveCases,
  { but, favourite, calendar, now }: { but: string; favourite: string; calendar: WorkingCalendar; now: number },
): Promise<void> {
  await database.transaction(async (tx) => {
    const cases = await tx.query<OpenedCase>(
      `SELECT id, customer_id AS customer, path, kind, touchpoint, team, severity, opened_at AS "openedAt",
         ARRAY(SELECT friction FROM case_frictions WHERE case_frictions.customer_id = cases.customer_id AND case_id = cases.id) AS frictions
       FROM cases WHERE state = 'open' AND body ->> 'version' = '1'
         AND customer_id NOT IN (SELECT customer_id FROM identifiers WHERE identifier = $1) FOR UPDATE`,
      [but],
    )
    if (cases.length === 0) return
    const [staff, [row], [person]] = await Promise.all([
      loadStaff(tx),
      tx.query<{ first: number }>(
        `SELECT setval(seq, nextval(seq) + $1) - $1 AS first FROM pg_get_serial_sequence('case_tasks', 'id') AS seq`,
        [cases.length],
      ),
      tx.query<{ id: number }>('SELECT id FROM employees WHERE person = $1', [favourite]),
    ])
    const surroundings = { calendar, limitsOf: defaultLimits, staff }
    const lived = liveCases(cases, { ...surroundings, now, firstTask: row!.first, favourite: person?.id ?? null })
    const byId = new Map(cases.map((each) => [each.id, each]))
    const standing = lived.map(({ id, ...life }) => ({ ...life, id, customer: byId.get(id)!.customer, path: byId.get(id)!.path }))
    for (let from = 0; from < standing.length; from += AT_ONCE) await keep(tx, standing.slice(from, from + AT_ONCE), surroundings)
  })
}

type Standing = ReturnType<LiveCases>[number] & { customer: number; path: string }

async function keep(tx: Transaction, cases: readonly Standing[], surroundings: CaseSurroundings): Promise<void> {
  await tx.query(
    `DELETE FROM case_log USING unnest($1::bigint[], $2::bigint[]) AS given(customer, id)
     WHERE case_log.customer_id = given.customer AND case_log.case_id = given.id`,
    [cases.map(({ customer }) => customer), cases.map(({ id }) => id)],
  )
  // Nobody is told of what only the demo made up.
  await tx.query('DELETE FROM notices WHERE case_id = ANY($1::bigint[])', [cases.map(({ id }) => id)])
  await tx.query(
    `UPDATE cases SET known_at = given.at FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS given(customer, id, at)
     WHERE cases.customer_id = given.customer AND cases.id = given.id`,
    [cases.map(({ customer }) => customer), cases.map(({ id }) => id), cases.map(({ entries }) => entries[0]!.at)],
  )
  await updateCases(tx, cases, surroundings)
  await logCases(
    tx,
    cases.flatMap(({ customer, id, entries }) => entries.map((entry) => ({ customer, id, entry }))),
  )
  const tasks = cases.flatMap(({ customer, id, tasks: own }) => own.map((task) => ({ customer, case: id, ...task })))
  await tx.query(
    `INSERT INTO case_tasks (customer_id, case_id, id, title, due_at, added_by)
     SELECT customer, "case", id, title, "dueAt", "addedBy"
     FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, "case" bigint, id bigint, title text, "dueAt" bigint, "addedBy" bigint)`,
    [JSON.stringify(tasks)],
  )
}
