import type { CaseJson, CasePageJson } from '../../src/api/case.ts'
import type { Role } from '../../src/domain/employee/employee.ts'
import type { Database } from '../../src/server/db/database.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const PASSWORD = 'kolme sanaa riittää'

/** Somebody who works in the house of these tests, and what a request shows that it is theirs. */
export interface Colleague {
  id: number
  cookie: string
}

type Name = 'admin' | 'lead' | 'aino' | 'bea' | 'boss' | 'viewer'

/** A server with people in three teams: desk (lead, part of bank), bank (boss) and shop (nobody leads it). */
export interface CaseHouse {
  server: OpenServer
  people: Record<Name, Colleague>
  ask: <Body = CaseJson>(
    who: Name,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers?: object,
  ) => Promise<{ status: number; body: Body }>
  page: (who: Name, id: string) => Promise<CasePageJson>
  /** Lets a customer's form fail at a moment, so that a case opens an hour later; tells its number once time has passed. */
  fail: (matter: string, at: number) => Promise<string>
}

const ROLES: Record<Name, [Role, string | null]> = {
  admin: ['admin', null],
  lead: ['lead', 'desk'],
  aino: ['agent', 'desk'],
  bea: ['agent', 'shop'],
  boss: ['lead', 'bank'],
  viewer: ['viewer', 'desk'],
}

/** Opens the house at a clock in ms since 1970 UTC. */
export async function openCaseHouse(database: Database, start: number): Promise<CaseHouse> {
  const server = await openServer(database, start)
  const signIn = await server.people.signIn()
  const enter = async (name: Name): Promise<[Name, Colleague]> => {
    const [role, team] = ROLES[name]
    const email = `${name}@example.com`
    const [row] = await database.query<{ id: number }>(
      'INSERT INTO employees (name, email, role, created_at, updated_at) VALUES ($1, $2, $3, 1, 1) RETURNING id',
      [name, email, role],
    )
    const { id } = row!
    if (team !== null) await database.query('INSERT INTO team_members (team, employee_id) VALUES ($1, $2)', [team, id])
    await signIn.choose(await signIn.link(id, 1), PASSWORD)
    const entered = await signIn.enter(email, PASSWORD, { address: '127.0.0.1', agent: undefined })
    return [name, { id, cookie: entered!.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') }]
  }
  const entered = await Promise.all((Object.keys(ROLES) as Name[]).map(enter))
  const people = Object.fromEntries(entered) as Record<Name, Colleague>
  await database.query(
    `INSERT INTO teams (key, name, lead_id, parent) VALUES ('desk', '"Desk"', $1, 'bank'), ('bank', '"Bank"', $2, NULL), ('shop', '"Shop"', NULL, NULL)`,
    [people.lead.id, people.boss.id],
  )
  await server.define({ touchpoints: [{ key: 'form', team: 'desk' }] })
  const ingest = await server.bearer('ingest')

  const ask: CaseHouse['ask'] = async (who, method, path, body, headers) => {
    const answer = await server.app.inject({
      method,
      url: `/api/v1/cases${path}`,
      headers: { host: 'polku.example', cookie: people[who].cookie, ...headers },
      ...(body && { payload: body }),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    server,
    people,
    ask,
    page: async (who, id) => (await ask<CasePageJson>(who, 'GET', `/${id}`)).body,
    fail: async (matter, at) => {
      const payload = {
        id: `fail-${matter}`,
        occurredAt: new Date(at).toISOString(),
        customer: { crm: 'C-1', email: 'aino@example.com' },
        touchpoint: 'form',
        channel: 'web',
        journey: 'loan',
        matter,
        initiator: 'customer',
        step: 'fail',
      }
      await server.app.inject({ method: 'POST', url: '/v1/encounters', headers: { authorization: ingest }, payload })
      await server.tick(at + 3_600_001)
      const [row] = await database.query<{ id: number }>('SELECT id FROM cases WHERE path = $1', [`loan/${matter}`])
      return `K-${row!.id}`
    },
  }
}
