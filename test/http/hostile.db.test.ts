import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

const encounter = (id: string, more: object = {}) => ({
  id,
  occurredAt: '2026-03-02T18:14:00Z',
  customer: { crm: 'C-1' },
  touchpoint: 'form',
  ...more,
})

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

// Years 1952 and 2004, with an old and a new century mark.
const CODES = ['131052-308T', '131052X308T']

describeDatabases('what comes in at the doors, however odd', (open) => {
  let server: OpenServer
  let base: string
  const authorization: Record<string, string> = {}

  beforeAll(async () => {
    server = await openServer(await open(), START)
    base = await server.app.listen({ host: '127.0.0.1', port: 0 })
    for (const scope of ['ingest', 'read', 'admin'] as const) authorization[scope] = await server.bearer(scope)
    return () => server.app.close()
  })

  async function ask(method: string, path: string, body?: unknown, scope = 'ingest') {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: authorization[scope]!, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.status, type: answer.headers.get('content-type'), body: JSON.parse((await answer.text()) || 'null') }
  }

  const read = async (path: string) => {
    const answer = await fetch(`${base}${path}`, { headers: { authorization: authorization['read']! } })
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() }
  }
  const tell = (customer: string, body: unknown) => ask('PUT', `/v1/customers/${encodeURIComponent(customer)}`, body)

  it('refuses an item nested too deeply by itself, and takes the others', async () => {
    const deep = JSON.stringify(encounter('deep', { properties: { a: '@' } }))
    for (const levels of [100, 5000, 1_000_000]) {
      const item = deep.replace('"@"', nested(levels))
      const { status, body } = await ask('POST', '/v1/encounters', `[${JSON.stringify(encounter(`beside-${levels}`))},${item}]`)
      expect([status, body.accepted]).toEqual([202, 1])
      expect(body.rejected).toMatchObject([
        { index: 1, id: 'deep', problems: [{ field: 'properties', message: expect.stringContaining('100 levels') }] },
      ])
    }
    const { body } = await ask('POST', '/v1/encounters', deep.replace('"@"', nested(99)))
    expect(body.accepted).toBe(1)
    expect((await tell('crm:C-1', `{"attributes": {"a": ${nested(100_000)}}}`)).status).toBe(422)
  })

  it('says where text is that no database keeps', async () => {
    for (const [body, field] of [
      [{ attributes: { a: ['x', 'x\0y'] } }, 'attributes.a.1'],
      [{ attributes: { a: '\ud800' } }, 'attributes.a'],
      [{ attributes: { 'x\0': 1 } }, 'attributes'],
      [{ holdings: ['a\0'] }, 'holdings.0'],
      [{ identifiers: { user: 'a\0' } }, 'identifiers.user'],
    ] as const) {
      expect(await tell('crm:C-1', body)).toMatchObject({ status: 422, body: { problems: [{ field }] } })
    }
    expect((await tell('crm:C\0', {})).status).toBe(400)
    const wrong = await ask('PUT', '/api/v1/definitions', { journeys: [{ key: 'loan', name: 'x\0' }] }, 'admin')
    expect(wrong).toMatchObject({ status: 422, body: { problems: [{ field: 'journeys.0.name' }] } })
    for (const path of ['customers/crm:a%00', 'paths/a%00', 'journeys/a%00', 'customers?q=a%00', 'paths?journey=%00', 'cases?team=%00b']) {
      expect([path, (await read(`/api/v1/${path}`)).status]).toEqual([path, 400])
    }
    const cursor = Buffer.from(JSON.stringify([1, 2, '\0'])).toString('base64url')
    for (const list of ['paths', 'frictions']) {
      expect(await read(`/api/v1/${list}?cursor=${cursor}`)).toMatchObject({ status: 400, body: { problems: [{ field: 'cursor' }] } })
    }
  })

  it('refuses a personal identity code in every place of a statement', async () => {
    for (const code of CODES) {
      for (const [body, field] of [
        [{ identifiers: { user: code } }, 'identifiers.user'],
        [{ attributes: { a: [{ b: code }] } }, 'attributes.a.0.b'],
        [{ attributes: { [code]: 1 } }, 'attributes'],
        [{ holdings: ['loan', code] }, 'holdings.1'],
        [{ consents: { [code]: true } }, 'consents'],
      ] as const) {
        const { status, body: problem } = await tell('crm:C-1', body)
        expect([status, problem.problems[0].field]).toEqual([422, field])
        expect(JSON.stringify(problem)).not.toContain(code)
      }
      expect((await tell(`crm:${code}`, {})).status).toBe(422)
    }
  })

  it('takes kinds and keys that are names of the language for what they are, and keeps the kind id for itself', async () => {
    expect(await tell('constructor:x', { identifiers: { toString: 'y' } })).toMatchObject({
      status: 200,
      body: { customer: 'constructor:x' },
    })
    expect((await read('/api/v1/customers/toString:y')).body).toMatchObject({ customer: 'constructor:x' })
    expect((await tell('__proto__:x', {})).status).toBe(422)
    const own = await tell('id:1', {})
    expect(own).toMatchObject({
      status: 422,
      body: { problems: [{ field: 'customer', message: expect.stringContaining('another kind') }] },
    })
    const { body } = await ask('POST', '/v1/encounters', encounter('own', { customer: { id: '1' } }))
    expect(body.rejected).toMatchObject([{ problems: [{ field: 'customer.id' }] }])
    const named = (await read('/api/v1/customers/constructor:x')).body.id as string
    expect((await read(`/api/v1/customers/${named}`)).body.customer).toBe('constructor:x')
    const reserved = await ask('PUT', '/api/v1/definitions', '{"channels":[{"key":"__proto_\\u005f"}]}', 'admin')
    expect(reserved).toMatchObject({ status: 422, body: { problems: [{ field: 'channels.0.key' }] } })
  })

  it('keeps a definition under its trimmed key, the same the next time', async () => {
    const changed = async (key: string) =>
      (await ask('PUT', '/api/v1/definitions', { touchpoints: [{ key, team: 'a' }] }, 'admin')).body.changed
    expect(await changed(' till ')).toEqual([{ sort: 'touchpoint', key: 'till', version: 1 }])
    expect(await changed('till')).toEqual([])
  })

  it('answers an address that cannot be read with a problem that does not repeat it', async () => {
    const { status, type, body } = await read('/api/v1/customers/%E0secret')
    expect([status, type]).toEqual([400, expect.stringContaining('application/problem+json')])
    expect(body).toMatchObject({ status: 400, type: '/api/docs#unreadable' })
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  it('answers what is no request with a problem too', async () => {
    const say = async (text: string) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1')
      let said = ''
      socket.setEncoding('utf8').on('data', (part: string) => (said += part))
      socket.on('error', () => undefined).write(text)
      await once(socket, 'close')
      return said
    }
    for (const [text, status] of [
      ['BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
      ['POST /v1/encounters HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
      [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
    ] as const) {
      const [head, body] = (await say(text)).split('\r\n\r\n') as [string, string]
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*content-type: application/problem\\+json$`))
      expect(JSON.parse(body)).toMatchObject({ status, type: expect.stringContaining('/api/docs#'), title: expect.any(String) })
    }
  })

  it('answers HEAD without a body, also where the answer streams, and sends nobody who writes to the documentation', async () => {
    for (const path of ['/api/v1/journeys', '/api/v1/events']) {
      const headers = { authorization: authorization['read']! }
      const answer = await fetch(base + path, { method: 'HEAD', headers, signal: AbortSignal.timeout(5000) })
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, ''])
    }
    expect((await ask('POST', '/', '{}')).status).toBe(404)
  })
})
