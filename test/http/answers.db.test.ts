import { beforeAll, expect, it } from 'vitest'
import type { CasePageJson } from '../../src/api/case.ts'
import { surveyContentSchema } from '../../src/domain/feedback/survey.ts'
import { ABOUT_NOTHING, type About } from '../../src/domain/feedback/response.ts'
import { searchRoots } from '../../src/domain/voice/searchRoots.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { createAskToken } from '../../src/server/feedback/askLink.ts'
import { tellDueResponses } from '../../src/server/feedback/responseEncounters.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const MINUTE = 60_000
const START = Date.parse('2026-03-02T08:00:00Z')
const title = { fi: 'Miksi?', en: 'Why?' }
const content = surveyContentSchema.parse({
  languages: ['fi', 'en'],
  title: { fi: 'Miten meni?', en: 'How did it go?' },
  questions: [
    { key: 'nps', kind: 'nps', title: { fi: 'Suosittelisitko meitä?', en: 'Would you recommend us?' }, required: true },
    { key: 'why', kind: 'text', title, askedIf: [{ question: 'nps', is: 'at-most', value: 6 }] },
  ],
  thanks: [{ if: [{ question: 'nps', is: 'at-most', value: 6 }], title: { fi: 'Pahoittelemme', en: 'We are sorry' } }],
})

