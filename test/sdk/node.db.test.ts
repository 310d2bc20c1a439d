import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { createPolku, type NodeOptions, type Trouble } from '../../sdk/node.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { createDatabase } from '../setup/database.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { eventually } from '../webhook/receiver.ts'

describe('the client for Node.js', () => {
  let database: Database
  let server: OpenServer
  let url: string
  let token: string

  beforeAll(async () => {
    const made = await createDatabase(inject('postgresUrl'))
    database = await openDatabase({ url: made.url })
    await migrate(database)
    await start(0)
    token = (await server.bearer('ingest')).slice('Bearer '.length)
    return async () => {
      await server.app.close()
      await database.close()
      await made.drop()
    }
  })

  async function start(port: number): Promise<void> {
    // Its clock stands still, and what lies ahead of it would wait.
    server = await openServer(database, Date.now() + 3_600_000)
    url = await server.app.listen({ host: '127.0.0.1', port })
  }

  function client(more: Partial<NodeOptions> = {}) {
    const troubles: Trouble[] = []
    const polku = createPolku({ url, token, onError: (trouble) => troubles.push(trouble), ...more })
    onTestFinished(async () => void (await polku.close()))
    return { polku, troubles }
  }

  const kept = async (touchpoint: string) =>
    (await database.query<{ id: string }>('SELECT id FROM encounters WHERE touchpoint = $1', [touchpoint])).map(({ id }) => id)

  it('sends what is said, with an id, the time and the customer', async () => {
    const { polku, troubles } = client()
    polku.identify({ crm: 'C-1' })
    const before = Date.now()
    const id = polku.encounter({ touchpoint: 'said', channel: 'web', properties: { basket: [1, null] } })
    const named = polku.encounter({
      touchpoint: 'said',
      id: 'own-1',
      customer: { email: 'Aino@Example.com' },
      occurredAt: '2026-03-02T18:14:00Z',
    })
    expect(await polku.flush()).toBe(true)
    const rows = await database.query<{ id: string; body: { at: number; customer: object; properties?: object } }>(
      `SELECT id, body FROM encounters WHERE touchpoint = 'said'`,
    )
    const body = rows.find((row) => row.id === id)!.body
    expect(body).toMatchObject({ customer: { crm: 'C-1' }, channel: 'web', properties: { basket: [1, null] } })
    expect(body.at).toBeGreaterThanOrEqual(before)
    expect(body.at).toBeLessThanOrEqual(Date.now())
    expect(named).toBe('own-1')
    expect(rows.find((row) => row.id === named)!.body).toMatchObject({
      customer: { email: 'aino@example.com' },
      at: Date.parse('2026-03-02T18:14:00Z'),
    })
    expect([troubles, polku.counts()]).toEqual([[], { sent: 2, rejected: 0, dropped: 0, waiting: 0 }])
  })

  it('sends many in batches by itself, each once', async () => {
    const { polku } = client({ batch: { items: 200, wait: 50 } })
    const ids = Array.from({ length: 1050 }, (_, index) => polku.encounter({ touchpoint: 'many', customer: { crm: `M-${index % 50}` } }))
    await eventually(async () => polku.counts().waiting === 0)
    expect((await kept('many')).toSorted()).toEqual(ids.toSorted())
    expect(polku.counts().sent).toBe(1050)
  })

  it('tells which were refused, and why, without touching their neighbours', async () => {
    const { polku, troubles } = client()
    const good = polku.encounter({ touchpoint: 'refused', customer: { crm: 'C-1' } })
    const bad = polku.encounter({ touchpoint: 'refused', customer: { crm: 'C-1' }, occurredAt: 'yesterday' })
    const cyclic: Record<string, unknown> = {}
    cyclic['self'] = cyclic
    polku.encounter({ touchpoint: 'refused', customer: { crm: 'C-1' }, properties: cyclic as never })
    polku.encounter({ touchpoint: 'refused', customer: { crm: 'C-1' }, text: 'x'.repeat(200_001) })
    expect(await polku.flush()).toBe(true)
    expect(await kept('refused')).toEqual([good])
    expect(troubles.map(({ reason, items }) => [reason, items.length])).toEqual([
      ['dropped', 1],
      ['dropped', 1],
      ['rejected', 1],
    ])
    expect(troubles[2]!.items[0]).toMatchObject({
      id: bad,
      problems: [{ field: 'occurredAt', message: expect.stringMatching(/RFC 3339/) }],
    })
    expect(polku.counts()).toEqual({ sent: 1, rejected: 1, dropped: 2, waiting: 0 })
  })

  it('waits while the server is away, and brings everything once when it is back', async () => {
    const { polku, troubles } = client({ batch: { wait: 20 } })
    await server.app.close()
    const ids = Array.from({ length: 120 }, (_, index) => polku.encounter({ touchpoint: 'away', customer: { crm: `A-${index}` } }))
    await eventually(async () => troubles.length >= 2)
    expect(new Set(troubles.map(({ reason }) => reason))).toEqual(new Set(['unreachable']))
    expect(polku.counts()).toMatchObject({ sent: 0, waiting: 120 })
    await start(Number(new URL(url).port))
    await eventually(async () => polku.counts().waiting === 0)
    expect((await kept('away')).toSorted()).toEqual(ids.toSorted())
  })

  it('sends nothing twice when an answer is lost, and waits as long as it is asked to', async () => {
    const answers = ['lost', 'busy', 'open']
    const times: number[] = []
    const between = createServer(async (request, response) => {
      const body = await text(request)
      const answer = answers.shift()
      times.push(performance.now())
      if (answer === 'busy') return response.writeHead(503, { 'retry-after': '2' }).end()
      const { authorization = '' } = request.headers
      const taken = await fetch(url + request.url!, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      })
      if (answer === 'lost') return request.socket.destroy()
      return response.writeHead(taken.status).end(await taken.text())
    }).listen(0, '127.0.0.1')
    await once(between, 'listening')
    onTestFinished(() => void between.close())
    const { polku, troubles } = client({ url: `http://127.0.0.1:${(between.address() as AddressInfo).port}`, batch: { wait: 0 } })
    const ids = [polku.encounter({ touchpoint: 'lost', customer: { crm: 'L-1' } })]
    await eventually(async () => troubles.length === 2)
    ids.push(polku.encounter({ touchpoint: 'lost', customer: { crm: 'L-1' } }))
    await eventually(async () => polku.counts().waiting === 0)
    expect((await kept('lost')).toSorted()).toEqual(ids.toSorted())
    expect(polku.counts()).toMatchObject({ sent: 2, rejected: 0 })
    expect(times[2]! - times[1]!).toBeGreaterThan(1950)
  })

  it('keeps what waits in a file from one process to the next', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'polku-sdk-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'waiting.ndjson')
    const away = client({ url: 'http://127.0.0.1:1', file })
    const ids = Array.from({ length: 5 }, () => away.polku.encounter({ touchpoint: 'file', customer: { crm: 'F-1' } }))
    expect(await away.polku.close()).toBe(false)
    expect(readFileSync(file, 'utf8').match(/"id"/g)).toHaveLength(5)
    const next = client({ file })
    expect(next.polku.counts().waiting).toBe(5)
    ids.push(next.polku.encounter({ touchpoint: 'file', customer: { crm: 'F-1' } }))
    expect(await next.polku.close()).toBe(true)
    expect((await kept('file')).toSorted()).toEqual(ids.toSorted())
    expect(existsSync(file)).toBe(false)
  })

  it('records and keeps nothing without consent, and drops what waits when it is taken back', async () => {
    const { polku } = client({ consent: false, batch: { wait: 10_000 } })
    polku.encounter({ touchpoint: 'consent', customer: { crm: 'C-1' } })
    polku.consent(true)
    const agreed = polku.encounter({ touchpoint: 'consent', customer: { crm: 'C-1' } })
    await polku.flush()
    polku.encounter({ touchpoint: 'consent', customer: { crm: 'C-1' } })
    polku.consent(false)
    expect(await polku.close()).toBe(true)
    expect(await kept('consent')).toEqual([agreed])
    expect(polku.counts()).toEqual({ sent: 1, rejected: 0, dropped: 2, waiting: 0 })
  })

  it('drops the oldest beyond its bounds and says so', async () => {
    const { polku, troubles } = client({ url: 'http://127.0.0.1:1', queue: { items: 3 }, batch: { wait: 10_000 } })
    const ids = Array.from({ length: 5 }, () => polku.encounter({ touchpoint: 'full', customer: { crm: 'C-1' } }))
    expect(troubles.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids.slice(0, 2))
    expect(polku.counts()).toMatchObject({ dropped: 2, waiting: 3 })
  })
})
