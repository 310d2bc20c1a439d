import { beforeAll, expect, it } from 'vitest'
import type { RefusedItem, ReplayAnswer } from '../../src/api/quarantine.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { KEPT_FOR, LARGEST_ITEM } from '../../src/server/intake/quarantine.ts'
import { MASK } from '../../src/server/intake/quarantineMask.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')
const CODE = '131052-308T'

const encounter = (id: string, more: object = {}) => ({
  id,
  occurredAt: '2026-03-02T18:14:00Z',
  customer: { crm: 'C-1' },
  touchpoint: 'form',
  ...more,
})

describeDatabases('quarantine', (open) => {
  let server: OpenServer
  let database: Database
  let ingest: string
  let admin: string

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    ingest = await server.bearer('ingest')
    admin = await server.bearer('admin')
    return () => server.app.close()
  })

  async function ask<Answer>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, authorization = admin) {
    const answer = await server.app.inject({ method, url, headers: { authorization }, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json<Answer>() }
  }

  async function send(payload: string | object, query = '', type = 'application/json') {
    const headers = { authorization: ingest, 'content-type': type }
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const answer = await server.app.inject({ method: 'POST', url: `/v1/encounters${query}`, headers, payload: text })
    return answer.json<{ accepted: number; rejected: unknown[] }>()
  }

  const waiting = async (query = '') =>
    (await ask<{ items: RefusedItem[]; next: string | null }>('GET', `/api/v1/quarantine?state=waiting${query}`)).body
  const show = async (id: number) => (await ask<RefusedItem & { item: unknown }>('GET', `/api/v1/quarantine/${id}`)).body
  const replay = async (payload: object) => (await ask<ReplayAnswer>('POST', '/api/v1/quarantine/replay', payload)).body
  const timeline = async (customer: string) =>
    (await ask<{ items: { id: string; step: number; encounter: object }[] }>('GET', `/api/v1/customers/${customer}/timeline`)).body.items

  it('keeps what was refused beside good neighbours, counts what comes again, and tries it again once it fits', async () => {
    const wrong = encounter('q-1', { step: 'begin', channel: 'web' })
    expect(await send([encounter('q-0'), wrong, encounter('q-0', { touchpoint: 'call' })])).toMatchObject({ accepted: 1 })
    await send([wrong, wrong])
    const { items } = await waiting()
    expect(items).toMatchObject([
      { itemId: 'q-0', times: 1, problems: [{ field: 'id' }] },
      { itemId: 'q-1', times: 3, door: '/v1/encounters', replays: 0, problems: [{ field: 'step', message: expect.any(String) }] },
    ])
    const id = items[1]!.id
    expect(await show(id)).toMatchObject({ item: wrong, token: expect.stringMatching(/^[0-9a-z]{12}$/) })
    expect(await replay({ ids: [id] })).toMatchObject({ accepted: 0, refused: [{ id, problems: [{ field: 'step' }] }] })
    const still = await ask<{ title: string }>('PUT', `/api/v1/quarantine/${id}`, encounter('q-1', { step: 'starts' }))
    expect(still).toMatchObject({ status: 422, body: { problems: [{ field: 'step' }] } })
    expect(await show(id)).toMatchObject({ state: 'waiting', item: wrong, replays: 1 })
    expect(await ask('PUT', `/api/v1/quarantine/${id}`, encounter('q-1', { step: 'start' }))).toMatchObject({
      status: 200,
      body: { id, state: 'repaired', item: null, replays: 2 },
    })
    expect(await timeline('crm:C-1')).toMatchObject([{ id: 'q-1' }, { id: 'q-0' }])
    expect(await replay({ ids: [id] })).toEqual({ accepted: 0, duplicates: 0, skipped: 0, refused: [], next: null })
    expect((await ask('PUT', '/api/v1/quarantine/999999', encounter('q-9'))).status).toBe(404)
  })

  it('repairs many by a map: renames, moves, drops and sets, only where a rule says so; the same encounter again is a duplicate', async () => {
    const bad = (id: string, more: object) => ({ ...encounter(id), customer: { customerNumber: 'C-7', email: 'a@example.com' }, ...more })
    await send([
      bad('m-1', { step: 'begin', colour: 'red', provides: 'income', chan: 'web', secret: 1 }),
      bad('m-2', { step: 'ended', colour: 'blue', handledBy: { team: 'north', desk: 'x' }, occurredAt: '2.3.2026 20.14', secret: 2 }),
      encounter('m-3', { step: 'test', secret: 3 }),
      encounter('m-4', { chan: 'web', initiator: 'nobody', secret: 4 }),
    ])
    await send([
      encounter('m-1', {
        customer: { crm: 'C-7', email: 'a@example.com' },
        step: 'start',
        channel: 'web',
        provides: ['income'],
        properties: { colour: 'red' },
      }),
    ])
    const map = {
      customer: { crm: ['customer.crm', 'customer.customerNumber'] },
      time: { from: 'occurredAt', formats: ['iso', 'd.M.yyyy H.mm'] },
      channel: 'chan',
      provides: 'provides',
      keep: ['colour'],
      drop: ['secret', 'chan', 'customer.customerNumber', 'handledBy.desk'],
      rules: [
        { when: { step: 'begin' }, set: { step: 'start' } },
        { when: { step: 'ended' }, set: { step: 'complete' } },
        { when: { step: 'test' }, skip: true },
        { when: { 'quarantine.field': 'initiator' }, set: { initiator: null } },
      ],
    }
    const filter = { field: 'secret', problem: 'NOT A FIELD' }
    expect(await replay({ ...filter, map, dryRun: true })).toMatchObject({ accepted: 3, skipped: 1, refused: [] })
    expect(await timeline('crm:C-7')).toHaveLength(1)
    const first = await replay({ ...filter, map, limit: 2 })
    expect(first).toMatchObject({ accepted: 1, duplicates: 1, skipped: 0, refused: [], next: expect.any(Number) })
    expect(await replay({ ...filter, map, limit: 2, after: first.next! })).toMatchObject({ accepted: 1, skipped: 1, next: null })
    const [second] = (await timeline('crm:C-7')).filter(({ id }) => id === 'm-2')
    expect(second!.encounter).toEqual({
      ...encounter('m-2'),
      customer: { crm: 'C-7', email: 'a@example.com' },
      step: 'complete',
      handledBy: { team: 'north' },
      properties: { colour: 'blue' },
    })
    expect((await waiting('&field=secret')).items.map(({ itemId }) => itemId)).toEqual(['m-3'])
    expect(await ask('POST', '/api/v1/quarantine/replay', { map: { rules: [{ when: {}, put: {} }] } })).toMatchObject({
      status: 422,
      body: { problems: expect.arrayContaining([expect.objectContaining({ field: 'map.rules.0' })]) },
    })
  })

  it('keeps no personal identity code, and takes no item whose code was masked', async () => {
    await send(
      [
        JSON.stringify(encounter('p-1', { customer: { crm: CODE } })),
        JSON.stringify(encounter('p-2', { customer: { hetu: 131052308 }, note: `saw ${CODE.toLowerCase()} there`, [CODE]: 1 })),
        `{"id":"p-3","note":"${CODE}",`,
      ].join('\n'),
      '',
      'application/x-ndjson',
    )
    const rows = JSON.stringify(await database.query('SELECT * FROM quarantine'))
    expect(rows).not.toContain(CODE)
    expect(rows.toUpperCase()).not.toContain(CODE)
    expect(rows).not.toContain('131052308')
    const masked = (await waiting()).items.find(({ itemId }) => itemId === 'p-1')!
    expect(await show(masked.id)).toMatchObject({ item: { customer: { crm: MASK } }, problems: [{ field: 'customer.crm' }] })
    expect(await replay({ ids: [masked.id] })).toMatchObject({ accepted: 0, refused: [{ problems: [{ field: 'customer.crm' }] }] })
    const map = { customer: { crm: { value: 'C-30' } } }
    expect(await replay({ ids: [masked.id], map })).toMatchObject({ accepted: 1, refused: [] })
    expect(await timeline('crm:C-30')).toHaveLength(1)
  })

  it('keeps odd items as far as they can be kept: broken lines, NUL, half characters, too deep, too large', async () => {
    const deep = `${'['.repeat(150)}${']'.repeat(150)}`
    const lines = [
      '{"id": "o-1", "touchpoint":',
      '{"id":"o-2\\u0000","x\\ud800":"\\udc00\\u0000"}',
      `{"id":"o-3","properties":${deep}}`,
      JSON.stringify(encounter('o-4', { note: 'x'.repeat(LARGEST_ITEM) })),
      '"only text"',
    ]
    expect(await send(lines.join('\n'), '', 'application/x-ndjson')).toMatchObject({
      accepted: 0,
      rejected: lines.map(() => expect.anything()),
    })
    const { items } = await waiting('&limit=5')
    const shown = await Promise.all(items.toReversed().map(({ id }) => show(id)))
    expect(shown.map(({ item }) => item)).toEqual([lines[0], { id: 'o-2\0', 'x\ud800': '\udc00\0' }, null, null, 'only text'])
    expect((await replay({ ids: items.map(({ id }) => id) })).refused).toHaveLength(5)
  })

  it('takes nothing otherwise than it came, and still says why an item was refused that cannot be tried again', async () => {
    const reasons = async () => (await waiting('&limit=3')).items.map(({ problems }) => problems.map(({ message }) => message))
    await send(JSON.stringify(encounter('n-1', { properties: { paid: 'BIG', owed: '-BIG' } })).replace(/"(-?)BIG"/g, '$11e400'))
    await send('{"id": "n-2", "touchpoint":', '', 'application/x-ndjson')
    await send([encounter('n-3', { note: 'x'.repeat(LARGEST_ITEM) })])
    const before = await reasons()
    const { items } = await waiting('&limit=3')
    expect((await show(items[2]!.id)).item).toBeNull()
    const notKept = 'was not kept, since JSON cannot hold it or it is too large or too deep: give it anew'
    for (const _again of [1, 2]) {
      const { accepted, refused } = await replay({ ids: items.map(({ id }) => id) })
      expect([accepted, refused.length]).toEqual([0, 3])
      expect(await reasons()).toEqual([[...before[0]!, notKept], before[1], [...before[2]!, notKept]])
    }
  })

  it('keeps who was assumed to begin an item, and nothing that the sender keeps itself', async () => {
    const wrong = encounter('a-1', { customer: { crm: 'C-40' }, channel: 7 })
    const before = (await waiting()).items.length
    await send([wrong], '?quarantine=false')
    expect((await waiting()).items).toHaveLength(before)
    await send([wrong], '?initiator=company')
    const [item] = (await waiting()).items
    await ask('PUT', `/api/v1/quarantine/${item!.id}`, { ...wrong, channel: 'web' })
    expect(await timeline('crm:C-40')).toMatchObject([{ initiator: 'company', encounter: { channel: 'web' } }])
  })

  it('pages, filters and discards; a discarded item that comes again does not wait again', async () => {
    const list = Array.from({ length: 5 }, (_, index) => encounter(`d-${index}`, { turn: 'mine' }))
    await send(list)
    const seen: (string | null)[] = []
    for (let cursor = ''; ;) {
      const page = await waiting(`&field=turn&limit=2${cursor}`)
      seen.push(...page.items.map(({ itemId }) => itemId))
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(seen).toEqual(['d-4', 'd-3', 'd-2', 'd-1', 'd-0'])
    expect(await ask('POST', '/api/v1/quarantine/discard', { field: 'turn' })).toEqual({ status: 200, body: { discarded: 5 } })
    await send(list)
    expect((await waiting('&field=turn')).items).toEqual([])
    const discarded = await ask<{ items: RefusedItem[] }>('GET', '/api/v1/quarantine?state=discarded&field=turn')
    expect(discarded.body.items.map(({ times }) => times)).toEqual([2, 2, 2, 2, 2])
    expect(await show(discarded.body.items[0]!.id)).toMatchObject({ item: null })
  })

  it('asks for the scope admin', async () => {
    expect((await ask('GET', '/api/v1/quarantine', undefined, ingest)).status).toBe(403)
  })

  it('forgets what is old: after three months, and the oldest beyond fifty thousand', async () => {
    await server.tick(START + KEPT_FOR - 1)
    await send([encounter('f-1', { turn: 'f' })])
    expect((await waiting('&limit=200')).items.length).toBeGreaterThan(5)
    await server.tick(START + KEPT_FOR + 1)
    await send([encounter('f-2', { turn: 'f' })])
    expect((await waiting()).items.map(({ itemId }) => itemId)).toEqual(['f-2', 'f-1'])
    await database.query("SELECT setval('quarantine_id_seq', nextval('quarantine_id_seq') + 49996)")
    await send([encounter('f-3', { turn: 'f' })])
    await send([encounter('f-4', { turn: 'f' })])
    expect((await waiting()).items.map(({ itemId }) => itemId)).toEqual(['f-4', 'f-3', 'f-2'])
  })
})
