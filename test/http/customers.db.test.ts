import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const NOW = Date.parse('2026-03-31T12:00:00Z')
const PASSWORD = 'kolme sanaa riittää'
const PEOPLE = [
  ['agent', 'agent', 'desk'],
  ['mate', 'agent', 'desk'],
  ['lead', 'lead', 'other'],
] as const

describeDatabases('customers for whoever meets them', (open) => {
  let server: OpenServer
  const cookies: Record<string, string> = {}

  const get = async (path: string) => {
    const answer = await server.read(path)
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
  const as = (who: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
    server.app.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { host: 'polku.example', cookie: cookies[who]! },
      ...(payload && { payload }),
    })
  const named = async (query: string): Promise<string[]> =>
    (await get(`customers?limit=200&${query}`)).items.map((each: { customer: string }) => each.customer).toSorted()
  const send = async (encounters: object[]) => {
    const headers = { authorization: await server.bearer('ingest') }
    const sent = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload: encounters })
    expect(sent.json()).toMatchObject({ accepted: encounters.length, rejected: [] })
  }
  const tell = async (identifier: string, payload: object) => {
    const headers = { authorization: await server.bearer('ingest') }
    const told = await server.app.inject({ method: 'PUT', url: `/v1/customers/${identifier}`, headers, payload })
    expect(told.statusCode).toBe(200)
  }

  beforeAll(async () => {
    const database = await open()
    server = await openServer(database, NOW)
    const signIn = await server.people.signIn()
    for (const [who, role, team] of PEOPLE) {
      const [row] = await database.query<{ id: number }>(
        'INSERT INTO employees (name, email, role, created_at, updated_at) VALUES ($1, $2, $3, 1, 1) RETURNING id',
        [who, `${who}@example.com`, role],
      )
      await database.query('INSERT INTO team_members (team, employee_id) VALUES ($1, $2)', [team, row!.id])
      await signIn.choose(await signIn.link(row!.id, 1), PASSWORD)
      const entered = await signIn.enter(`${who}@example.com`, PASSWORD, { address: '192.0.2.1', agent: undefined })
      cookies[who] = entered!.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
    }
    const loan = { journey: 'loan', initiator: 'customer', channel: 'web', touchpoint: 'form' }
    const desk = { initiator: 'company', channel: 'phone', touchpoint: 'desk' }
    await send([
      {
        ...loan,
        id: 'm1',
        occurredAt: '2026-03-02T08:00:00Z',
        customer: { crm: 'M', phone: '040 765 4321' },
        matter: 'LN-1',
        step: 'start',
        provides: ['income'],
      },
      {
        ...desk,
        id: 'm2',
        occurredAt: '2026-03-03T08:00:00Z',
        customer: { crm: 'M' },
        journey: 'loan',
        matter: 'LN-1',
        promises: [
          { what: 'call-back', dueAt: '2026-03-05T08:00:00Z' },
          { what: 'decision', dueAt: '2026-04-05T08:00:00Z' },
        ],
      },
      {
        ...loan,
        id: 'm3',
        occurredAt: '2026-03-20T08:00:00Z',
        customer: { crm: 'M' },
        matter: 'LN-1',
        text: 'Missä lainani viipyy?',
        sentiment: 'negative',
        signals: ['complaint'],
      },
      { ...desk, id: 'o1', occurredAt: '2026-03-21T08:00:00Z', customer: { crm: 'O' }, journey: 'loan', matter: 'LN-2', asks: ['income'] },
      {
        ...loan,
        id: 'd1',
        occurredAt: '2026-02-01T08:00:00Z',
        customer: { crm: 'D' },
        matter: 'LN-3',
        step: 'complete',
        outcome: 'granted',
        takesUp: ['loan'],
      },
    ])
    await tell('crm:M', { attributes: { name: 'Maija Meikäläinen', tier: 'Gold' }, holdings: ['account'], consents: { marketing: true } })
    await tell('crm:O', { attributes: { name: 'Åke Ødegård', tier: 'basic' }, consents: { marketing: false } })
    await tell('crm:U', { attributes: { name: 'Uusi Asiakas', tier: 'gold' } })
    await server.tick(NOW)
    return () => server.app.close()
  })

  it('finds by words of a name in any order, with or without marks, and by parts of phone numbers', async () => {
    for (const [q, customers] of [
      ['meikäläinen mai', ['crm:M']],
      ['mai MEIKALA', ['crm:M']],
      ['ake odeg', ['crm:O']],
      ['Ödegård', ['crm:O']],
      ['meikä åke', []],
      ['40765', ['crm:M']],
      ['+358 40 76', ['crm:M']],
      ['35840765', ['crm:M']],
      ['765 4321', ['crm:M']],
      ['ln-2', ['crm:O']],
    ] as const) {
      expect([q, await named(`q=${encodeURIComponent(q)}`)]).toEqual([q, customers])
    }
    await tell('crm:U', { attributes: { name: 'Vanha Tuttu' } })
    expect(await named('q=uusi')).toEqual([])
    expect(await named('q=tuttu')).toEqual(['crm:U'])
  })

  it('filters by what stands on each customer', async () => {
    for (const [query, customers] of [
      ['', ['crm:D', 'crm:M', 'crm:O', 'crm:U']],
      ['open=true', ['crm:M', 'crm:O']],
      ['turn=company', ['crm:M']],
      ['turn=customer&journey=loan', ['crm:O']],
      ['state=completed', ['crm:D']],
      ['journey=other', []],
      ['severity=4', ['crm:M']],
      ['kind=broken-promise&frictionsSince=2026-03-05T00:00:00Z', ['crm:M']],
      ['kind=broken-promise&frictionsSince=2026-03-06T00:00:00Z', []],
      ['cases=open', ['crm:M']],
      ['product=loan', ['crm:D']],
      ['product=account', ['crm:M']],
      ['consent=marketing', ['crm:M']],
      ['withoutConsent=marketing', ['crm:D', 'crm:O', 'crm:U']],
      ['attribute=tier%3Dgold', ['crm:M', 'crm:U']],
      ['attribute=tier%3Dgold&open=true', ['crm:M']],
      ['since=2026-03-21T00:00:00Z', ['crm:O']],
      ['until=2026-03-21T00:00:00Z', ['crm:D', 'crm:M']],
      ['q=ln&turn=customer', ['crm:O']],
    ] as const) {
      expect([query, await named(query)]).toEqual([query, customers])
    }
    expect((await get('customers?q=maija')).items).toMatchObject([{ openMatters: 1, ourTurn: true, openCases: 1, gravest: 4 }])
    expect((await server.read('customers?attribute=tier')).json()).toMatchObject({ problems: [{ field: 'attribute' }] })
  })

  it('goes on page by page when a filter passes few', async () => {
    const told: string[] = []
    let cursor = ''
    do {
      const page = await get(`customers?limit=1&attribute=tier%3Dgold${cursor}`)
      told.push(...page.items.map((each: { customer: string }) => each.customer))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(told).toEqual(['crm:M', 'crm:U'])
  })

  it('gives the list as a file to leads, not to agents', async () => {
    const file = await as('lead', 'GET', 'customers.csv?turn=company')
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.body.split('\r\n').map((line) => line.split(';').slice(0, 2))).toEqual([
      ['\ufeffcustomer', 'displayName'],
      ['crm:M', 'Maija Meikäläinen'],
      [''],
    ])
    expect((await as('agent', 'GET', 'customers.csv')).statusCode).toBe(403)
  })

  it('briefs whoever meets the customer next', async () => {
    const brief = await get('customers/crm:M/brief')
    expect(brief).toMatchObject({
      displayName: 'Maija Meikäläinen',
      since: '2026-03-02T08:00:00Z',
      holdings: ['account'],
      open: [{ journey: 'loan', matter: 'LN-1', turn: 'company' }],
      promised: [
        { what: 'call-back', dueAt: '2026-03-05T08:00:00Z', overdue: true, encounter: 'm2' },
        { what: 'decision', dueAt: '2026-04-05T08:00:00Z', overdue: false },
      ],
      provided: [{ item: 'income', encounter: 'm1', until: '2027-03-02T08:00:00Z' }],
      lastWords: { text: 'Missä lainani viipyy?', sentiment: 'negative', encounter: 'm3' },
      consents: { marketing: true },
      frictions: { bySeverity: expect.arrayContaining([{ severity: 4, count: 1 }]) },
    })
    await send([
      {
        id: 'm4',
        occurredAt: '2026-03-30T08:00:00Z',
        customer: { crm: 'M' },
        touchpoint: 'desk',
        initiator: 'company',
        journey: 'loan',
        matter: 'LN-1',
        fulfils: ['call-back'],
      },
    ])
    expect((await get('customers/crm:M/brief')).promised).toMatchObject([{ what: 'decision' }])
    expect(await get('customers/crm:U/brief')).toMatchObject({ since: null, open: [], lastWords: null })
    expect((await server.read('customers/crm:nobody/brief')).statusCode).toBe(404)
  })

  it('finds one encounter of a customer, and encounters by their words', async () => {
    expect(await get('customers/crm:M/encounters/m3')).toMatchObject({ id: 'm3', touchpoint: 'form' })
    expect((await server.read('customers/crm:O/encounters/m3')).statusCode).toBe(404)
    expect((await get('customers/crm:M/timeline?text=LAINANI')).items).toMatchObject([{ id: 'm3' }])
  })

  it('keeps notes, each its writer’s own, beside the lines of cases', async () => {
    const written = await as('agent', 'POST', 'customers/crm:O/notes', { text: ' Puhuu mieluiten ruotsia. ' })
    expect(written.json()).toMatchObject({ by: { name: 'agent' }, text: 'Puhuu mieluiten ruotsia.', mine: true, editedAt: null })
    const note = `customers/crm:O/notes/${written.json().id}`
    expect((await as('mate', 'PATCH', note, { text: 'x' })).statusCode).toBe(403)
    expect((await as('mate', 'DELETE', note)).statusCode).toBe(403)
    expect((await as('agent', 'PATCH', note, { text: 'Vain ruotsiksi.' })).json()).toMatchObject({ editedAt: expect.any(String) })
    expect((await as('mate', 'GET', 'customers/crm:O/notes')).json()).toMatchObject({ notes: [{ text: 'Vain ruotsiksi.', mine: false }] })
    expect((await as('agent', 'DELETE', note)).statusCode).toBe(200)
    expect((await as('agent', 'DELETE', note)).statusCode).toBe(404)
    expect((await get('customers/crm:M/notes')).lines).toMatchObject([{ case: 'K-1', kind: 'opened', actor: 'polku' }])
  })

  it('lets a note go where the identifiers go that it was written on', async () => {
    await send([
      { id: 'x1', occurredAt: '2026-03-10T08:00:00Z', customer: { email: 'x@example.com' }, touchpoint: 'form' },
      { id: 'y1', occurredAt: '2026-03-10T08:00:00Z', customer: { phone: '+358409998887' }, touchpoint: 'form' },
    ])
    await as('agent', 'POST', 'customers/phone:+358409998887/notes', { text: 'puhelimen omistaja' })
    const join = { identifiers: ['phone:+358409998887'], because: 'sama ihminen' }
    expect((await as('agent', 'POST', 'customers/email:x@example.com/join', join)).statusCode).toBe(403)
    const joined = await as('lead', 'POST', 'customers/email:x@example.com/join', join)
    expect(joined.statusCode).toBe(200)
    expect((await get('customers/email:x@example.com/notes')).notes).toHaveLength(1)
    await as('lead', 'POST', `judgements/${joined.json().judgement}/undo`, { because: 'eipä ollutkaan' })
    expect((await get('customers/email:x@example.com/notes')).notes).toEqual([])
    expect((await get('customers/phone:+358409998887/notes')).notes).toMatchObject([{ text: 'puhelimen omistaja' }])
  })

  it('keeps filters under a name, one’s own or a team’s', async () => {
    const saved = await as('agent', 'POST', 'customer-views', {
      name: 'Meidän vuoro',
      filter: { turn: 'company', severity: '3' },
      team: 'desk',
    })
    expect(saved.json()).toMatchObject({ name: 'Meidän vuoro', mine: true, filter: { turn: 'company', severity: '3' } })
    await as('agent', 'POST', 'customer-views', { name: 'Oma', filter: { q: 'maija' } })
    const seen = async (who: string) => (await as(who, 'GET', 'customer-views')).json().items.map((each: { name: string }) => each.name)
    expect([await seen('agent'), await seen('mate'), await seen('lead')]).toEqual([['Meidän vuoro', 'Oma'], ['Meidän vuoro'], []])
    const view = `customer-views/${saved.json().id}`
    expect((await as('mate', 'PATCH', view, { name: 'x' })).statusCode).toBe(403)
    expect((await as('lead', 'DELETE', view)).statusCode).toBe(404)
    expect((await as('agent', 'PATCH', view, { name: 'Vuoro meillä' })).json()).toMatchObject({ name: 'Vuoro meillä', team: 'desk' })
    expect((await as('agent', 'PATCH', view, { team: 'other' })).json()).toMatchObject({ problems: [{ field: 'team' }] })
    expect((await as('agent', 'POST', 'customer-views', { name: 'x', filter: { turn: 1 } })).statusCode).toBe(422)
    await as('agent', 'DELETE', view)
    expect(await seen('mate')).toEqual([])
  })
})
