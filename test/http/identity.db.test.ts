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

  it('tells what is linked with both sides of a separation, and the links of statements', async () => {
    await meet('g1', { crm: 'G-1', phone: '+358407654321' })
    await meet('g2', { crm: 'G-1', loyalty: 'G-L' })
    const headers = { authorization: admin, host: 'localhost' }
    await server.app.inject({
      method: 'PUT',
      url: '/v1/customers/phone:+358407654321',
      payload: { identifiers: { loyalty: 'G-L' } },
      headers,
    })
    const body = { identifiers: ['phone:+358407654321'], others: ['crm:G-1'], because: 'a shared card' }
    await post('/api/v1/customers/crm:G-1/separate', body)
    const { contested, links } = await get('/api/v1/customers/crm:G-1/identity')
    expect(contested).toEqual([['loyalty:G-L']])
    expect(links).toContainEqual({
      identifiers: ['phone:+358407654321', 'loyalty:G-L'],
      encounters: 0,
      statements: 1,
      because: 'phone:+358407654321',
    })
    expect((await get('/api/v1/customers/crm:G-1')).conflict).toEqual(['phone:+358407654321', 'loyalty:G-L'])
  })

  it('takes what people said elsewhere once, and refuses what contradicts what they said here', async () => {
    await meet('h1', { crm: 'H-1' })
    await meet('h2', { loyalty: 'H-L' })
    const join = { sort: 'join', identifiers: ['crm:H-1', 'loyalty:H-L'], at: '2026-01-01T00:00:00Z', by: 'Eino', because: 'same card' }
    const part = { ...join, sort: 'separate', identifiers: ['crm:H-1'], others: ['loyalty:H-L'], because: 'lent' }
    const bring = async (...items: object[]) => (await post('/api/v1/judgements', { items })).json()
    expect(await bring(join, part)).toEqual({
      kept: 1,
      known: 0,
      rejected: [
        { index: 1, problems: [{ field: '', message: expect.stringMatching(/^Eino said under number \d+ that they are one person/) }] },
      ],
    })
    expect(await get('/api/v1/customers/loyalty:H-L')).toMatchObject({ customer: 'crm:H-1', encounters: 2 })
    const undone = { ...join, undone: { at: '2026-02-01T00:00:00Z', by: 'Aino', because: 'a mistake' } }
    expect(await bring(join, undone, undone, part)).toMatchObject({ kept: 2, known: 2, rejected: [] })
    const { judgements } = await get('/api/v1/customers/crm:H-1/identity')
    expect(judgements).toMatchObject([
      { at: '2026-01-01T00:00:00Z', by: { token: null, name: 'Eino' }, undone: { at: '2026-02-01T00:00:00Z', by: { name: 'Aino' } } },
      { sort: 'separate', undone: null },
    ])
    expect(await get('/api/v1/customers/crm:H-1')).toMatchObject({ encounters: 1 })
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
