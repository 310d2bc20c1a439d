import type { Employee, Team } from '../../domain/employee/employee.ts'
import type { Queryable } from '../db/database.ts'

interface Row extends Omit<Employee, 'absence' | 'teams'> {
  teams: string[]
  absentFrom: number | null
  absentUntil: number | null
}

/** Everybody who works or worked here, and their teams. */
export async function loadStaff(
  database: Queryable,
): Promise<{ employees: ReadonlyMap<number, Employee>; teams: ReadonlyMap<string, Team> }> {
  const [rows, teams] = await Promise.all([
    database.query<Row>(
      `SELECT id, name, role, active, substitute_id AS substitute, absent_from AS "absentFrom", absent_until AS "absentUntil",
         ARRAY(SELECT team FROM team_members WHERE employee_id = employees.id ORDER BY team COLLATE "C") AS teams
       FROM employees`,
    ),
    database.query<Team>('SELECT key, lead_id AS lead, parent FROM teams'),
  ])
  const employees = rows.map(({ absentFrom, absentUntil, ...row }): Employee => ({
    ...row,
    absence: absentFrom === null ? null : { from: absentFrom, until: absentUntil },
  }))
  return { employees: new Map(employees.map((each) => [each.id, each])), teams: new Map(teams.map((team) => [team.key, team])) }
}
