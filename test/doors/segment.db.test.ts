import { gzipSync } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { LARGEST_BODY } from '../../src/server/http/readBody.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('the doors of Segment’s tracking API', (open) => {
  let server: OpenServer
  let database: Database
  let base: string
  const token: Record<string, string> = {}

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    base = await server.app.listen({ host: '127.0.0.1', port: 0 })
    for (const scope of ['ingest', 'read', 'admin'] as const) token[scope] = (await server.bearer(scope)).slice('Bearer '.length)
    return () => server.app.close()
  })

  const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` })

  async function send(path: string, body: unknown, headers: Record<string, string> = basic(token['ingest']!)) {
    const payload = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
    const answer = await fetch(base + path, { method: 'POST', headers, body: payload as BodyInit })
    return { status: answer.status, headers: answer.headers, body: JSON.parse((await answer.text()) || 'null') }
  }

  const read = async (path: string) => (await server.read(path)).json()
  const track = (messageId: string, more: object = {}) => ({
    type: 'track',
    messageId,
    userId: 'C-1',
    event: 'Form Sent',
    timestamp: '2026-03-02T18:14:00Z',
    ...more,
  })

  it('take every call under its long and its short name', async () => {
    for (const [index, path] of ['track', 't', 'page', 'p', 'screen', 's', 'identify', 'i', 'group', 'g', 'alias', 'a'].entries()) {
      const { type: _type, ...message } = track(`call-${index}`, { name: 'Start', groupId: 'g', previousId: 'a-1' })
      const { status, body } = await send(`/v1/${path}`, message)
      const isStatement = index >= 6
      expect([path, status, body]).toEqual([
        path,
        200,
        { success: true, accepted: isStatement ? 0 : 1, duplicates: 0, statements: isStatement ? 1 : 0, rejected: [] },
      ])
    }
    for (const path of ['batch', 'import', 'b']) {
      const { body } = await send(`/v1/${path}`, { batch: [track(`in-${path}`), { type: 'identify', userId: 'C-1' }] })
      expect(body).toMatchObject({ success: true, accepted: 1, statements: 1 })
    }
    expect((await send('/v1/batch', { batch: [] })).body).toMatchObject({ success: true, accepted: 0 })
  })

  it('take the token as Basic, as Bearer, or in the body of whatever media type; and none that cannot send', async () => {
    const key = { writeKey: token['ingest'] }
    const plain = { 'content-type': 'text/plain' }
    for (const [body, headers, status] of [
      [track('k-1'), basic(token['ingest']!), 200],
      [track('k-2'), { authorization: `Bearer ${token['ingest']}` }, 200],
      [{ ...track('k-3'), ...key }, plain, 200],
      [{ ...track('k-4'), ...key }, {}, 200],
      [{ ...track('k-5'), writeKey: token['admin'] }, plain, 403],
      [track('k-6'), plain, 401],
      [{ ...track('k-7'), writeKey: 7 }, plain, 401],
      [{ ...track('k-8'), writeKey: `${token['ingest']}x` }, plain, 401],
      [{ ...track('k-9'), writeKey: token['read'] }, plain, 403],
      // A header says more than the body.
      [{ ...track('k-10'), ...key }, basic(token['read']!), 403],
    ] as [object, Record<string, string>, number][]) {
      for (const [path, whole] of [
        ['/v1/track', body],
        ['/v1/batch', { batch: [body], writeKey: (body as { writeKey?: string }).writeKey }],
      ] as const) {
        expect([path, headers, (await send(path, whole, headers)).status]).toEqual([path, headers, status])
      }
    }
    const large = { ...track('k-11', { properties: { filler: 'x'.repeat(530_000) } }), ...key }
    expect((await send('/v1/track', large, plain)).status).toBe(413)
    expect((await send('/v1/track', large)).body.rejected).toMatchObject([{ id: 'k-11', problems: [{ field: 'properties' }] }])
  })

  it('let pages of any site send, but with no more than a token that can only send', async () => {
    const page = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }
    for (const path of ['/v1/track', '/v1/t', '/v1/batch', '/v1/b']) {
      const asked = await fetch(base + path, {
        method: 'OPTIONS',
        headers: { ...page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-retry-count' },
      })
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
      expect(asked.headers.get('access-control-allow-headers')).toBe('*, authorization')
      expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
    }
    const sent = await send('/v1/t', { ...track('page-1'), writeKey: token['ingest'] }, { ...page, 'content-type': 'text/plain' })
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    const refused = await send('/v1/t', { ...track('page-2'), writeKey: token['admin'] }, page)
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, '*'])
    expect(refused.body.title).toBe('Only a token with scope ingest may stand in a page, an address or a body.')
    const list = await fetch(`${base}/api/v1/customers`, { headers: { ...page, ...basic(token['admin']!) } })
    expect(list.headers.get('access-control-allow-origin')).toBeNull()
    const header = await send('/v1/t', track('page-3'), { ...page, ...basic(token['admin']!) })
    expect(header.status).toBe(403)
  })

  it('tell the browser client where to send', async () => {
    const settings = await fetch(`${base}/v1/projects/${token['ingest']}/settings`, { headers: { origin: 'https://shop.example' } })
    expect([settings.status, settings.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    expect(await settings.json()).toEqual({
      integrations: { 'Segment.io': { apiKey: token['ingest'], apiHost: `${new URL(base).host}/v1`, protocol: 'http' } },
      metrics: { sampleRate: 0 },
    })
    const behind = await fetch(`${base}/v1/projects/${token['ingest']}/settings`, { headers: { 'x-forwarded-proto': 'https' } })
    expect(await behind.json()).toMatchObject({ integrations: { 'Segment.io': { protocol: 'https' } } })
    expect((await fetch(`${base}/v1/projects/nothing/settings`)).status).toBe(401)
    expect((await fetch(`${base}/v1/projects/${token['read']}/settings`)).status).toBe(403)
  })

  it('take what is good of a batch, and keep the rest in quarantine without the token', async () => {
    const key = token['ingest']!
    const { status, body } = await send(
      '/v1/b',
      {
        batch: [
          { ...track('bad-1', { userId: undefined }), writeKey: key },
          track('good-1'),
          { type: 'identify', userId: 'C-1', traits: { holdings: [''] }, writeKey: key },
          { type: 'identify', userId: 'C-1', traits: { plan: 'gold' } },
          { type: 'click', writeKey: key },
          'text',
          track('good-2', { properties: { step: 'start', matter: 'M' } }),
          track('bad-2', { properties: { step: 'begin' } }),
        ],
        writeKey: key,
      },
      {},
    )
    expect([status, body.accepted, body.statements]).toEqual([200, 2, 1])
    expect(body.rejected.map(({ index, problem }: { index: number; problem: string }) => [index, problem])).toEqual([
      [0, 'customer must have at least one identifier, e.g. {"crm": "C-1001"}'],
      [2, 'holdings.0 must not be empty'],
      [4, 'type must be one of track, page, screen, identify, group, alias'],
      [5, 'must be an object'],
      [7, 'step must be one of start, progress, complete, abandon, fail'],
    ])
    const kept = await database.query<{ door: string; item: string }>(`SELECT door, item::text FROM quarantine WHERE door = '/v1/b'`)
    expect(kept).toHaveLength(5)
    expect(JSON.stringify(kept)).not.toContain(key)
  })

  it('answer 4xx when nothing could be read, and take gzip', async () => {
    for (const [path, body, status] of [
      ['/v1/track', '', 400],
      ['/v1/track', '{"event":', 400],
      ['/v1/track', '[{}, {}]', 400],
      ['/v1/track', '7', 400],
      ['/v1/batch', '{}', 400],
      ['/v1/batch', '{"batch": {}}', 400],
      ['/v1/batch', { batch: Array.from({ length: 5001 }, () => ({})) }, 413],
      ['/v1/batch', `{"batch": []${' '.repeat(LARGEST_BODY + 1 - 13)}}`, 413],
      ['/v1/batch', `{"batch": []${' '.repeat(LARGEST_BODY - 13)}}`, 200],
    ] as const) {
      expect([path, (await send(path, body)).status]).toEqual([path, status])
    }
    const zipped = gzipSync(JSON.stringify({ batch: [track('z-1')] }))
    expect((await send('/v1/batch', zipped, { ...basic(token['ingest']!), 'content-encoding': 'gzip' })).body.accepted).toBe(1)
  })

  it('know a message again by its id, though its time or its customer is told otherwise', async () => {
    const late = { timestamp: '2026-03-10T08:00:00Z', sentAt: '2026-03-10T09:00:00.000Z' }
    expect((await send('/v1/t', track('again', { ...late, userId: undefined, anonymousId: 'a-9' }))).body.accepted).toBe(1)
    const retry = { ...late, sentAt: '2026-03-10T08:59:59.400Z', anonymousId: 'a-9', userId: 'C-9' }
    expect((await send('/v1/t', track('again', retry))).body).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] })
    const { items } = await read('customers/anonymous:a-9/timeline')
    expect(items.map(({ occurredAt }: { occurredAt: string }) => occurredAt)).toEqual(['2026-03-10T11:00:00Z'])
  })

  it('identify tells the same statement as a PUT does', async () => {
    const asOf = '2026-03-01T00:00:00Z'
    const attributes = { name: 'Aino Esimerkki', plan: 'gold' }
    const told = { holdings: ['card'], consents: { marketing: true } }
    await send('/v1/identify', { userId: 'S-1', timestamp: asOf, traits: { ...attributes, ...told, email: 'S@example.com' } })
    const put = await server.app.inject({
      method: 'PUT',
      url: '/v1/customers/crm:S-2',
      headers: basic(token['ingest']!),
      payload: { asOf, attributes, ...told, identifiers: { email: 'T@example.com' } },
    })
    expect(put.statusCode).toBe(200)
    const rows = await database.query<{ identifier: string; identifiers: object }>(
      `SELECT identifier, at, identifiers, attributes, holdings, consents FROM statements WHERE identifier IN ('crm:S-1', 'crm:S-2') ORDER BY identifier`,
    )
    const [segment, native] = rows.map(({ identifier: _identifier, identifiers, ...row }) => ({
      ...row,
      kinds: Object.keys(identifiers).sort(),
    }))
    expect(segment).toEqual(native)
    const [one, other] = [await read('customers/crm:S-1'), await read('customers/crm:S-2')]
    expect(one).toMatchObject({
      displayName: 'Aino Esimerkki',
      holdings: [{ product: 'card', encounter: null }],
      identifiers: ['crm:S-1', 'email:s@example.com'],
    })
    expect([one.attributes, one.consents]).toEqual([other.attributes, other.consents])
  })

  it('traits told one by one, even at the same moment, stand together; null takes one back', async () => {
    const tell = (type: string, traits: object, timestamp: string) =>
      send('/v1/batch', { batch: [{ type, userId: 'S-3', groupId: 'g', traits, timestamp }] })
    await tell('identify', { name: 'Eka', plan: 'gold' }, '2026-03-01T00:00:00Z')
    await tell('group', { seats: 5 }, '2026-03-01T00:00:00Z')
    await send('/v1/batch', {
      batch: [{ plan: null }, { city: 'Vaasa', name: null }].map((traits) => ({
        type: 'identify',
        userId: 'S-3',
        traits,
        timestamp: '2026-03-02T00:00:00Z',
      })),
    })
    const { attributes, displayName } = await read('customers/crm:S-3')
    expect([attributes, displayName]).toEqual([{ group: { id: 'g', seats: 5 }, city: 'Vaasa' }, null])
  })
})
