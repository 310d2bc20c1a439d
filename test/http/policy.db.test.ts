import { beforeAll, describe, expect, it } from 'vitest'
import type { Contract } from '../../src/api/contract.ts'
import { may, type Actor, type Thing, type Verb } from '../../src/domain/access/may.ts'
import { ROLES } from '../../src/domain/employee/employee.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { contracts } from './contracts.ts'

const START = Date.parse('2026-03-10T12:00:00Z')
const PASSWORD = 'kolme sanaa riittää'
const SCOPES = ['ingest', 'read', 'admin'] as const

/** What each may do to what, written down a second time. */
const RIGHTS: Record<string, Partial<Record<Verb, string>>> = {
  viewer: { read: 'case customer feedback friction identity journey organisation session team touchpoint voice', change: 'session' },
  agent: {
    read: 'case customer feedback friction identity journey organisation session team touchpoint voice',
    work: 'case customer feedback',
    change: 'session',
  },
  lead: {
    read: 'case customer employee export feedback friction identity journey notice organisation quarantine session team touchpoint voice',
    work: 'case customer feedback',
    change: 'feedback identity journey notice quarantine session touchpoint',
  },
  'token ingest': { send: 'encounter' },
  'token read': { read: 'case customer feedback friction identity journey organisation team touchpoint voice' },
  guest: { read: 'case customer feedback friction identity journey organisation team touchpoint voice' },
  nobody: {},
}

const THINGS: readonly Thing[] = [
  'backup',
  'case',
  'customer',
  'employee',
  'encounter',
  'export',
  'feedback',
  'friction',
  'identity',
  'journey',
  'notice',
  'organisation',
  'quarantine',
  'session',
  'team',
  'token',
  'touchpoint',
  'voice',
  'webhook',
]

const employee = (role: (typeof ROLES)[number]): Actor => ({ kind: 'employee', id: 1, name: 'A', role, teams: [] })
const ACTORS: Record<string, Actor> = {
  ...Object.fromEntries(ROLES.map((role) => [role, employee(role)])),
  ...Object.fromEntries(SCOPES.map((scope) => [`token ${scope}`, { kind: 'token', id: 't', scope } as Actor])),
  guest: { kind: 'guest' },
  nobody: { kind: 'nobody' },
}

describe('the policy', () => {
  it.each(Object.entries(RIGHTS))('lets %s do this and no more', (name, rights) => {
    for (const verb of ['send', 'read', 'work', 'change'] as const) {
      expect([verb, THINGS.filter((thing) => may(ACTORS[name]!, verb, thing)).join(' ')]).toEqual([verb, rights[verb] ?? ''])
    }
  })

  it('lets admins do everything but send, and tokens of admins everything but what is somebody’s own', () => {
    for (const verb of ['read', 'work', 'change'] as const) {
      expect(THINGS.filter((thing) => !may(ACTORS['admin']!, verb, thing))).toEqual([])
      for (const actor of [ACTORS['token admin']!, { kind: 'owner' } as const]) {
        expect(THINGS.filter((thing) => !may(actor, verb, thing))).toEqual(['session'])
      }
    }
    expect(may(ACTORS['admin']!, 'send', 'encounter')).toBe(false)
  })
})

describeDatabases('every door', (open) => {
  let server: OpenServer
  const headers: Record<string, Record<string, string>> = { nobody: { host: 'polku.example' } }

  beforeAll(async () => {
    const database = await open()
    server = await openServer(database, START)
    const signIn = await server.people.signIn()
    for (const role of ROLES) {
      const [row] = await database.query<{ id: number }>(
        'INSERT INTO employees (name, email, role, created_at, updated_at) VALUES ($1, $2, $1, 1, 1) RETURNING id',
        [role, `${role}@example.com`],
      )
      await signIn.choose(await signIn.link(row!.id, 1), PASSWORD)
      const entered = await signIn.enter(`${role}@example.com`, PASSWORD, { address: '192.0.2.1', agent: undefined })
      headers[role] = { host: 'polku.example', cookie: entered!.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') }
    }
    for (const scope of SCOPES) headers[`token ${scope}`] = { host: 'polku.example', authorization: await server.bearer(scope) }
    return () => server.app.close()
  })

  /** Asks so that whoever may come in is told of a parameter that nobody knows, before anything is done. */
  async function statusOf({ method, path }: Contract, who: string): Promise<number> {
    const url = `${path.replaceAll(/\{\w+\}/g, '1')}?nonsense=1`
    return (await server.app.inject({ method, url, headers: headers[who]! })).statusCode
  }

  const ours = contracts.filter(({ path, needs }) => path.startsWith('/api/v1/') && needs[0] !== 'enter')

  it.each(Object.keys(ACTORS).filter((who) => who !== 'guest'))('lets %s in where the policy does, and nowhere else', async (who) => {
    const wrong: string[] = []
    for (const contract of ours) {
      const expected = may(ACTORS[who]!, ...contract.needs) ? 400 : who === 'nobody' ? 401 : 403
      const status = await statusOf(contract, who)
      if (status !== expected) wrong.push(`${contract.operation}: ${status} instead of ${expected}`)
    }
    expect(wrong).toEqual([])
    expect(ours.length).toBeGreaterThan(60)
  })

  it('takes encounters from tokens alone', async () => {
    for (const contract of contracts.filter(({ needs, token }) => needs[0] === 'send' && token === undefined)) {
      for (const role of ROLES) expect([contract.operation, role, await statusOf(contract, role)]).toEqual([contract.operation, role, 403])
    }
  })
})
