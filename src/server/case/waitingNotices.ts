import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Queryable } from '../db/database.ts'
import { sql, type Sql } from '../db/sql.ts'
import type { ToldNotice } from './noticeText.ts'

/** A notice that waits for one receiver. */
export interface Waiting extends ToldNotice {
  id: number
  employee: number | null
  knownAt: number
  message: string | null
}

/** Notices that wait, as far as they fit a condition on `w`, in the order in which they happened. */
export async function findWaiting(database: Queryable, condition: Sql, definitions: Definitions): Promise<Waiting[]> {
  const rows = await database.query<Omit<Waiting, 'journeyName'>>(
    ...sql`
      SELECT w.id, w.employee_id AS employee, w.known_at AS "knownAt", w.message, n.case_id AS "caseId", n.at, n.kind, n.detail, n.severity,
        n.team, t.name AS "teamName", k.kind AS friction, k.journey, c.display_name AS customer
      FROM notices_waiting w JOIN notices n ON n.id = w.notice JOIN cases k ON k.id = n.case_id JOIN customers c ON c.id = k.customer_id
      LEFT JOIN teams t ON t.key = n.team
      WHERE ${condition} ORDER BY n.at, w.id`.render(),
  )
  return rows.map((row) => ({ ...row, journeyName: definitions.journey(row.journey)?.name ?? null }))
}

/** Lets notices wait until later. */
export async function postpone(tx: Queryable, later: readonly { waiting: { id: number }; at: number }[]): Promise<void> {
  if (later.length === 0) return
  await tx.query(
    `UPDATE notices_waiting SET due_at = given.at FROM unnest($1::bigint[], $2::bigint[]) AS given(id, at) WHERE notices_waiting.id = given.id`,
    [later.map(({ waiting }) => waiting.id), later.map(({ at }) => at)],
  )
}

/** Takes notices away that were told, or that nobody wants any more. */
export async function forgetWaiting(tx: Queryable, waiting: readonly { id: number }[]): Promise<void> {
  if (waiting.length === 0) return
  await tx.query('DELETE FROM notices_waiting WHERE id = ANY($1::bigint[])', [waiting.map(({ id }) => id)])
}
