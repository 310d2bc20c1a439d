import { request } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { createToken, findToken } from '../../src/server/access/tokens.ts'
import { type Database, openDatabase } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('the gate', (open) => {
  let server: OpenServer
  let database: Database
  let port: number

  beforeAll(async () => {
    database = await open()
    await database.query(
      `INSERT INTO settings (key, body) VALUES ('demo', '{"name": "Kuulasvirta", "opensWith": "crm:C-1", "ready": true}')`,
    )
    server = await openServer(database, START)
    port = Number(new URL(await server.app.listen({ host: '127.0.0.1', port: 0 })).port)
    return () => server.app.close()
  })

  /** Asks with headers that `fetch` would not let through. */
  function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = '') {
    return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: text }))
      })
      asking.on('error', reject).end(body)
    })
  }

  it('lets this machine read the demo organisation without a token under its local names', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const browsers: Record<string, string>[] = [
        {},
        { 'sec-fetch-site': 'same-origin' },
        { 'sec-fetch-site': 'none' },
        { origin: `http://${name}:${port}` },
      ]
      for (const more of browsers) {
        expect((await ask('/api/v1/journeys', { host: `${name}:${port}`, ...more })).status).toBe(200)
      }
    }
  })

  it('takes a token in the address only to send, and only one that may do no more', async () => {
    const send = async (scope: 'ingest' | 'read' | 'admin') => {
      const { token } = await createToken(database, { name: scope, scope }, START)
      return (await ask(`/v1/encounters?token=${token}`, { 'content-type': 'text/plain', origin: 'https://shop.example' }, 'POST', '[]'))
        .status
    }
    expect([await send('ingest'), await send('read'), await send('admin')]).toEqual([202, 403, 403])
    const { token } = await createToken(database, { name: 'read', scope: 'read' }, START)
    expect((await ask(`/api/v1/journeys?token=${token}`, { host: 'elsewhere.example' })).status).toBe(401)
    expect((await ask('/v1/encounters?token=polku_x', {}, 'POST', '[]')).status).toBe(401)
  })

  it('lets pages of other sites send, and read nothing', async () => {
    const origin = 'https://shop.example'
    const asked = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' }
    const before = await ask('/v1/encounters', asked, 'OPTIONS')
    expect(before).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST' } })
    const refused = await ask('/v1/encounters', { origin }, 'POST', '[]')
    expect(refused).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': '*' } })
    expect(refused.headers['access-control-allow-credentials']).toBeUndefined()
    for (const method of ['OPTIONS', 'GET']) {
      expect((await ask('/api/v1/journeys', asked, method)).headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('lets no other name, no other site’s page and nothing through a proxy read', async () => {
    const host = `localhost:${port}`
    for (const [headers, status] of [
      [{ host: `rebound.example:${port}` }, 401],
      [{ host: 'localhost:1' }, 401],
      [{ host: 'localhost' }, 401],
      [{ host: `localhost.example:${port}` }, 401],
      [{ host, 'sec-fetch-site': 'cross-site' }, 403],
      [{ host, 'sec-fetch-site': 'same-site' }, 403],
      [{ host, origin: 'https://elsewhere.example' }, 403],
      [{ host, origin: 'null' }, 403],
      [{ host, origin: 'http://localhost:1' }, 403],
      [{ host, 'x-forwarded-for': '192.0.2.1' }, 401],
      [{ host, forwarded: 'for=192.0.2.1' }, 401],
    ] as [Record<string, string>, number][]) {
      const answer = await ask('/api/v1/journeys', headers)
      expect([headers, answer.status]).toEqual([headers, status])
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    }
  })

  it('asks for a token to send or to change, and says which', async () => {
    const send = await ask('/v1/encounters', { host: `localhost:${port}`, 'content-type': 'application/json' }, 'POST', '{}')
    expect(send.status).toBe(401)
    expect(send.headers['www-authenticate']).toBe('Bearer realm="Polku"')
    expect(JSON.parse(send.body)).toMatchObject({
      title: 'This needs a token with scope ingest.',
      detail: expect.stringContaining('--scope ingest'),
    })
    const reader = await server.bearer('read')
    const change = await ask(
      '/api/v1/journeys/loan',
      { authorization: reader, 'content-type': 'application/json' },
      'PUT',
      '{"key":"loan"}',
    )
    expect([change.status, JSON.parse(change.body).title]).toEqual([403, 'This needs a token with scope admin; yours has read.'])
  })

  it('takes a token as Bearer and as the user name of Basic, each for its scope, and admin for all', async () => {
    const basic = (token: string) => `Basic ${Buffer.from(`${token.slice('Bearer '.length)}:`).toString('base64')}`
    const [ingest, read, admin] = [await server.bearer('ingest'), await server.bearer('read'), await server.bearer('admin')]
    const elsewhere = { host: 'polku.example' }
    for (const [authorization, reading, sending] of [
      [read, 200, 403],
      [basic(read), 200, 403],
      [ingest, 403, 202],
      [basic(ingest), 403, 202],
      [admin, 200, 202],
      [`${read}x`, 401, 401],
      ['Bearer polku_000000000000_0000000000000000000000000000000000000000000', 401, 401],
      ['Digest x', 401, 401],
      ['Bearer', 401, 401],
    ] as const) {
      expect((await ask('/api/v1/journeys', { ...elsewhere, authorization })).status).toBe(reading)
      const sent = await ask('/v1/encounters', { ...elsewhere, authorization, 'content-type': 'application/json' }, 'POST', '[]')
      expect(sent.status).toBe(sending)
    }
  })

  it('keeps only a digest of a token, notes its use at most once a minute, and knows no revoked one', async () => {
    const { id, token } = await createToken(database, { name: 'shop', scope: 'ingest' }, START)
    const row = async () => (await database.query<Record<string, unknown>>('SELECT * FROM tokens WHERE id = $1', [id]))[0]!
    expect(JSON.stringify(await row())).not.toContain(token.slice('polku_'.length + 13))
    for (const [at, used] of [
      [START, START],
      [START + 59_999, START],
      [START + 60_000, START + 60_000],
    ]) {
      expect(await findToken(database, token, at!)).toEqual({ id, name: 'shop', scope: 'ingest' })
      expect((await row())['last_used_at']).toBe(used)
    }
    await database.query('UPDATE tokens SET revoked_at = $2 WHERE id = $1', [id, START])
    expect(await findToken(database, token, START)).toBeNull()
  })

  it('sends the headers that keep browsers safe, a request id, and how many requests are left', async () => {
    const { headers } = await ask('/api/v1/journeys', { host: `localhost:${port}` })
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).not.toMatch(/upgrade-insecure|unsafe-eval|script-src[^;]*inline/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    expect(Number(headers['ratelimit-remaining'])).toBeLessThan(Number(headers['ratelimit-limit']))
  })

  it('answers what is not there, what is malformed and what is too much with problems', async () => {
    const host = `localhost:${port}`
    const authorization = await server.bearer('admin')
    const put = (body: string, type = 'application/json') =>
      ask('/api/v1/journeys/loan', { authorization, 'content-type': type }, 'PUT', body)
    for (const [answer, status, sort] of [
      [await ask('/api/v1/nothing', { host }), 404, 'not-found'],
      [await ask('/api/v1/customers/crm:nobody', { host }), 404, 'not-found'],
      [await ask('/api/v1/customers/nobody', { host }), 404, 'not-found'],
      [await ask('/api/v1/paths/nothing', { host }), 404, 'not-found'],
      [await ask('/api/v1/cases/K-1', { host }), 404, 'not-found'],
      [await ask('/api/v1/cases/1', { host }), 400, 'wrong-input'],
      [await ask('/api/v1/journeys/nothing/flow', { host }), 404, 'not-found'],
      [await ask('/api/v1/paths?limit=0&state=asleep&since=yesterday', { host }), 400, 'wrong-input'],
      [await ask('/api/v1/paths?cursor=WzFd', { host }), 400, 'wrong-input'],
      [await put('{"key":'), 400, 'unreadable'],
      [await put('{"key":"other"}'), 422, 'wrong-input'],
      [await put('{"key":"loan","pauseAfter":"soon"}'), 422, 'wrong-input'],
      [await put('key: loan', 'application/yaml'), 415, 'unsupported-media'],
      [await put(`{"key":"loan","name":"${'x'.repeat(1_100_000)}"}`), 413, 'too-large'],
    ] as const) {
      expect(JSON.parse(answer.body)).toMatchObject({ status, type: `/api/docs#${sort}`, title: expect.any(String) })
      expect(answer.status).toBe(status)
    }
    const wrong = JSON.parse((await ask('/api/v1/paths?limit=0&state=asleep&since=yesterday', { host })).body)
    expect(wrong.problems).toEqual([
      { field: 'limit', message: 'must be at least 1' },
      { field: 'state', message: 'must be one of active, paused, abandoned, completed' },
      { field: 'since', message: 'must be a time as RFC 3339 with zone, e.g. 2026-03-02T18:14:00Z' },
    ])
  })

  it('says which methods an address knows when it is asked with another', async () => {
    for (const [method, path, allow] of [
      ['GET', '/v1/encounters', 'POST, OPTIONS'],
      ['HEAD', '/v1/encounters', 'POST, OPTIONS'],
      ['DELETE', '/v1/customers/crm:C-1?x=1', 'PUT, OPTIONS'],
      ['PUT', '/v1/t', 'POST, OPTIONS'],
      ['DELETE', '/api/v1/paths', 'GET, HEAD'],
      ['PATCH', '/api/v1/paths/loan%2FL-3', 'GET, HEAD'],
      ['OPTIONS', '/api/v1/paths', 'GET, HEAD'],
      ['PUT', '/api/v1/webhooks', 'GET, POST, HEAD'],
      ['POST', '/api/docs', 'GET, HEAD'],
      ['POST', '/api/openapi.json', 'GET, HEAD'],
    ]) {
      const answer = await ask(path!, { host: `localhost:${port}` }, method)
      expect([method, path, answer.status, answer.headers.allow]).toEqual([method, path, 405, allow])
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      if (method !== 'HEAD') expect(JSON.parse(answer.body)).toMatchObject({ status: 405, type: '/api/docs#wrong-method' })
    }
    for (const path of ['/api/v1/paths/', '/api/v1/nothing', '/v1/', '/api/v1/customers/a/b/c'])
      expect([path, (await ask(path, {}, 'DELETE')).status]).toEqual([path, 404])
  })

  it('names every parameter of a query that the API does not know; doors that others’ clients send to take any', async () => {
    const host = `localhost:${port}`
    for (const [path, fields] of [
      ['/api/v1/paths?chanel=web&limit=2&Limit=3', ['chanel', 'Limit']],
      ['/api/v1/journeys?q=loan', ['q']],
      ['/api/v1/events?since=2026-03-01T00:00:00Z', ['since']],
      ['/api/v1/paths?__proto__=1&constructor=2', ['__proto__', 'constructor']],
    ] as const) {
      const { status, body } = await ask(path, { host })
      expect([path, status]).toEqual([path, 400])
      expect(JSON.parse(body)).toMatchObject({
        type: '/api/docs#wrong-input',
        problems: fields.map((field) => ({ field, message: 'is not known here' })),
      })
    }
    const authorization = await server.bearer('ingest')
    for (const path of ['/v1/encounters', '/v1/batch', '/v1/cloudevents']) {
      const type = path === '/v1/cloudevents' ? 'application/cloudevents-batch+json' : 'application/json'
      const body = path === '/v1/batch' ? '{"batch":[]}' : '[]'
      expect([path, (await ask(`${path}?utm=1`, { authorization, 'content-type': type }, 'POST', body)).status]).toEqual([
        path,
        path === '/v1/batch' ? 200 : 202,
      ])
    }
  })
})

describeDatabases('the server in trouble', (open) => {
  it('answers 503 with Retry-After while the database is away, and nothing of what is inside', async () => {
    const fresh = await open()
    // The harness keeps its embedded engine open; this one really closes.
    const database = fresh.kind === 'embedded' ? await openDatabase({}) : fresh
    const { app } = await openServer(database, START)
    await database.close()
    const token = `polku_${'0'.repeat(12)}_${'0'.repeat(43)}`
    const away = await app.inject({ url: '/api/v1/customers', headers: { authorization: `Bearer ${token}` } })
    expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '5'])
    expect(away.json()).toMatchObject({ type: '/api/docs#unavailable' })
    await app.close()
  })

  it('answers 500 without internals when something unexpected happens', async () => {
    const database = await open()
    const { app, read } = await openServer(database, START)
    await database.exec('DROP TABLE frictions CASCADE')
    const broken = await read('frictions')
    expect(broken.statusCode).toBe(500)
    expect(broken.body).not.toMatch(/frictions|relation|stack|node_modules/)
    expect(broken.headers['content-type']).toMatch(/^application\/problem\+json/)
    await app.close()
  })

  it('serves the built screens, and a place on them for any address that is no file’s', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'polku-web-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Polku</title>')
    writeFileSync(join(folder, 'assets/main-1a2b.js'), 'export {}')
    const { app } = await openServer(await open(), START, folder)
    const html = { accept: 'text/html' }
    for (const url of ['/', '/customers/crm:C-1', '/customers/email:a@example.com']) {
      const page = await app.inject({ url, headers: html })
      expect([url, page.statusCode, page.body, page.headers['cache-control']]).toEqual([
        url,
        200,
        '<!doctype html><title>Polku</title>',
        'no-cache',
      ])
    }
    expect((await app.inject('/assets/main-1a2b.js')).headers['cache-control']).toContain('immutable')
    for (const url of ['/assets/gone.js', '/api/nothing', '/v1/nothing', '/../package.json'])
      expect((await app.inject(url)).statusCode).toBe(404)
    const docs = await app.inject({ url: '/api/docs', headers: html })
    expect(docs.headers['content-type']).toMatch(/^text\/html/)
    expect((await app.inject('/api/docs/style.css')).statusCode).toBe(200)
    expect((await app.inject('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
    await app.close()
  })
})
