import type { Role } from '../../domain/employee/employee.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { Queryable } from '../db/database.ts'

/** With whom to sign in to the demo organisation. */
export interface DemoPeople {
  password: string
  people: { name: string; email: string; role: Role; team: LocalName | null }[]
}

/** One invented employee of each role and the password they share; null without a demo organisation, or once its people have gone. */
export async function demoPeople(database: Queryable): Promise<DemoPeople | null> {
  const people = await database.query<DemoPeople['people'][number] & { password: string }>(
    `SELECT e.name, e.email, e.role, t.name AS team, s.body ->> 'password' AS password
     FROM settings s
     CROSS JOIN LATERAL jsonb_array_elements_text(s.body -> 'people') WITH ORDINALITY AS shown (email, place)
     JOIN employees e ON e.email = shown.email AND e.active
     LEFT JOIN LATERAL (SELECT teams.name FROM team_members m JOIN teams ON teams.key = m.team WHERE m.employee_id = e.id ORDER BY m.team LIMIT 1) t ON true
     WHERE s.key = 'demo-people' ORDER BY shown.place`,
  )
  const password = people[0]?.password
  return password === undefined ? null : { password, people: people.map(({ name, email, role, team }) => ({ name, email, role, team })) }
}
