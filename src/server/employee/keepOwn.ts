import type { Employee } from '../../domain/employee/employee.ts'
import type { Database, Queryable } from '../db/database.ts'
import { wrongInput } from '../http/problem.ts'

/** When an employee is away; null when they are not known to be. */
export async function getAbsence(database: Queryable, id: number): Promise<Employee['absence']> {
  const [row] = await database.query<{ from: number | null; until: number | null }>(
    'SELECT absent_from AS "from", absent_until AS until FROM employees WHERE id = $1',
    [id],
  )
  return row === undefined || row.from === null ? null : { from: row.from, until: row.until }
}

/** What employees say of themselves: the language they are written to in, who answers for them, when they are away. */
export interface Own {
  language?: string | undefined
  substitute?: number | null | undefined
  absence?: { from: string; until: string | null } | null | undefined
}

/** Keeps what an employee says of themselves; what is undefined stays. Throws problem 422. */
export async function keepOwn(database: Database, id: number, { language, substitute, absence }: Own, now: number): Promise<void> {
  const [from, until] = absence ? [Date.parse(absence.from), absence.until === null ? null : Date.parse(absence.until)] : [null, null]
  if (from !== null && until !== null && until <= from) {
    throw wrongInput(422, [{ field: 'absence.until', message: 'must be later than absence.from' }])
  }
  await checkSubstitute(database, id, substitute)
  await database.query(
    `UPDATE employees SET language = coalesce($2, language), updated_at = $3,
       substitute_id = CASE WHEN $4::boolean THEN $5::bigint ELSE substitute_id END,
       absent_from = CASE WHEN $6::boolean THEN $7::bigint ELSE absent_from END,
       absent_until = CASE WHEN $6::boolean THEN $8::bigint ELSE absent_until END
     WHERE id = $1`,
    [id, language ?? null, now, substitute !== undefined, substitute ?? null, absence !== undefined, from, until],
  )
}

/** Throws problem 422 unless a substitute is another employee who is active. */
export async function checkSubstitute(database: Queryable, id: number, substitute: number | null | undefined): Promise<void> {
  if (substitute === null || substitute === undefined) return
  const known = await database.query('SELECT id FROM employees WHERE id = $1 AND active', [substitute])
  if (substitute === id || known.length === 0) {
    throw wrongInput(422, [{ field: 'substitute', message: 'must be the number of another employee who is active' }])
  }
}
