import { readPathKey } from '../../domain/journey/path.ts'
import type { Queryable } from '../db/database.ts'

/** Gives cases with their frictions, logs and tasks to other customers, or puts them on other paths. */
export async function moveCases(
  tx: Queryable,
  moves: readonly { id: number; from: number; customer: number; path: string }[],
): Promise<void> {
  if (moves.length === 0) return
  const given = [
    moves.map((each) => each.id),
    moves.map((each) => each.from),
    moves.map((each) => each.customer),
    moves.map((each) => each.path),
    moves.map((each) => readPathKey(each.path).journey),
  ]
  const from = 'unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[]) AS given(id, old, customer, path, journey)'
  await tx.query(
    `UPDATE cases SET customer_id = given.customer, path = given.path, journey = given.journey FROM ${from}
     WHERE cases.customer_id = given.old AND cases.id = given.id`,
    given,
  )
  // A bounded list of tables, each moved by one statement.
  for (const table of ['case_frictions', 'case_log', 'case_tasks']) {
    await tx.query(
      `UPDATE ${table} SET customer_id = given.customer FROM ${from}
       WHERE ${table}.customer_id = given.old AND ${table}.case_id = given.id AND given.path IS NOT NULL AND given.old <> given.customer`,
      given,
    )
  }
}

/** Logs and tasks follow their cases to other customers, of whom all are among these. */
export async function followCaseLogs(tx: Queryable, customers: readonly number[]): Promise<void> {
  for (const table of ['case_log', 'case_tasks']) {
    await tx.query(
      `UPDATE ${table} SET customer_id = cases.customer_id FROM cases
       WHERE ${table}.customer_id = ANY($1::bigint[]) AND cases.id = ${table}.case_id AND cases.customer_id = ANY($1::bigint[])
         AND cases.customer_id <> ${table}.customer_id`,
      [customers],
    )
  }
}

/** Puts frictions into cases; what a case has caught already stays there. */
export async function attachFrictions(
  tx: Queryable,
  rows: readonly { customer: number; friction: string; caseId: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `INSERT INTO case_frictions (customer_id, friction, case_id) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[])
     ON CONFLICT DO NOTHING`,
    [rows.map((row) => row.customer), rows.map((row) => row.friction), rows.map((row) => row.caseId)],
  )
}
