import { randomInt } from 'node:crypto'
import type { Role } from '../../domain/employee/employee.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { Database } from '../db/database.ts'
import { json } from '../db/values.ts'

/** A team of the demo organisation with its invented people, whose last leads it. */
export interface DemoTeamPeople {
  key: string
  name: LocalName
  parent: string | null
  people: readonly { key: string; name: string }[]
}

/** Letters that nobody mistakes for others. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * Puts the demo organisation's people into its teams, all of whom sign in by one made password. `shown` are those whom the sign-in page
 * offers, each by their key and role; the first must be the admin. A second time changes nothing.
 */
export async function keepDemoPeople(
  database: Database,
  { teams, shown }: { teams: readonly DemoTeamPeople[]; shown: readonly { person: string; role: Role }[] },
  now: number,
): Promise<void> {
  const { hashPassword } = await import('better-auth/crypto')
  const password = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-')
  const hash = await hashPassword(password)
  const roles = new Map(shown.map(({ person, role }) => [person, role]))
  const people = teams.flatMap((team) => team.people.map((person) => ({ ...person, team: team.key })))
  const emails = emailsOf(people)
  const leads = new Set(teams.map((team) => team.people.at(-1)!.key))
  await database.transaction(async (tx) => {
    const kept = await tx.query(
      `INSERT INTO settings (key, body) VALUES ('demo-people', $1::jsonb) ON CONFLICT (key) DO NOTHING RETURNING key`,
      [json({ password, people: shown.map(({ person }) => emails.get(person)) })],
    )
    if (kept.length === 0) return
    const rows = await tx.query<{ id: number; person: string }>(
      `INSERT INTO employees (person, name, email, role, created_at, updated_at, email_verified)
       SELECT person, name, email, role, $5, $5, true FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (person, name, email, role)
       RETURNING id, person`,
      [
        people.map(({ key }) => key),
        people.map(({ name }) => name),
        people.map(({ key }) => emails.get(key)),
        people.map(({ key }) => roles.get(key) ?? (leads.has(key) ? 'lead' : 'agent')),
        now,
      ],
    )
    const ids = new Map(rows.map(({ id, person }) => [person, id]))
    const signing = shown.map(({ person }) => ids.get(person)!)
    await tx.query(
      `INSERT INTO credentials (user_id, account_id, provider_id, password, created_at, updated_at)
       SELECT id, id::text, 'credential', $2, $3, $3 FROM unnest($1::bigint[]) AS id`,
      [signing, hash, now],
    )
    await tx.query(
      `INSERT INTO teams (key, name, lead_id, parent) SELECT key, name::jsonb, lead, parent
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) AS given (key, name, lead, parent)`,
      [
        teams.map(({ key }) => key),
        teams.map(({ name }) => json(name)),
        teams.map((team) => ids.get(team.people.at(-1)!.key)),
        teams.map(({ parent }) => parent),
      ],
    )
    await tx.query('INSERT INTO team_members (team, employee_id) SELECT * FROM unnest($1::text[], $2::bigint[])', [
      people.map(({ team }) => team),
      people.map(({ key }) => ids.get(key)),
    ])
  })
}

/** An address for each person, by key, no two the same. */
function emailsOf(people: readonly { key: string; name: string }[]): Map<string, string> {
  const taken = new Set<string>()
  return new Map(
    people.map(({ key, name }) => {
      const plain = name
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, '.')
      const email = `${taken.has(plain) ? `${plain}.${key.replaceAll(/\W/g, '')}` : plain}@kuulasvirta.example`
      taken.add(plain)
      return [key, email]
    }),
  )
}
