import { beforeAll, expect, it } from 'vitest'
import { createFirstAdmin, makeFirstLink } from '../../src/server/access/firstAdmin.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')
const PASSWORD = 'kolme sanaa riittää'

type Body = { [key: string]: unknown } & {
  me: unknown
  problems: unknown
  employee: { id: number }
  link: string
  items: { id: number; here: boolean }[]
}

type Answer = { status: number; body: Body; cookies: string[] }

describeDatabases('signing in', (open) => {
  let server: OpenServer
  let database: Database
  let admin: string

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    return () => server.app.close()
  })

  async function ask(method: string, path: string, payload?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await server.app.inject({
      method: method as 'GET',
      url: `/api/v1/${path}`,
      headers: { host: 'polku.example', ...headers },
      ...(payload !== undefined && { payload: payload as object }),
    })
    return { status: answer.statusCode, body: answer.json(), cookies: [answer.headers['set-cookie'] ?? []].flat() }
  }

  const cookieOf = ({ cookies }: Answer) => cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
  const enter = async (email: string, password = PASSWORD) => ask('POST', 'session', { email, password })

  async function invite(given: Record<string, unknown>): Promise<{ id: number; link: string }> {
    const { status, body } = await ask('POST', 'employees', given, { cookie: admin })
    expect([status, body]).toMatchObject([200, { mailed: true }])
    return { id: body.employee.id, link: body.link.split('/').at(-1)! }
  }

  it('begins with a link that makes the first admin, once', async () => {
    expect((await ask('GET', 'session')).body).toMatchObject({ me: null, guest: false, demo: null, ready: false })
    const old = await makeFirstLink(database)
    const link = await makeFirstLink(database)
    expect((await ask('GET', `password/${old}`)).status).toBe(404)
    expect((await ask('GET', `password/${link}`)).body).toEqual({ name: '', email: '', first: true })
    const given = { name: 'Helmi Ylläpitäjä', email: 'Helmi@Example.com', password: PASSWORD }
    expect((await ask('POST', `password/${link}`, { password: PASSWORD })).body.problems).toMatchObject([
      { field: 'name' },
      { field: 'email' },
    ])
    expect((await ask('POST', `password/${link}`, { ...given, password: 'short' })).status).toBe(422)
    const made = await ask('POST', `password/${link}`, given)
    expect(made).toMatchObject({ status: 200, body: { me: { name: 'Helmi Ylläpitäjä', email: 'helmi@example.com', role: 'admin' } } })
    admin = cookieOf(made)
    expect((await ask('GET', 'session', undefined, { cookie: admin })).body).toMatchObject({ me: { role: 'admin' }, ready: true })
    expect((await ask('POST', `password/${link}`, given)).status).toBe(404)
    expect(await createFirstAdmin(database, { token: link, name: 'x', email: 'x@example.com' }, START)).toBeNull()
    expect(made.cookies[0]).toMatch(/HttpOnly; SameSite=Lax/)
  })

  it('invites by a link that works once, and mails it', async () => {
    await ask('PUT', 'teams/loan-desk', { name: { fi: 'Lainapalvelu' }, lead: null, parent: null }, { cookie: admin })
    const { link } = await invite({ name: 'Aino Agentti', email: 'aino@example.com', role: 'agent', teams: ['loan-desk'], language: 'sv' })
    const [mail] = await database.query<{ subject: string; text: string }>(
      `SELECT subject, text FROM mails WHERE "to" = 'aino@example.com'`,
    )
    expect(mail).toMatchObject({ subject: 'Välkommen till Polku', text: expect.stringContaining(`http://localhost/welcome/${link}`) })
    expect((await enter('aino@example.com')).status).toBe(401)
    expect((await ask('GET', `password/${link}`)).body).toMatchObject({ name: 'Aino Agentti', first: false })
    const both = await Promise.all([1, 2].map(() => ask('POST', `password/${link}`, { password: PASSWORD })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
    expect((await enter('AINO@example.com')).body).toMatchObject({ me: { role: 'agent', teams: ['loan-desk'], language: 'sv' } })
    expect((await ask('POST', 'employees', { name: 'A', email: 'aino@example.com', role: 'agent' }, { cookie: admin })).status).toBe(409)
    const wrong = await ask('POST', 'employees', { name: 'B', email: 'b@example.com', role: 'agent', teams: ['nobody'] }, { cookie: admin })
    expect(wrong.body.problems).toEqual([{ field: 'teams.0', message: 'must be the key of a team' }])
    expect((await database.query(`SELECT 1 FROM employees WHERE email = 'b@example.com'`)).length).toBe(0)
  })

  it('lists where one is signed in, and ends it there', async () => {
    const [here, there] = [cookieOf(await enter('aino@example.com')), cookieOf(await enter('aino@example.com'))]
    const { items } = (await ask('GET', 'sessions', undefined, { cookie: here })).body
    expect(items.filter((item) => item.here)).toHaveLength(1)
    const own = items.find((item) => item.here)!.id
    expect((await ask('DELETE', `sessions/${own}`, undefined, { cookie: admin })).status).toBe(404)
    expect((await ask('DELETE', 'sessions/others', undefined, { cookie: here })).body).toEqual({ ended: items.length - 1 })
    expect((await ask('GET', 'sessions', undefined, { cookie: there })).status).toBe(401)
    const out = await ask('DELETE', 'session', undefined, { cookie: here })
    expect(out.cookies[0]).toMatch(/session_token=; Max-Age=0/)
    expect((await ask('GET', 'sessions', undefined, { cookie: here })).status).toBe(401)
  })

  it('changes a password for one who knows it, and sends a link to one who forgot, ending every session', async () => {
    const cookie = cookieOf(await enter('aino@example.com'))
    const elsewhere = cookieOf(await enter('aino@example.com'))
    const change = (present: string) => ask('PUT', 'session/password', { present, next: 'aivan uusi salasana' }, { cookie })
    expect((await change('wrong')).body.problems).toEqual([{ field: 'present', message: 'is not your present password' }])
    const changed = await change(PASSWORD)
    expect(changed.status).toBe(200)
    expect((await ask('GET', 'sessions', undefined, { cookie: elsewhere })).status).toBe(401)
    expect((await ask('GET', 'sessions', undefined, { cookie: cookieOf(changed) })).status).toBe(200)

    const count = async () => (await database.query(`SELECT 1 FROM mails WHERE about = 'password'`)).length
    expect(await ask('POST', 'password/forgotten', { email: 'nobody@example.com' })).toMatchObject({ status: 202, body: {} })
    expect(await count()).toBe(0)
    expect(await ask('POST', 'password/forgotten', { email: 'aino@example.com' })).toMatchObject({ status: 202, body: {} })
    const [mail] = await database.query<{ text: string }>(`SELECT text FROM mails WHERE about = 'password'`)
    const link = /welcome\/(\w+)/.exec(mail!.text)![1]!
    expect((await ask('POST', `password/${link}`, { password: PASSWORD })).status).toBe(200)
    expect((await ask('GET', 'sessions', undefined, { cookie: cookieOf(changed) })).status).toBe(401)
  })

  it('lets nobody go through passwords, and tells no address from another', async () => {
    const tries = []
    for (let count = 0; count < 12; count++) tries.push((await enter('helmi@example.com', `guess ${count}`)).status)
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    expect((await enter('helmi@example.com')).status).toBe(429)
    const [known, unknown] = [await enter('aino@example.com', 'x'), await enter('nobody@example.com', 'x')]
    expect(known.body).toEqual(unknown.body)
  })

  it('lets no page of another site act in somebody’s name', async () => {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[]) {
      expect((await ask('DELETE', 'sessions/others', undefined, { cookie: admin, ...headers })).status).toBe(403)
      expect((await ask('GET', 'journeys', undefined, { cookie: admin, ...headers })).status).toBe(403)
    }
    for (const origin of ['http://polku.example', 'http://localhost']) {
      expect((await ask('GET', 'journeys', undefined, { cookie: admin, origin })).status).toBe(200)
    }
  })

  it('knows no cookie that was changed or signed by another', async () => {
    for (const cookie of [admin.replace(/.(?=;|$)/, 'x'), 'polku.session_token=a.b', 'polku.session_token=']) {
      expect((await ask('GET', 'journeys', undefined, { cookie })).status).toBe(401)
    }
  })

  it('ends at once for those who leave, and always leaves an admin', async () => {
    const { id, link } = await invite({ name: 'Lauri Lähtijä', email: 'lauri@example.com', role: 'lead' })
    const cookie = cookieOf(await ask('POST', `password/${link}`, { password: PASSWORD }))
    expect((await ask('GET', 'journeys', undefined, { cookie })).status).toBe(200)
    const left = await ask('PATCH', `employees/${id}`, { active: false }, { cookie: admin })
    expect(left.body).toMatchObject({ active: false })
    expect((await ask('GET', 'journeys', undefined, { cookie })).status).toBe(401)
    expect((await enter('lauri@example.com')).status).toBe(401)
    expect((await ask('POST', `employees/${id}/invitation`, {}, { cookie: admin })).status).toBe(409)
    const [{ id: only }] = (await database.query(`SELECT id FROM employees WHERE role = 'admin'`)) as [{ id: number }]
    for (const change of [{ active: false }, { role: 'viewer' }]) {
      expect((await ask('PATCH', `employees/${only}`, change, { cookie: admin })).status).toBe(409)
    }
    const { id: second } = await invite({ name: 'Toinen', email: 'toinen@example.com', role: 'admin' })
    const both = await Promise.all([only, second].map((each) => ask('PATCH', `employees/${each}`, { role: 'viewer' }, { cookie: admin })))
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
