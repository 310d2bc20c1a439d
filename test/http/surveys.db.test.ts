import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openReplyAddresses } from '../../src/server/case/replyAddress.ts'
import { openAsking } from '../../src/server/feedback/askWorker.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** Monday noon in Helsinki. */
const START = Date.parse('2026-03-02T10:00:00Z')
const content = {
  languages: ['fi'],
  title: { fi: 'Miten meni?' },
  questions: [{ key: 'nps', kind: 'nps', title: { fi: 'Suosittelisitko meitä?' } }],
}

describeDatabases('what triggers surveys', (open) => {
  let database: Database
  let server: OpenServer
  let ask: () => Promise<boolean>
  let now = START
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    await server.define({ journeys: [{ key: 'loan', pauseAfter: '2d', pauseLimit: '5d' }] })
    const clock = () => now
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    const replies = openReplyAddresses('the secret of a server that only tests know', 'polku.example')
    ask = openAsking({
      database,
      definitions,
      clock,
      webhooks: server.webhooks,
      replies,
      config: { publicUrl: 'http://localhost' },
      hasMail: false,
    })
    for (const scope of ['ingest', 'read', 'admin'] as const) tokens[scope] = await server.bearer(scope)
    return () => server.app.close()
  })

  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => {
    const headers = { authorization: tokens['admin']! }
    const answer = await server.app.inject({ method, url: `/api/v1/${path}`, headers, ...(payload && { payload }) })
    expect([200, 202]).toContain(answer.statusCode)
    return answer.json()
  }
  const send = async (path: string, payload: unknown) => {
    const headers = { authorization: tokens['ingest']!, 'content-type': 'application/json' }
    const answer = await server.app.inject({ method: 'POST', url: `/v1/${path}`, headers, payload: JSON.stringify(payload) })
    expect(answer.statusCode).toBe(202)
    return answer.json()
  }
  const meet = (customer: Record<string, string>, more: object = {}) =>
    send('encounters', {
      occurredAt: new Date(now).toISOString(),
      customer,
      touchpoint: 'form',
      channel: 'web',
      initiator: 'customer',
      ...more,
    })
  const live = async (key: string, plan: object) => {
    const made = await call('POST', 'surveys', {
      key,
      name: key,
      content,
      plan: { afterMinutes: 0, ways: ['webhook'], personDays: 0, hours: { from: 0, to: 1440 }, ...plan },
    })
    const published = await call('POST', `surveys/${key}/publish`, { revision: made.revision })
    return call('POST', `surveys/${key}/state`, { state: 'live', revision: published.revision })
  }
  const pass = async (time: number) => {
    now += time
    await server.tick(now)
    await ask()
  }
  const asks = async (survey: string) => {
    const rows = await database.query<{ cause: string; state: string; reason: string | null; name: string }>(
      `SELECT cause, state, reason, customers.name FROM asks JOIN customers ON customers.id = customer_id WHERE survey = $1 ORDER BY asks.id`,
      [survey],
    )
    return rows.map(({ cause, state, reason, name }) => `${name} ${cause} ${reason ?? state}`)
  }

  it('an encounter does, however late it comes, and once whoever looks again; not what came before the survey', async () => {
    await meet({ crm: 'A' }, { id: 'early' })
    await pass(MINUTE)
    await live('form', { trigger: { on: 'encounter', touchpoint: 'form', step: 'complete' }, surveyDays: 0, freshForHours: 24 })
    await meet({ crm: 'A' }, { id: 'start', step: 'start' })
    await meet({ crm: 'A' }, { id: 'end', step: 'complete' })
    await pass(MINUTE)
    await pass(30 * HOUR)
    const when = (hours: number) => new Date(now - hours * HOUR).toISOString()
    await meet({ crm: 'B' }, { id: 'late', step: 'complete', occurredAt: when(20) })
    await meet({ crm: 'B' }, { id: 'too-old', step: 'complete', occurredAt: when(25) })
    await pass(MINUTE)
    await openAskingAnew()
    expect(await asks('form')).toEqual(['crm:A encounter:end no-address', 'crm:B encounter:late no-address'])
  })

  /** As after a start: nothing is remembered of what was read. */
  async function openAskingAnew(): Promise<void> {
    const definitions = openDefinitionStore(database, openCalendar(), () => now)
    const parts = {
      database,
      definitions,
      clock: () => now,
      webhooks: server.webhooks,
      replies: null,
      config: { publicUrl: 'http://localhost' },
      hasMail: false,
    }
    await openAsking(parts)()
  }

  it('a path’s state does, by time alone too, and once for each state', async () => {
    await live('left', { trigger: { on: 'path', journey: 'loan', state: 'abandoned' }, surveyDays: 0, freshForHours: 240 })
    await meet({ crm: 'C' }, { id: 'loan-1', journey: 'loan', matter: 'L-1', step: 'start' })
    await meet({ crm: 'D' }, { id: 'loan-2', journey: 'loan', matter: 'L-2', step: 'abandon' })
    await pass(MINUTE)
    expect(await asks('left')).toEqual(['crm:D path:abandoned:loan/L-2 no-address'])
    await pass(60 * DAY)
    expect((await asks('left')).length).toBeLessThanOrEqual(2)
  })

  it('by webhook the event holds the customer’s own page, and the live stream does not', async () => {
    await database.query(
      `INSERT INTO webhooks (id, url, types, description, enabled, secret, created_at) VALUES ('w', 'https://sms.example', '{survey.ask}', '', true, 's', 1)`,
    )
    await live('nps', { trigger: { on: 'hand' } })
    const { items } = await call('POST', 'surveys/nps/asks', { customers: ['crm:A', 'crm:B'] })
    expect(items.map(({ decision }: { decision: string }) => decision)).toEqual(['ask', 'ask'])
    const events = await database.query<{ body: Record<string, string> }>(`SELECT body FROM outbox WHERE type = 'survey.ask' ORDER BY id`)
    expect(events).toHaveLength(2)
    const token = /\/r\/([\w-]+)$/.exec(events[0]!.body['answerAt']!)![1]!
    const form = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
    await server.app.inject({ method: 'POST', url: `/r/${token}`, headers: form, payload: 'step=nps&nps=10' })
    expect(await database.query(`SELECT id FROM responses WHERE survey = 'nps'`)).toHaveLength(1)
  })

  it('another survey’s answer does: promoters are asked later whether they recommended', async () => {
    await pass(MINUTE)
    await live('recommended', { trigger: { on: 'response', survey: 'nps', question: 'nps', atLeast: 9 }, afterMinutes: 30 * 24 * 60 })
    await meet({ crm: 'G' }, { id: 'g' })
    await meet({ crm: 'H' }, { id: 'h' })
    const link = await call('POST', 'surveys/nps/asks', { customers: ['crm:G', 'crm:H'], way: 'link' })
    const form = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
    for (const [index, { address }] of link.items.entries()) {
      const url = new URL(address).pathname
      await server.app.inject({ method: 'POST', url, headers: form, payload: `step=nps&nps=${index === 0 ? 9 : 3}` })
    }
    await pass(MINUTE)
    expect(await asks('recommended')).toEqual([expect.stringMatching(/^crm:G response:\S+ due$/)])
    await pass(30 * DAY + HOUR)
    expect(await asks('recommended')).toEqual([expect.stringMatching(/^crm:G response:\S+ asked$/)])
  })

  it('a date does, for whoever was met lately enough, once a day however often it looks', async () => {
    await meet({ crm: 'E' }, { id: 'new' })
    await meet({ crm: 'F' }, { id: 'refuser' })
    await server.intake.tell({ identifier: 'crm:F', identifiers: { crm: 'F' }, at: now, consents: { surveys: false } })
    const today = new Date(now).toISOString().slice(0, 10)
    await live('yearly', { trigger: { on: 'date', date: today, everyMonths: 12, metSinceDays: 10 }, personDays: 0 })
    await pass(MINUTE)
    await pass(MINUTE)
    await openAskingAnew()
    expect((await asks('yearly')).toSorted()).toEqual([`crm:E date:${today} asked`, `crm:F date:${today} opted-out`])
  })

  it('is tried before: who would have been asked, decided the same way, and nobody is', async () => {
    await meet({ crm: 'I' }, { id: 'first' })
    await meet({ crm: 'I' }, { id: 'second' })
    const before = await database.query('SELECT count(*) AS count FROM asks')
    const plan = {
      trigger: { on: 'encounter', touchpoint: 'form' },
      afterMinutes: 60,
      ways: ['webhook'],
      personDays: 30,
      hours: { from: 0, to: 1440 },
    }
    const tried = await call('POST', 'surveys/form/who', { plan, days: 90 })
    expect(tried.isWhole).toBe(true)
    const decisions = tried.sample.map(({ decision, customer }: Record<string, string>) => `${customer} ${decision}`)
    expect(decisions.toSorted()).toEqual([
      'crm:E asked-lately',
      'crm:F opted-out',
      'crm:G asked-lately',
      'crm:H case-open',
      'crm:I ask',
      'crm:I survey-asked-lately',
    ])
    expect(tried.counts).toContainEqual({ decision: 'ask', customers: 1 })
    expect(await database.query('SELECT count(*) AS count FROM asks')).toEqual(before)
  })

  it('asks, answers and opting out follow customers who are joined, and who are parted again', async () => {
    const rows = () =>
      database.query(
        `SELECT (SELECT count(*) FROM asks JOIN customers c ON c.id = customer_id WHERE c.name = 'crm:A') AS asks,
           (SELECT count(*) FROM asks WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = customer_id)) AS lost,
           (SELECT count(*) FROM responses JOIN customers c ON c.id = customer_id WHERE c.name = 'crm:A') AS responses`,
      )
    const [before] = (await rows()) as { asks: number; responses: number }[]
    const { items } = await call('POST', 'surveys/nps/asks', { customers: ['crm:E'], way: 'link' })
    await meet({ anonymous: 'x-1' }, { id: 'anonymous' })
    await pass(MINUTE)
    const other = await call('POST', 'surveys/nps/asks', { customers: ['anonymous:x-1'], way: 'link' })
    await meet({ crm: 'A', anonymous: 'x-1' }, { id: 'joined' })
    const [after] = (await rows()) as { asks: number; lost: number; responses: number }[]
    expect(after).toMatchObject({ asks: before!.asks + 1, lost: 0, responses: before!.responses })
    expect((await server.app.inject(new URL(other.items[0].address).pathname)).statusCode).toBe(200)
    expect((await server.app.inject(new URL(items[0].address).pathname)).statusCode).toBe(200)

    // Who was reached under the other identifier declines: that holds for both, and goes with them when they are parted.
    await live('parting', { trigger: { on: 'hand' } })
    const decision = async (customer: string) =>
      ((await call('GET', `customers/${customer}/surveys`)).items as { survey: string; byLink: string }[]).find(
        ({ survey }) => survey === 'parting',
      )!.byLink
    const stop = `${new URL(other.items[0].address).pathname}/stop`
    expect((await server.app.inject({ method: 'POST', url: stop })).statusCode).toBe(200)
    expect(await decision('crm:A')).toBe('opted-out')
    await database.query(
      `INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, due_at, about)
       SELECT customer_id, 'parting', 'hand:later', identifier, $1, 'due', $1, '{}' FROM identifiers WHERE identifier IN ('crm:A', 'anonymous:x-1')`,
      [now],
    )
    await call('POST', 'customers/crm:A/separate', { identifiers: ['anonymous:x-1'], because: 'two people' })
    expect(await decision('crm:A')).not.toBe('opted-out')
    expect(await decision('anonymous:x-1')).toBe('opted-out')
    const due = await database.query(
      `SELECT asks.identifier, customers.name FROM asks LEFT JOIN customers ON customers.id = customer_id WHERE cause = 'hand:later' ORDER BY 1`,
    )
    expect(due).toEqual([
      { identifier: 'anonymous:x-1', name: 'anonymous:x-1' },
      { identifier: 'crm:A', name: 'crm:A' },
    ])
    expect((await server.app.inject(new URL(other.items[0].address).pathname)).statusCode).toBe(200)
    await call('POST', 'surveys/parting/state', { state: 'ended', revision: 3 })
  })

  it('by hand it is told beforehand whom a survey may be asked, and why not; then nobody is asked otherwise', async () => {
    const choices = async (customer: string) => (await call('GET', `customers/${customer}/surveys`)).items as Record<string, unknown>[]
    const of = async (customer: string, survey: string) => (await choices(customer)).find((each) => each['survey'] === survey)
    await live('spring', { trigger: { on: 'hand' }, share: 0.000001, surveyDays: 30 })
    await live('mail', { trigger: { on: 'hand' }, ways: ['email'] })
    await meet({ crm: 'J' }, { id: 'j', locale: 'fi-FI' })
    await pass(MINUTE)
    expect(await of('crm:J', 'spring')).toEqual({
      survey: 'spring',
      name: 'spring',
      decision: 'ask',
      byLink: 'ask',
      way: 'webhook',
      address: null,
      from: null,
      language: 'fi',
    })
    expect(await of('crm:J', 'mail')).toMatchObject({ decision: 'no-address', byLink: 'ask', way: null })
    const { items } = await call('POST', 'surveys/spring/asks', { customers: ['crm:J'] })
    expect(items).toEqual([{ customer: 'crm:J', decision: 'ask', address: null }])
    const from = new Date(now + 30 * DAY).toISOString().replace('.000', '')
    expect(await of('crm:J', 'spring')).toMatchObject({ decision: 'survey-asked-lately', byLink: 'survey-asked-lately', from })
    expect((await call('POST', 'surveys/spring/asks', { customers: ['crm:J'], way: 'link' })).items[0].decision).toBe('survey-asked-lately')
    await server.intake.tell({ identifier: 'crm:J', identifiers: { crm: 'J' }, at: now, consents: { surveys: false } })
    expect(await of('crm:J', 'mail')).toMatchObject({ decision: 'opted-out', byLink: 'opted-out' })
    const names = (await choices('crm:J')).map(({ survey }) => survey)
    expect([names.includes('spring'), names.includes('left')]).toEqual([true, true])
    for (const key of ['spring', 'mail']) await call('POST', `surveys/${key}/state`, { state: 'ended', revision: 3 })
    expect((await choices('crm:J')).map(({ survey }) => survey)).not.toContain('spring')
  })

  it('responses come in from Formbricks once, of customers who are known and of nobody; what is wrong is named', async () => {
    const survey = { id: 'abc1', name: 'Hub', questions: [{ id: 'Q1', type: 'nps', headline: 'Recommend?', required: true }] }
    const read = await call('POST', 'formbricks/surveys', survey)
    const made = await call('POST', 'surveys', { key: read.key, name: read.name, content: read.content })
    await call('POST', `surveys/${read.key}/publish`, { revision: made.revision })
    const event = (id: string, score: unknown, more: object = {}) => ({
      event: 'responseFinished',
      webhookId: 'w',
      data: { id, surveyId: 'abc1', createdAt: new Date(now).toISOString(), finished: true, data: { Q1: score }, contact: null, ...more },
    })
    const items = [event('1', 9, { contact: { id: 'c', userId: 'B' } }), event('2', 3), event('3', 30), event('4', 5, { surveyId: 'gone' })]
    const taken = await send('formbricks/responses', items)
    expect(taken).toMatchObject({
      accepted: 2,
      duplicates: 0,
      rejected: [
        { index: 2, id: '3', problems: [{ field: 'data.q1' }] },
        { index: 3, problems: [{ field: 'surveyId' }] },
      ],
    })
    expect(await send('formbricks/responses', items)).toMatchObject({ accepted: 0, duplicates: 2 })
    expect(await send('formbricks/responses', event('5\u0000', 9))).toMatchObject({ accepted: 0, rejected: [{ index: 0 }] })
    const record = {
      submission_id: 's1',
      collected_at: new Date(now).toISOString(),
      source_type: 'survey',
      source_id: 'hub-2',
      field_id: 'score',
      field_type: 'csat',
      value_number: 2,
      user_id: 'B',
    }
    const records = [
      record,
      { ...record, field_id: 'why', field_type: 'text', value_number: undefined, value_text: 'Jono' },
      { ...record, submission_id: 's2', value_number: 9 },
    ]
    expect(await send('feedback-records', records)).toMatchObject({
      accepted: 1,
      rejected: [{ index: 2, problems: [{ field: 'value_number' }] }],
    })
    expect(await send('feedback-records', records)).toMatchObject({ accepted: 0, duplicates: 1 })
    const stored = await database.query(
      `SELECT responses.id, text, c.name FROM responses LEFT JOIN customers c ON c.id = customer_id WHERE door = 'import' ORDER BY responses.id`,
    )
    expect(stored).toEqual([
      { id: 'formbricks:1', text: '', name: 'crm:B' },
      { id: 'formbricks:2', text: '', name: null },
      { id: 'record:s1', text: 'Jono', name: 'crm:B' },
    ])
    const told = await database.query(`SELECT id FROM encounters WHERE id IN ('response:formbricks:1', 'response:record:s1') ORDER BY id`)
    expect(told).toHaveLength(2)
    expect(await call('GET', 'surveys/fb-hub-2')).toMatchObject({ state: 'paused', version: 1, responses: 1 })
  })
})
