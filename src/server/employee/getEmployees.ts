import type { ColleagueJson, EmployeeJson, TeamJson } from '../../api/employee.ts'
import { isAway } from '../../domain/employee/employee.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'

interface Row extends Omit<EmployeeJson, 'away' | 'lastSeenAt'> {
  absentFrom: number | null
  absentUntil: number | null
  seenAt: number | null
}

const SELECT = sql`
  SELECT e.id, e.name, e.email, e.role, e.language, e.active, e.substitute_id AS substitute,
    e.absent_from AS "absentFrom", e.absent_until AS "absentUntil",
    coalesce((SELECT array_agg(m.team ORDER BY m.team) FROM team_members m WHERE m.employee_id = e.id), '{}') AS teams,
    NOT EXISTS (SELECT 1 FROM credentials c WHERE c.user_id = e.id) AS invited,
    (SELECT max(s.updated_at) FROM sessions s WHERE s.user_id = e.id) AS "seenAt"
  FROM employees e`

async function read(database: Queryable, condition: Sql, now: number): Promise<EmployeeJson[]> {
  const rows = await database.query<Row>(...sql`${SELECT} WHERE ${condition} ORDER BY e.active DESC, e.name, e.id`.render())
  return rows.map(({ absentFrom, absentUntil, seenAt, ...row }) => ({
    ...row,
    away: isAway({ absence: absentFrom === null ? null : { from: absentFrom, until: absentUntil } }, now),
    lastSeenAt: seenAt === null ? null : formatInstant(seenAt),
  }))
}

/** Everybody who may sign in or once might, those who left last. */
export function getEmployees(database: Queryable, now: number): Promise<EmployeeJson[]> {
  return read(database, sql`true`, now)
}

/** One employee; null when there is none of this number. */
export async function getEmployee(database: Queryable, id: number, now: number): Promise<EmployeeJson | null> {
  return (await read(database, sql`e.id = ${id}`, now))[0] ?? null
}

/** Teams by key with their active members, and everybody who is active, by name. */
export async function getTeams(database: Queryable, now: number): Promise<{ teams: TeamJson[]; people: ColleagueJson[] }> {
  const people = await read(database, sql`e.active`, now)
  const rows = await database.query<Omit<TeamJson, 'members'>>('SELECT key, name, lead_id AS lead, parent FROM teams ORDER BY key')
  return {
    teams: rows.map((team) => ({ ...team, members: people.filter(({ teams }) => teams.includes(team.key)).map(({ id }) => id) })),
    people: people.map(({ id, name, role, teams, away, substitute }) => ({ id, name, role, teams, away, substitute })),
  }
}
