import type { z } from 'zod'
import type { patchEmployee, postEmployee, putTeam } from '../../api/employee.ts'
import { endOtherSessions } from './sessions.ts'
import type { Database, Queryable, Transaction } from '../db/database.ts'
import { json } from '../db/values.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { checkSubstitute } from '../employee/keepOwn.ts'

/** Keeps somebody who is invited; answers their number. Throws problem 409 when the address is somebody's, 422 for teams nobody knows. */
export async function createEmployee(database: Database, given: z.output<typeof postEmployee.body>, now: number): Promise<number> {
  const { name, email, role, language, teams } = given
  return database.transaction(async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `INSERT INTO employees (name, email, role, language, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [name, email, role, language, now],
    )
    if (row === undefined)
      throw new HttpProblem(409, 'contradicts', 'Somebody has this address already.', { detail: 'Change them instead.' })
    await keepTeams(tx, row.id, teams)
    return row.id
  })
}

/** Changes an employee; what is undefined stays. Throws problem 404, 409 when no admin would be left, 422. */
export async function changeEmployee(
  database: Database,
  id: number,
  given: z.output<typeof patchEmployee.body>,
  now: number,
): Promise<void> {
  const { name, role, language, active, teams, substitute } = given
  await database.transaction(async (tx) => {
    const admins = await tx.query<{ id: number }>(`SELECT id FROM employees WHERE role = 'admin' AND active ORDER BY id FOR UPDATE`)
    const [known] = await tx.query<{ id: number }>('SELECT id FROM employees WHERE id = $1 FOR UPDATE', [id])
    if (known === undefined) throw notFound(`employee ${id}`)
    const goes = active === false || (role !== undefined && role !== 'admin')
    if (goes && admins.length === 1 && admins[0]!.id === id) {
      throw new HttpProblem(409, 'contradicts', 'There must be an active admin.', { detail: 'Make somebody else an admin first.' })
    }
    await checkSubstitute(tx, id, substitute)
    await tx.query(
      `UPDATE employees SET name = coalesce($2, name), role = coalesce($3, role), language = coalesce($4, language),
         active = coalesce($5, active), updated_at = $6, substitute_id = CASE WHEN $7::boolean THEN $8::bigint ELSE substitute_id END
       WHERE id = $1`,
      [id, name ?? null, role ?? null, language ?? null, active ?? null, now, substitute !== undefined, substitute ?? null],
    )
    if (teams !== undefined) await keepTeams(tx, id, teams)
    if (active === false) await endOtherSessions(tx, id, null)
  })
}

async function keepTeams(tx: Transaction, employee: number, teams: readonly string[]): Promise<void> {
  const known = new Set(
    (await tx.query<{ key: string }>('SELECT key FROM teams WHERE key = ANY($1::text[])', [teams])).map(({ key }) => key),
  )
  const unknown = teams.findIndex((team) => !known.has(team))
  if (unknown >= 0) throw wrongInput(422, [{ field: `teams.${unknown}`, message: 'must be the key of a team' }])
  await tx.query('DELETE FROM team_members WHERE employee_id = $1 AND team <> ALL($2::text[])', [employee, teams])
  await tx.query('INSERT INTO team_members (team, employee_id) SELECT team, $1 FROM unnest($2::text[]) AS team ON CONFLICT DO NOTHING', [
    employee,
    teams,
  ])
}

/** Makes a team or changes it. Throws problem 422 for a lead who is not active, or a team that would be part of itself. */
export async function keepTeam(database: Database, key: string, { name, lead, parent }: z.output<typeof putTeam.body>): Promise<void> {
  await database.transaction(async (tx) => {
    // Two changes at once could close a circle between them.
    await tx.query('LOCK TABLE teams IN SHARE ROW EXCLUSIVE MODE')
    if (lead !== null && !(await isActive(tx, lead))) {
      throw wrongInput(422, [{ field: 'lead', message: 'must be the number of an active employee' }])
    }
    const rows = await tx.query<{ key: string; parent: string | null }>('SELECT key, parent FROM teams')
    const parents = new Map(rows.map((row) => [row.key, row.parent]))
    if (parent !== null && !parents.has(parent)) throw wrongInput(422, [{ field: 'parent', message: 'must be the key of a team' }])
    if (isWithin(parent, key, parents)) throw wrongInput(422, [{ field: 'parent', message: 'must not be a part of the team itself' }])
    await tx.query(
      `INSERT INTO teams (key, name, lead_id, parent) VALUES ($1, $2::jsonb, $3, $4)
       ON CONFLICT (key) DO UPDATE SET name = excluded.name, lead_id = excluded.lead_id, parent = excluded.parent`,
      [key, json(name), lead, parent],
    )
  })
}

async function isActive(tx: Queryable, id: number): Promise<boolean> {
  return (await tx.query('SELECT id FROM employees WHERE id = $1 AND active', [id])).length > 0
}

/** Whether a team is another or a part of it. */
function isWithin(team: string | null, of: string, parents: ReadonlyMap<string, string | null>): boolean {
  for (let key = team; key !== null; key = parents.get(key) ?? null) if (key === of) return true
  return false
}
