import type { Queryable } from '../db/database.ts'
import { announce } from '../jobs/announce.ts'

/** Opens cases again that were withdrawn while two people were taken for one (or the other way), and whose friction stands after all. */
export async function reopenCases(tx: Queryable, customers: readonly number[], now: number): Promise<void> {
  if (customers.length === 0) return
  const reopened = await tx.query<{ customer: number; id: number; path: string; severity: number }>(
    `UPDATE cases SET state = 'open', withdrawn_at = NULL, path = standing.path
     FROM (SELECT DISTINCT ON (held.customer_id, held.case_id) held.customer_id, held.case_id, frictions.path FROM case_frictions AS held
       JOIN frictions ON frictions.customer_id = held.customer_id AND frictions.key = held.friction
       WHERE held.customer_id = ANY($1::bigint[]) ORDER BY held.customer_id, held.case_id, frictions.at, frictions.key) AS standing
     WHERE cases.customer_id = standing.customer_id AND cases.id = standing.case_id AND cases.state = 'withdrawn'
     RETURNING cases.customer_id AS customer, cases.id, cases.path, cases.severity`,
    [customers],
  )
  await announce(
    tx,
    reopened.map(({ customer, id, path, severity }) => ({ customer, type: 'case.opened', body: { case: `K-${id}`, path, severity } })),
    now,
  )
}
