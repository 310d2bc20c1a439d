import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { LARGEST_BODY } from '../../src/server/http/readBody.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

const encounter = (id: string, more: object = {}) => ({
  id,
  occurredAt: '2026-03-02T18:14:00Z',
  customer: { crm: 'C-1' },
  touchpoint: 'loan-application',
  channel: 'web',
  ...more,
})

describeDatabases('the doors for encounters, over HTTP', (open) => {
  let server: OpenServer
  let base: string
  let authorization: string

  beforeAll(async () => {
    server = await openServer(await open(), START)
    base = await server.app.listen({ host: '127.0.0.1', port: 0 })
    authorization = await server.bearer('ingest')
    return () => server.app.close()
  })

  async function send(body: string | Buffer, headers: Record<string, string> = {}) {
    const answer = await fetch(`${base}/v1/encounters`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      body: new Uint8Array(Buffer.from(body)),
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }

  const json = (value: unknown) => send(JSON.stringify(value))
  const ndjson = { 'content-type': 'application/x-ndjson' }

  it('takes one, then counts it as a duplicate, and refuses its id with other content', async () => {
    expect(await json(encounter('one'))).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0, rejected: [] } })
    expect((await json(encounter('one'))).body).toEqual({ accepted: 0, duplicates: 1, rejected: [] })
    const other = await json([encounter('two'), encounter('one', { channel: 'app' })])
    expect(other.body).toMatchObject({ accepted: 1, duplicates: 0, rejected: [{ index: 1, id: 'one' }] })
  })

  it('tells of each bad item by its place, its id and what is expected, and takes the others', async () => {
    const { status, body } = await json([
      encounter('mail', { customer: { email: 'nobody' } }),
      encounter('good'),
      { id: 'bare' },
      encounter('spelt', { chanel: 'web', step: 'begin' }),
      'text',
      encounter('code', { customer: { crm: '131052-308T' } }),
    ])
    expect(status).toBe(202)
    expect(body.accepted).toBe(1)
    expect(body.rejected.map(({ index, id, problem }: { index: number; id?: string; problem: string }) => [index, id, problem])).toEqual([
      [0, 'mail', 'customer.email must be an e-mail address'],
      [2, 'bare', 'occurredAt is required; customer is required; touchpoint is required'],
      [3, 'spelt', expect.stringContaining('step must be one of start, progress, complete, abandon, fail')],
      [4, undefined, 'must be an object with occurredAt, customer and touchpoint'],
      [5, 'code', expect.stringContaining('customer.crm must not be a Finnish personal identity code')],
    ])
    expect(body.rejected[2].problems).toContainEqual({ field: 'chanel', message: expect.stringContaining('properties') })
  })

  it('takes NDJSON, where a bad line is that item’s rejection', async () => {
    const lines = [JSON.stringify(encounter('n-1')), '', '{"id": "n-2", "secret": 12', JSON.stringify(encounter('n-3')), '']
    for (const type of ['application/x-ndjson', 'application/ndjson; charset=utf-8']) {
      const { status, body } = await send(`\uFEFF${lines.join('\r\n')}`, { 'content-type': type })
      expect(status).toBe(202)
      expect(body.accepted + body.duplicates).toBe(2)
      expect(body.rejected).toMatchObject([{ index: 1, problem: expect.stringMatching(/^is not well-formed JSON/) }])
      expect(JSON.stringify(body)).not.toContain('secret')
    }
  })

  it('takes gzip, and says clearly when it is broken', async () => {
    const whole = gzipSync(JSON.stringify([encounter('z-1'), encounter('z-2')]))
    expect((await send(whole, { 'content-encoding': 'gzip' })).body.accepted).toBe(2)
    expect((await send(gzipSync(JSON.stringify(encounter('z-3'))), { 'content-encoding': 'gzip', ...ndjson })).body.accepted).toBe(1)
    for (const broken of [whole.subarray(0, whole.length - 12), Buffer.from('[{}]')]) {
      const { status, body } = await send(broken, { 'content-encoding': 'gzip' })
      expect([status, body.title]).toEqual([400, 'The body is not well-formed gzip.'])
    }
    expect((await send('[]', { 'content-encoding': 'br' })).status).toBe(415)
  })

  it('refuses what is too large, also when only inflated, and too many items', async () => {
    const filler = (bytes: number) => `[${JSON.stringify(encounter('x'))}${' '.repeat(bytes)}]`
    expect((await send(filler(LARGEST_BODY))).status).toBe(413)
    expect((await send(filler(LARGEST_BODY - 400))).status).toBe(202)
    const bomb = gzipSync(filler(200 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const before = process.memoryUsage().rss
    expect((await send(bomb, { 'content-encoding': 'gzip' })).status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    const many = (count: number) => Array.from({ length: count }, () => '{}').join('\n')
    expect((await send(many(5001), ndjson)).status).toBe(413)
    expect((await send(many(5000), ndjson)).body.rejected).toHaveLength(5000)
  })

  it('answers 4xx with a problem when nothing could be read', async () => {
    for (const [body, headers, status, title] of [
      ['', {}, 400, 'The body is empty.'],
      ['{"id":', {}, 400, /^The body is not well-formed JSON/],
      ['{"a":1}\n{"a":2}', {}, 400, /^The body is not well-formed JSON/],
      [Buffer.from([0x22, 0xc3, 0x28, 0x22]), {}, 400, 'The body is not UTF-8.'],
    ] as const) {
      const answer = await send(body, headers)
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      expect(answer.body).toMatchObject({ status, type: '/api/docs#unreadable', detail: expect.any(String) })
      if (typeof title === 'string') expect(answer.body.title).toBe(title)
      else expect(answer.body.title).toMatch(title)
    }
    expect(await json([])).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 0, rejected: [] } })
  })

  describe('statements', () => {
    const put = (customer: string, body: unknown, headers: Record<string, string> = {}) =>
      server.app.inject({
        method: 'PUT',
        url: `/v1/customers/${encodeURIComponent(customer)}`,
        headers: { authorization, ...headers },
        payload: body as object,
      })

    it('are kept with all they tell, and found by any identifier', async () => {
      const told = await put('crm:C-9', {
        asOf: '2026-03-01T00:00:00Z',
        identifiers: { email: 'Aino@Example.com', phone: '040 123 4567' },
        attributes: { name: 'Aino Esimerkki', city: 'Vaasa' },
        holdings: ['mortgage', 'card'],
        consents: { marketing: false },
      })
      expect([told.statusCode, told.json()]).toEqual([200, { customer: 'crm:C-9' }])
      for (const name of ['crm:C-9', 'email:AINO@example.com', 'phone:+358401234567']) {
        const found = await server.read(`customers/${encodeURIComponent(name)}`)
        expect(found.json()).toMatchObject({
          customer: 'crm:C-9',
          displayName: 'Aino Esimerkki',
          identifiers: ['crm:C-9', 'email:aino@example.com', 'phone:+358401234567'],
          attributes: { name: 'Aino Esimerkki', city: 'Vaasa' },
          consents: { marketing: false },
          holdings: [
            { product: 'card', encounter: null },
            { product: 'mortgage', encounter: null },
          ],
          conflict: null,
        })
      }
    })

    it('are refused field by field', async () => {
      const refused = await put('crm:C-9', {
        asOf: '2026-03-11T00:00:00Z',
        identifiers: { email: 'x', crm: 'C-8' },
        attributes: { note: '131052-308T' },
      })
      expect(refused.statusCode).toBe(422)
      expect(refused.json().problems.map((each: { field: string }) => each.field)).toEqual([
        'identifiers.email',
        'identifiers.crm',
        'asOf',
        'attributes.note',
      ])
      expect((await put('crm:C-9', { holding: [] })).json()).toMatchObject({
        status: 422,
        problems: [{ field: 'holding', message: 'is not known here' }],
      })
      expect((await put('nobody', {})).json()).toMatchObject({
        status: 400,
        problems: [{ field: 'customer', message: 'must be kind:value, e.g. crm:C-1001' }],
      })
    })

    it('with an Idempotency-Key are answered again, and another request under it is refused', async () => {
      const key = { 'idempotency-key': 'k-1' }
      const first = await put('crm:C-20', { attributes: { name: 'Eka' } }, key)
      expect(first.statusCode).toBe(200)
      expect((await put('crm:C-20', { attributes: { name: 'Eka' } }, key)).json()).toEqual(first.json())
      expect((await put('crm:C-20', { attributes: { name: 'Toka' } }, key)).statusCode).toBe(422)
      expect((await put('crm:C-20', { identifiers: { email: 'x' } }, { 'idempotency-key': 'k-2' })).statusCode).toBe(422)
      // A write that failed leaves its key free.
      expect((await put('crm:C-20', { identifiers: { email: 'x@example.com' } }, { 'idempotency-key': 'k-2' })).statusCode).toBe(200)
    })
  })
})
