import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('who is who over HTTP', (open) => {
  let server: OpenServer
  let admin: string

  beforeAll(async () => {
    server = await openServer(await open(), START)
    admin = await server.bearer('admin')
    return () => server.app.close()
  })

  const post = async (url: string, payload: object, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url, payload, headers: { authorization: admin, host: 'localhost', ...headers } })
  const get = async (url: string) => (await server.app.inject({ method: 'GET', url, headers: { authorization: admin } })).json()
  const meet = (id: string, customer: Record<string, string>) =>
    post('/v1/encounters', { id, occurredAt: '2026-03-01T10:00:00Z', customer, touchpoint: 'desk', initiator: 'customer', step: 'start' })

  it('previews, separates for good, gives the number back, and takes back', async () => {
    await meet('e1', { phone: '+358401234567' })
    await meet('e2', { email: 'aino@example.com' })
    const { id } = await get('/api/v1/customers/email:aino@example.com')
    await meet('e3', { phone: '+358401234567', email: 'aino@example.com' })
    const joined = await get('/api/v1/customers/email:aino@example.com')
    expect(joined).toMatchObject({ encounters: 3, identifiers: ['email:aino@example.com', 'phone:+358401234567'] })
    // The number of the customer that was joined leads to the survivor.
    expect(await get(`/api/v1/customers/${id}`)).toMatchObject({ id: joined.id })

    const url = `/api/v1/customers/${joined.id}/separate`
    const body = { identifiers: ['email:Aino@example.com'], because: 'two people, one phone', by: 'Eino' }
    const preview = await post(url, { ...body, preview: true })
    expect(preview.json()).toMatchObject({ judgement: null, after: [{ encounters: 1 }, { encounters: 2 }] })
    expect(await get(`/api/v1/customers/${joined.id}`)).toMatchObject({ encounters: 3 })
    const done = await post(url, body, { 'idempotency-key': 'k1' })
    expect(done.json().judgement).toEqual(expect.any(Number))
    expect((await post(url, body, { 'idempotency-key': 'k1' })).json()).toEqual(done.json())
    expect(await get('/api/v1/customers/email:aino@example.com')).toMatchObject({ id, encounters: 2 })

    // The same wrong link again joins nobody.
    await meet('e4', { phone: '+358401234567', email: 'aino@example.com' })
    expect(await get('/api/v1/customers/phone:+358401234567')).toMatchObject({ encounters: 1 })
    const { judgements, history } = await get('/api/v1/customers/phone:+358401234567/identity')
    expect(judgements).toMatchObject([{ sort: 'separate', because: 'two people, one phone', by: { name: 'Eino' }, undone: null }])
    expect(history.map((entry: { event: string }) => entry.event)).toEqual(['joined', 'separated'])

    const contrary = await post('/api/v1/customers/phone:+358401234567/join', { identifiers: ['email:aino@example.com'], because: 'no' })
    expect(contrary.statusCode).toBe(409)
    const undone = await post(`/api/v1/judgements/${judgements[0].id}/undo`, { because: 'they are one after all' })
    expect(undone.statusCode).toBe(200)
    expect(await get('/api/v1/customers/phone:+358401234567')).toMatchObject({ encounters: 4 })
    expect((await get('/api/v1/judgements')).items).toMatchObject([{ undone: { because: 'they are one after all' } }])
    expect((await post(`/api/v1/judgements/${judgements[0].id}/undo`, { because: 'again' })).statusCode).toBe(409)
  })

  it('refuses what it does not know, and those who may not', async () => {
    await meet('f1', { crm: 'C-1' })
    const unknown = await post('/api/v1/customers/crm:C-1/join', { identifiers: ['crm:C-404'], because: 'x' })
    expect(unknown.json()).toMatchObject({ status: 422, problems: [{ field: 'identifiers.0' }] })
    const alone = await post('/api/v1/customers/crm:C-1/separate', { identifiers: ['crm:C-1'], because: 'x' })
    expect(alone.statusCode).toBe(422)
    const read = await server.bearer('read')
    expect(
      (await post('/api/v1/customers/crm:C-1/join', { identifiers: ['crm:C-1'], because: 'x' }, { authorization: read })).statusCode,
    ).toBe(403)
  })
})
