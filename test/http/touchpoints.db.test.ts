import { beforeAll, expect, it } from 'vitest'
import type { TouchpointPageJson, RegisteredTouchpoint } from '../../src/api/touchpointRegister.ts'
import { askPathsBySql } from '../../src/server/journey/sql/askPathsBySql.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openTouchpointRegister } from '../../src/server/touchpoint/touchpointRegister.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-03-30T12:00:00Z')
const PASSWORD = 'kolme sanaa riittää'

describeDatabases('the register of touchpoints', (open) => {
  let database: Database
  let server: OpenServer
  let lead: Record<string, string>

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, NOW)
    await server.define({
      touchpoints: [
        { key: 'call', channel: 'phone', contact: 'direct', team: 'service', systems: ['phone-system'], name: { fi: 'Soitto' } },
        { key: 'brochure', contact: 'indirect' },
      ],
      journeys: [{ key: 'loan', touchpoints: ['form', 'call', 'brochure'] }],
    })
    await live(NOW - 20 * DAY, 'a', { poorOfCall: 24 })
    const [row] = await database.query<{ id: number }>(
      `INSERT INTO employees (name, email, role, created_at, updated_at) VALUES ('Leena', 'leena@example.com', 'lead', 1, 1) RETURNING id`,
    )
    const signIn = await server.people.signIn()
    await signIn.choose(await signIn.link(row!.id, 1), PASSWORD)
    const entered = await signIn.enter('leena@example.com', PASSWORD, { address: '192.0.2.1', agent: undefined })
    lead = { cookie: entered!.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; '), origin: 'http://localhost' }
    return () => server.app.close()
  })

  /** Sixty paths begin at the form. Half go on by a call, of which 24 complete; half by chat, of which 9 do; the others give up. */
  async function live(from: number, name: string, { poorOfCall }: { poorOfCall: number }): Promise<void> {
    const items = Array.from({ length: 60 }, (_, path) => {
      const byCall = path < 30
      const completes = byCall ? path < 24 : path < 39
      const at = (minutes: number) => new Date(from + path * 60_000 + minutes * 1000).toISOString()
      const own = (number: number, touchpoint: string, more: object) => ({
        id: `${name}${path}-${number}`,
        occurredAt: at(number),
        customer: { crm: `${name}${path}` },
        journey: 'loan',
        touchpoint,
        ...more,
      })
      const score = path < poorOfCall ? 1 : 5
      return [
        own(1, 'form', { channel: 'web', stage: 'apply', initiator: 'customer', step: 'start' }),
        byCall
          ? own(2, 'call', { initiator: 'customer', measures: [{ metric: 'csat', score, scale: '1-5' }] })
          : own(2, 'chat', { channel: 'chat', initiator: 'customer' }),
        own(3, completes ? 'signing' : 'farewell', { initiator: 'customer', step: completes ? 'complete' : 'abandon' }),
      ]
    }).flat()
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/encounters',
      headers: { authorization: await server.bearer('ingest') },
      payload: items,
    })
    expect(answer.json()).toMatchObject({ accepted: 180, rejected: [] })
  }

  const register = async (query = ''): Promise<{ measured: number; items: RegisteredTouchpoint[] }> =>
    (await server.read(`touchpoint-register${query}`)).json()
  const page = async (key: string): Promise<TouchpointPageJson> => (await server.read(`touchpoint-register/${key}`)).json()
  const decide = (key: string, payload: object, headers = lead) =>
    server.app.inject({ method: 'POST', url: `/api/v1/touchpoint-register/${key}/decisions`, headers, payload })

  it('tells where each stands, how much it is used, its friction, and how it matters for completion', async () => {
    const { items, measured } = await register()
    expect(measured).toBe(1)
    expect(items.map(({ key, encounters }) => [key, encounters])).toEqual([
      ['form', 60],
      ['signing', 33],
      ['call', 30],
      ['chat', 30],
      ['farewell', 27],
      ['brochure', 0],
    ])
    const of = (key: string) => items.find((each) => each.key === key)!
    expect(of('call')).toMatchObject({
      channels: ['phone'],
      journeys: ['loan'],
      contact: 'direct',
      team: 'service',
      systems: ['phone-system'],
      paths: { part: 30, n: 60 },
      answers: 30,
      decision: null,
      due: false,
    })
    expect(of('form')).toMatchObject({ channels: ['web'], stages: ['apply'], isDefined: false, importance: { silent: 'always-met' } })
    // 24 of 30 by the call, 9 of 30 past it, by Newcombe's interval.
    const { compared } = of('call').importance
    expect(compared).toMatchObject({ by: 30, past: 30, points: 1, with: 0.8, without: 0.3 })
    expect(compared!.difference).toBeCloseTo(0.5, 9)
    expect([compared!.low, compared!.high]).toEqual([expect.closeTo(0.2512, 4), expect.closeTo(0.6697, 4)])
    expect(of('chat').importance.compared!.difference).toBeCloseTo(-0.5, 9)
    expect(of('signing').importance.silent).toBe('ends-paths')
    expect(of('brochure').suggestion).toMatchObject({ verdict: null, reasons: [{ fact: 'unseen' }] })
  })

  it('gives the same when SQL answers', async () => {
    const definitions = { current: async () => ({ stored: [], revision: 0, definitions: { calendar: { timeZone: 'UTC' } } }) }
    const asked = { days: 365 }
    const parts = { database, definitions: definitions as never, clock: () => NOW }
    const bySql = openTouchpointRegister({
      ...parts,
      paths: async (question) => ({ answer: await question(askPathsBySql(database)), answeredBy: 'sql', asOf: NOW }),
    })
    const { items } = await bySql.register(asked)
    const told = (each: RegisteredTouchpoint) => [each.key, each.encounters, each.troubled, each.paths, each.importance]
    expect(items.map(told)).toEqual((await register()).items.filter(({ key }) => key !== 'brochure').map(told))
  })

  it('keeps decisions with who and why, and follows them', async () => {
    const before = await page('call')
    expect(before.measures).toMatchObject([{ metric: 'csat', answers: 30, poor: { share: 0.8, n: 30 } }])
    expect(before.frictions[0]).toEqual({ kind: 'poor-score', count: 24 })
    expect(before).toMatchObject({ decisions: [], followed: null, touchpoint: { suggestion: { verdict: 'mend' } } })

    const given = { verdict: 'mend', why: 'Jonossa odotetaan liian kauan.', reviewOn: '2026-04-10' }
    expect((await decide('call', { ...given, reviewOn: '2026-03-30' })).json()).toMatchObject({
      status: 422,
      problems: [{ field: 'reviewOn' }],
    })
    expect((await decide('unheard', given)).statusCode).toBe(404)
    expect((await decide('call', given, { authorization: await server.bearer('admin') })).statusCode).toBe(403)
    const decided = await decide('call', given)
    expect(decided.json()).toMatchObject({ ...given, by: { name: 'Leena' }, at: '2026-03-30T12:00:00Z', suggested: 'mend' })
    expect((await page('call')).followed).toMatchObject({ volume: { since: null }, friction: { told: 'few' } })

    await server.tick(NOW + 11 * DAY)
    await live(NOW + 5 * DAY, 'b', { poorOfCall: 1 })
    await server.tick(NOW + 12 * DAY)
    const { followed, touchpoint, decisions } = await page('call')
    expect(touchpoint).toMatchObject({ due: true, decision: { verdict: 'mend' } })
    expect(decisions).toHaveLength(1)
    expect(followed).toMatchObject({
      since: '2026-03-30T12:00:00Z',
      friction: { told: 'better', before: { share: 0.8 }, since: { n: 30 } },
      completion: { told: 'unchanged', since: { by: 30, past: 30 } },
    })
    expect(followed!.volume.since).toBeCloseTo((30 / 12) * 7, 6)

    await decide('call', { verdict: 'keep', why: 'Jono on lyhentynyt.', reviewOn: '2027-01-01' })
    const after = await page('call')
    expect(after.decisions.map(({ verdict }) => verdict)).toEqual(['keep', 'mend'])
    expect(after.touchpoint).toMatchObject({ due: false, decision: { verdict: 'keep' } })
    expect((await register('?journey=loan')).items.find(({ key }) => key === 'call')?.decision?.why).toBe('Jono on lyhentynyt.')
    expect((await register('?journey=nobody')).items).toEqual([])
  })
})