describeDatabases('answers', (open) => {
  let database: Database
  let server: OpenServer
  let now = START

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    await database.query(
      `INSERT INTO surveys (key, name, state, version, draft, plan, changed_at) VALUES ('after', 'After', 'live', 1, $1, '{}', 1)`,
      [content],
    )
    await database.query(`INSERT INTO survey_versions (survey, version, content, at) VALUES ('after', 1, $1, 1)`, [content])
    await database.query(
      `INSERT INTO survey_doors (id, survey, name, open, settings, changed_at) VALUES ('hall', 'after', 'Hall', true, $1, 1)`,
      [{ kind: 'link', touchpoint: 'hall' }],
    )
    return () => server.app.close()
  })

  const pass = async (minutes: number) => server.tick((now += minutes * MINUTE))

  /** Asks a customer about what just happened on a path of theirs; answers the address of their page. */
  async function ask(customer: string, about: Partial<About> = {}): Promise<string> {
    const authorization = await server.bearer('ingest')
    const encounter = {
      occurredAt: new Date(now).toISOString(),
      customer: { crm: customer },
      touchpoint: 'loan-form',
      journey: 'loan',
      matter: customer,
    }
    await server.app.inject({ method: 'POST', url: '/v1/encounters', headers: { authorization }, payload: encounter })
    const [row] = await database.query<{ customer: number; id: number }>(
      `INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, asked_at, version, way, about)
       SELECT customer_id, 'after', 'hand:' || $1, identifier, $2, 'asked', $2, 1, 'link', $3 FROM identifiers WHERE identifier = 'crm:' || $1
       RETURNING customer_id AS customer, id`,
      [customer, now, { ...ABOUT_NOTHING, journey: 'loan', matter: customer, touchpoint: 'loan-form', ...about }],
    )
    return `/r/${createAskToken(server.webhooks.vault, { customer: row!.customer, ask: row!.id })}`
  }

  const send = (url: string, form: Record<string, string>) =>
    server.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
      payload: new URLSearchParams(form).toString(),
    })
  const kept = (columns: string) => database.query(`SELECT ${columns} FROM responses ORDER BY started_at, id`)

  it('a poor answer is kept step by step, and opens a case on the path it was asked about with its words in it', async () => {
    const address = await ask('A-1')
    expect((await server.app.inject(`${address}?q=nps&v=3`)).body).toMatch(/value="3"\s+checked/)
    await server.app.inject({ method: 'HEAD', url: `${address}?q=nps&v=3` })
    expect(await kept('id')).toEqual([])
    await pass(1)
    const next = await send(`${address}?lang=fi`, { step: 'nps', nps: '3' })
    expect(next.headers['location']).toBe(`${address}?lang=fi&step=why`)
    expect(await kept('answers, whole_at AS whole, encounter')).toEqual([{ answers: { nps: 3 }, whole: null, encounter: null }])
    expect((await server.app.inject(next.headers['location']!)).body).toContain('Miksi?')
    await pass(1)
    const done = await send(`${address}?lang=fi`, { step: 'why', why: 'Odotin kolme viikkoa.' })
    expect((await server.app.inject(done.headers['location']!)).body).toContain('Pahoittelemme')
    expect(await database.query('SELECT state, answered_at IS NOT NULL AS answered FROM asks')).toEqual([
      { state: 'answered', answered: true },
    ])
    const [found] = (await server.read('cases')).json().items
    expect(found).toMatchObject({ customer: 'crm:A-1', path: expect.stringContaining('A-1') })
    const page: CasePageJson = (await server.read(`cases/${found.id}`)).json()
    expect(page.evidence.map(({ encounter }) => encounter.text)).toEqual(['Odotin kolme viikkoa.'])
    const timeline = (await server.read('customers/crm:A-1/timeline')).json()
    expect(JSON.stringify(timeline)).toContain('Odotin kolme viikkoa.')
  })

  it('sent again it stays as it was', async () => {
    const address = await ask('A-2')
    await send(address, { step: 'nps', nps: '9' })
    await send(address, { step: 'nps', nps: '1' })
    expect((await kept('answers, encounter')).at(-1)).toMatchObject({
      answers: { nps: 9 },
      encounter: expect.stringMatching(/^response:ask-/),
    })
    const parts = { database, intake: server.intake, clock: () => now + 60 * MINUTE }
    expect(await tellDueResponses(parts)).toBe(0)
  })

  it('what was answered in part becomes an encounter when nothing more comes, and what comes later one more', async () => {
    const address = await ask('A-3')
    await pass(1)
    await send(address, { step: 'nps', nps: '5' })
    const parts = { database, intake: server.intake, clock: () => now + 16 * MINUTE }
    // Two workers at once do it once.
    await Promise.all([tellDueResponses(parts), tellDueResponses(parts)])
    await pass(30)
    await send(address, { step: 'why', why: 'Ei vastausta.' })
    const bodies = await database.query<{ id: string; body: { text?: string; measures?: unknown[] } }>(
      `SELECT id, body FROM encounters WHERE body -> 'customer' ->> 'crm' = 'A-3' AND touchpoint = 'survey' ORDER BY at`,
    )
    expect(bodies.map(({ body }) => [body.measures?.length, body.text])).toEqual([
      [1, undefined],
      [undefined, 'Ei vastausta.'],
    ])
    expect(bodies[1]!.id).toBe(`${bodies[0]!.id}:2`)
  })

  it('says in place what is missing, and takes nothing of a page of another site', async () => {
    const address = await ask('A-4')
    const empty = await send(`${address}?lang=en`, { step: 'nps' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('href="#q-nps"')
    const foreign = (headers: object, payload: string) =>
      server.app.inject({ method: 'POST', url: address, headers: { origin: 'https://evil.example', ...headers }, payload })
    expect((await foreign({ 'content-type': 'application/x-www-form-urlencoded' }, 'nps=9')).statusCode).toBe(403)
    const sent = { answers: { nps: 9 }, isWhole: true, startedAt: 1, saidAt: 1, sentAt: 1 }
    expect((await foreign({ 'content-type': 'application/json' }, JSON.stringify(sent))).statusCode).toBe(403)
    expect((await server.app.inject('/r/nothing')).statusCode).toBe(404)
  })

  it('anybody answers at an open door, once with the same form; a machine’s answer is kept and marked', async () => {
    const formOf = async () => /name="form" value="([^"]+)"/.exec((await server.app.inject('/r/d/hall?lang=fi')).body)![1]!
    const [form, quick] = [await formOf(), await formOf()]
    await send('/r/d/hall', { form: quick, step: 'nps', nps: '10' })
    await pass(1)
    await send('/r/d/hall', { form, step: 'nps', nps: '8' })
    await send('/r/d/hall', { form, step: 'nps', nps: '2' })
    const rows = await kept(`answers, suspect, about ->> 'touchpoint' AS about, due_at AS due`)
    expect(rows.slice(-2)).toEqual(
      expect.arrayContaining([
        { answers: { nps: 10 }, suspect: 1, about: 'hall', due: null },
        { answers: { nps: 8 }, suspect: 0, about: 'hall', due: null },
      ]),
    )
    await database.query(`UPDATE survey_doors SET open = false`)
    expect((await server.app.inject('/r/d/hall')).statusCode).toBe(410)
  })

  it('lists answers and other systems’ scores page by page, with the case each opened, and lets people mark them', async () => {
    const authorization = await server.bearer('ingest')
    const scored = {
      occurredAt: new Date(now).toISOString(),
      customer: { crm: 'A-9' },
      touchpoint: 'branch',
      measures: [{ metric: 'csat', score: 5 }],
    }
    await server.app.inject({ method: 'POST', url: '/v1/encounters', headers: { authorization }, payload: { ...scored, id: 'B-1' } })
    const all = (await server.read('responses')).json().items
    expect(all).toHaveLength((await kept('id')).length + 1)
    const paged: unknown[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: { items: unknown[]; next: string | null } = (
        await server.read(`responses?limit=2${next === '' ? '' : `&cursor=${next}`}`)
      ).json()
      paged.push(...page.items)
      next = page.next
    }
    expect(paged).toEqual(all)
    expect(all.find(({ id }: { id: string }) => id === 'encounter:B-1')).toMatchObject({
      door: 'encounter',
      state: 'read',
      customer: 'crm:A-9',
    })
    const poor = (await server.read('responses?metric=nps&scoreTo=6&touchpoint=loan-form&text=true')).json().items
    expect(poor.map((each: { text: string }) => each.text)).toEqual(['Ei vastausta.', 'Odotin kolme viikkoa.'])
    expect(poor[1]).toMatchObject({ customer: 'crm:A-1', case: expect.stringMatching(/^K-/), journey: 'loan', state: 'new', whole: true })
    const one = (await server.read(`responses/${poor[1].id}`)).json()
    expect(one.questions).toMatchObject([
      { title: 'Suosittelisitko meitä?', answer: '3', score: 3, scale: '0-10' },
      { title: 'Miksi?', answer: 'Odotin kolme viikkoa.' },
    ])
    expect((await server.read('responses?suspect=true')).json().items).toHaveLength(1)
    expect((await server.read('responses?level=action')).json().items.map(({ id }: { id: string }) => id)).toEqual(['encounter:B-1'])
    const mark = async (state: string, id: string = poor[1].id) =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1/responses/states',
        headers: { authorization: await server.bearer('admin') },
        payload: { ids: [id], state },
      })
    expect((await mark('test')).json()).toEqual({ changed: [{ id: poor[1].id, was: 'new' }] })
    expect((await server.read('responses?customer=crm:A-1&survey=after')).json().items).toEqual([])
    expect((await server.read('responses?customer=crm:A-1&handled=test')).json().items).toHaveLength(1)
    expect((await server.read('responses/nothing')).statusCode).toBe(404)
    // One told in two parts counts in both or in neither, and is found by the words of either.
    const counted = async () => {
      const texts = (await server.read('verbatims?customer=crm:A-3')).json().items as { text: string }[]
      const { questions } = (await server.read('feedback/scores?metric=nps&until=2026-03-03T00:00:00Z')).json()
      return [texts.map(({ text }) => text), questions[0].score.n]
    }
    expect(await counted()).toEqual([['Ei vastausta.'], 3])
    await database.query(`UPDATE verbatims SET roots = array_to_tsvector($1) WHERE text = 'Ei vastausta.'`, [
      searchRoots('vastausta', 'fi'),
    ])
    expect((await server.read('responses?words=vastaus')).json().items).toMatchObject([{ id: poor[0].id }])
    await mark('test', poor[0].id)
    expect(await counted()).toEqual([[], 2])
    await mark('read', poor[0].id)
    expect(await counted()).toEqual([['Ei vastausta.'], 3])
  })
})
