import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { importItems } from '../../src/cli/import.ts'
import { digestOf } from '../../src/server/encounter/registerIds.ts'
import { readEncounters } from '../../src/server/intake/files/readEncounters.ts'
import { readMap } from '../../src/server/intake/files/readMap.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import type { Scope } from '../../src/domain/access/may.ts'
import { unread } from '../../src/server/feedback/mentionReading.ts'
import { readDue } from '../../src/server/feedback/mentionWorker.ts'
import type { Database } from '../../src/server/db/database.ts'
import { readUnread, unreadOlder } from '../../src/server/voice/readVerbatims.ts'
import { openReceiver, type Answer } from '../webhook/receiver.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { engineCalled } from './madeEngine.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('word of mouth', (open) => {
  let engine = engineCalled('made/fi:a', 0.1)
  let server: OpenServer
  let database: Database
  const tokens = new Map<Scope, string>()

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    for (const scope of ['ingest', 'admin'] as const) tokens.set(scope, await server.bearer(scope))
    return () => server.app.close()
  })

  /** Reads what people say as the running house does. */
  const readAll = () => readUnread(database, engine)
  const send = async (payload: string, type = 'application/json', query = '') =>
    (
      await server.app.inject({
        method: 'POST',
        url: `/v1/mentions${query}`,
        headers: { authorization: tokens.get('ingest')!, 'content-type': type },
        payload,
      })
    ).json()
  const post = async (path: string, body: object) =>
    server.app.inject({ method: 'POST', url: `/api/v1/${path}`, headers: { authorization: tokens.get('admin')! }, payload: body })
  const read = async (path: string) => (await server.read(path)).json()

  it('comes in once by source and id, and what is wrong is named by field and waits to be put right', async () => {
    const mention = { source: 'arviot.example', id: '1', occurredAt: '2026-03-02T18:14:00Z', rating: { score: 2 }, text: 'Kolme viikkoa.' }
    const lines = [mention, { ...mention, id: '2', rating: { score: 9 } }, mention, { ...mention, id: '3', rating: { score: 5 } }]
    const answer = await send(lines.map((line) => JSON.stringify(line)).join('\n'), 'application/x-ndjson')
    expect(answer).toEqual({
      accepted: 2,
      duplicates: 1,
      statements: 0,
      rejected: [
        {
          index: 1,
          id: '2',
          problem: 'rating.score must be within its scale, 1-5',
          problems: [{ field: 'rating.score', message: 'must be within its scale, 1-5' }],
        },
      ],
    })
    expect(await send(JSON.stringify(mention))).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] })
    const authorization = tokens.get('admin')!
    const [waiting] = (await server.app.inject({ url: '/api/v1/quarantine?door=/v1/mentions', headers: { authorization } })).json().items
    expect(waiting).toMatchObject({ itemId: '2', state: 'waiting', problems: [{ field: 'rating.score' }] })
    const put = (payload: object) =>
      server.app.inject({ method: 'PUT', url: `/api/v1/quarantine/${waiting.id}`, headers: { authorization }, payload })
    expect((await post('quarantine/replay', { ids: [waiting.id] })).json()).toMatchObject({ accepted: 0, refused: [{ id: waiting.id }] })
    expect((await put({ ...mention, id: '2', rating: { score: 90 } })).statusCode).toBe(422)
    expect((await put({ ...mention, id: '2', rating: { score: 4 } })).json()).toMatchObject({ state: 'repaired', item: null })
    expect((await read('mentions?source=arviot.example&stars=4')).items).toMatchObject([{ id: '2' }])
    const { items } = await read('mentions?source=arviot.example&tone=negative')
    expect(items).toMatchObject([
      {
        id: '1',
        text: 'Kolme viikkoa.',
        rating: { score: 2, scale: '1-5', stars: 2, share: 25 },
        tone: 'negative',
        customer: null,
        linkedBy: null,
      },
    ])
  })

  it('takes the newer words when its source changes it, keeps those before, and waits again', async () => {
    const review = { source: 'muuttuva', id: '1', occurredAt: '2026-03-02T18:14:00Z', rating: { score: 5 }, text: 'Hyvää palvelua!' }
    await send(JSON.stringify([review, { ...review, id: '2', customer: { crm: 'C-9' } }]))
    const found = async () => (await read('mentions?source=muuttuva')).items
    const number = (await found())[1].mention as number
    await post(`mentions/${number}/handle`, { handled: true })
    const worse = { ...review, rating: { score: 1 }, text: 'Surkeaa. Odotin puhelimessa tunnin.' }
    expect(await send(JSON.stringify([worse, { ...worse, id: '2' }]))).toMatchObject({ accepted: 2, duplicates: 0 })
    // What it said before does not come back.
    expect(await send(JSON.stringify([review, worse]))).toMatchObject({ accepted: 0, duplicates: 2 })
    expect(await found()).toMatchObject([
      { id: '2', tone: 'negative', customer: 'crm:C-9' },
      { id: '1', text: worse.text, rating: { stars: 1 }, tone: 'negative', handled: null, occurredAt: review.occurredAt },
    ])
    expect((await read(`mentions/${number}`)).log).toMatchObject([
      { event: 'edited', by: 'muuttuva', before: { text: review.text, score: 5, scale: '1-5', title: null } },
      { event: 'handled', before: null },
    ])
    // Other free texts are searched by roots, too; the customer's encounter stays as it was told.
    expect((await read('mentions?words=odottaa+puhelimen')).items).toMatchObject([{ id: '2' }, { id: '1' }])
    const texts = async () => (await read('verbatims?touchpoint=review-site')).items.map(({ text }: { text: string }) => text)
    expect(await texts()).toEqual(expect.arrayContaining([worse.text, review.text]))
    expect((await texts()).filter((text: string) => text === worse.text)).toHaveLength(1)
  })

  it('of a customer whom its source names stands on that customer’s timeline, and a poor one is a friction', async () => {
    const mention = {
      source: 'arviot.example',
      id: 'k',
      occurredAt: '2026-03-04T09:00:00Z',
      rating: { score: 1 },
      customer: { crm: 'C-1' },
    }
    expect(await send(JSON.stringify([mention, mention]))).toMatchObject({ accepted: 1, duplicates: 1 })
    expect((await read('frictions?kind=negative-mention')).items).toMatchObject([{ customer: 'crm:C-1' }])
    expect((await read('customers/crm:C-1/timeline')).items).toMatchObject([{ id: 'mention:arviot.example/k', initiator: 'third-party' }])
    const [found] = (await read('mentions?known=true')).items
    expect(found).toMatchObject({ id: 'k', customer: 'crm:C-1', linkedBy: 'source' })
    expect((await post(`mentions/${found.mention}/unlink`, {})).json()).toMatchObject({
      status: 409,
      title: 'Its source named the customer.',
    })
  })

  it('is linked to a customer by a person, which makes it that customer’s, and taken back again', async () => {
    const [{ mention }] = (await read('mentions?words=kolme+viik&tone=negative')).items
    expect((await post(`mentions/${mention}/link`, { customer: 'crm:nobody' })).json()).toMatchObject({
      status: 422,
      problems: [{ field: 'customer', message: 'must be an identifier of a customer who is known here' }],
    })
    const linked = (await post(`mentions/${mention}/link`, { customer: 'crm:C-1', because: 'Told us so.' })).json()
    expect(linked).toMatchObject({ customer: 'crm:C-1', linkedBy: 'person' })
    expect((await read('frictions?kind=negative-mention&customer=crm:C-1')).items).toHaveLength(2)
    expect((await post(`mentions/${mention}/link`, { customer: 'crm:C-1' })).statusCode).toBe(409)

    expect((await post(`mentions/${mention}/unlink`, { because: 'Another Aino.' })).json()).toMatchObject({
      customer: null,
      linkedBy: null,
    })
    expect((await read('frictions?kind=negative-mention&customer=crm:C-1')).items).toHaveLength(1)
    expect((await read('customers/crm:C-1')).encounters).toBe(1)
    expect((await post(`mentions/${mention}/handle`, { handled: true })).json()).toMatchObject({ handled: { by: 'test' } })
    expect((await read(`mentions/${mention}`)).log).toMatchObject([
      { event: 'handled' },
      { event: 'unlinked', identifier: 'crm:C-1', because: 'Another Aino.' },
      { event: 'linked', identifier: 'crm:C-1', because: 'Told us so.' },
    ])
    // Once more, to somebody else.
    await send(JSON.stringify({ source: 'x', id: 'y', occurredAt: '2026-03-05T09:00:00Z', rating: { score: 5 }, customer: { crm: 'C-2' } }))
    expect((await post(`mentions/${mention}/link`, { customer: 'crm:C-2' })).json()).toMatchObject({ customer: 'crm:C-2' })
    expect((await read('customers/crm:C-2')).encounters).toBe(2)
    expect((await read('mentions?known=true&handled=true')).items).toMatchObject([{ mention }])
  })

  it('without a rating is understood by its words, which a known customer’s friction follows', async () => {
    const items = ['Kolme viikkoa odotin ja kukaan ei vastannut. Surkeaa palvelua!', 'Erinomaista ja ystävällistä palvelua, kiitos!'].map(
      (text, id) => ({ source: 'sanat', id: String(id), occurredAt: '2026-03-05T09:00:00Z', text, customer: { crm: `W-${id}` } }),
    )
    expect(await send(JSON.stringify(items))).toMatchObject({ accepted: 2 })
    const found = (await read('mentions?source=sanat')).items
    const reading = { language: 'fi', engine: expect.stringContaining('polku') as string, version: expect.any(String) as string }
    expect(found).toMatchObject([
      { id: '1', tone: 'positive', locale: 'fi', reading: { ...reading, sentiment: 'positive' } },
      { id: '0', tone: 'negative', locale: 'fi', reading: { ...reading, sentiment: 'negative' } },
    ])
    expect((await read('frictions?kind=negative-mention&customer=crm:W-0')).items).toHaveLength(1)
    expect((await read('frictions?kind=negative-mention&customer=crm:W-1')).items).toHaveLength(0)
  })

  it('comes in from a file by a map, whether its customer is known or not, and again changes nothing', async () => {
    const map = await readMap('maps/arvostelut.yaml')
    const bring = () =>
      importItems(readEncounters(['docs/files/examples/arvostelut.csv'], { map, hash: digestOf }), server.intake.accept, false, {
        hear: (mentions) => send(JSON.stringify(mentions)),
      })
    const { accepted, rejections } = await bring()
    expect([accepted, rejections.count]).toEqual([2, 2])
    expect(await bring()).toMatchObject({ accepted: 0, duplicates: 2 })
    const { items } = await read('mentions?source=arviot.example')
    expect(items.filter(({ id }: { id: string }) => id.startsWith('88'))).toMatchObject([
      { id: '8813', customer: 'crm:C-1001', author: 'Strandskata', locale: 'sv', rating: { stars: 5 } },
      { id: '8812', customer: null, title: 'Hidas', subject: 'Autolaina', occurredAt: '2026-03-01T22:00:00Z', tone: 'negative' },
    ])
  })

  it('that another door brought as a third party’s encounter is counted, too', async () => {
    const items = [
      { measures: [{ metric: 'stars', score: 4 }], properties: { source: 'somewhere', url: 'https://somewhere.example/1' } },
      { text: 'Heard of them.', sentiment: 'positive' as const },
      { measures: [{ metric: 'stars', score: 40 }] },
    ].map((more, index) => ({
      id: `heard-${index}`,
      at: START - index,
      customer: { crm: 'C-3' },
      touchpoint: 'social-post',
      initiator: 'third-party' as const,
      ...more,
    }))
    await server.intake.accept(items)
    expect((await read('mentions?source=somewhere')).items).toMatchObject([
      {
        id: 'heard-0',
        rating: { stars: 4 },
        tone: 'positive',
        customer: 'crm:C-3',
        linkedBy: 'source',
        url: 'https://somewhere.example/1',
      },
    ])
    expect((await read('mentions?source=social-post')).items).toMatchObject([{ id: 'heard-1', text: 'Heard of them.', tone: 'positive' }])
  })

  it('is read together with all other words, and again when the models change', async () => {
    const heard = {
      id: 'heard-w',
      at: START,
      customer: { crm: 'C-3' },
      touchpoint: 'social-post',
      initiator: 'third-party' as const,
      text: 'Surkeaa.',
    }
    await server.intake.accept([heard])
    await send(JSON.stringify({ source: 'sanat', id: 'n', occurredAt: '2026-03-05T09:00:00Z', text: 'Kelpo paikka.' }))
    const of = async (id: string) =>
      (await read('mentions')).items.find((each: { id: string }) => each.id === id) as { tone: string; reading: { version: string } }
    expect((await of('heard-w')).tone).toBeNull()
    await readAll()
    expect(await of('heard-w')).toMatchObject({ tone: 'negative', reading: { engine: 'made', version: 'a', sentiment: 'negative' } })
    expect(await of('n')).toMatchObject({ tone: 'neutral', reading: { version: 'a' } })
    engine = engineCalled('made/fi:b', 0.9)
    await unreadOlder(database, engine.engine, null)
    await readAll()
    expect(await of('n')).toMatchObject({ tone: 'positive', reading: { version: 'b', score: 0.9 } })
    // What stars say stays.
    expect(await of('k')).toMatchObject({ tone: 'negative' })
  })

  it('comes in as linked data of a page, with what the page says of all its reviews', async () => {
    const shop = {
      '@context': 'https://schema.org',
      '@type': 'LocalBusiness',
      name: 'Esimerkki Oy',
      aggregateRating: { '@type': 'AggregateRating', ratingValue: '4,2', reviewCount: 87 },
      review: [
        {
          '@type': 'Review',
          '@id': 'https://sivu.example/r/1',
          author: { '@type': 'Person', name: 'Nimimerkki Käpy' },
          datePublished: '2026-03-01',
          reviewBody: 'Hyv&auml;&auml; palvelua.<br>Kiitos!',
          reviewRating: { '@type': 'Rating', ratingValue: 9, bestRating: 10 },
        },
        { '@type': 'Review', '@id': 'https://sivu.example/r/2', reviewBody: 'Ei päivää.' },
      ],
    }
    const page = `<html><script type="application/ld+json">${JSON.stringify(shop)}</script><p>Muuta.</p></html>`
    const answer = await send(page, 'text/html; charset=utf-8', '?source=sivu')
    expect(answer).toMatchObject({ accepted: 1, statements: 1, rejected: [{ index: 1, problem: 'occurredAt is required' }] })
    expect(await send(JSON.stringify(shop), 'application/ld+json', '?source=sivu')).toMatchObject({
      accepted: 0,
      duplicates: 1,
      statements: 0,
    })
    expect((await read('mentions?source=sivu')).items).toMatchObject([
      {
        author: 'Nimimerkki Käpy',
        subject: 'Esimerkki Oy',
        text: 'Hyvää palvelua.\nKiitos!',
        occurredAt: '2026-03-01T12:00:00Z',
        url: 'https://sivu.example/r/1',
        rating: { score: 9, scale: '1-10', stars: 4.56 },
      },
    ])
  })

  it('is read from a feed that a lead set up: once each, only where it changed, and what fails is told', async () => {
    const entry = (id: number, text: string) =>
      `<item><guid>${id}</guid><pubDate>Mon, 02 Mar 2026 18:14:0${id} +0200</pubDate><description>${text}</description></item>`
    let answers: Answer[] = []
    const site = await openReceiver(() => answers.shift()!)
    const feed = (...items: string[]): Answer => ({
      status: 200,
      headers: { 'content-type': 'application/rss+xml', etag: '"v1"' },
      body: `<rss version="2.0"><channel><language>fi</language>${items.join('')}</channel></rss>`,
    })
    let now = START
    const parts = { database, intake: server.intake, policy: server.webhooks.policy, clock: () => now, readTexts: unread }
    const failures: unknown[] = []
    const look = (timeout?: number) => readDue({ ...parts, failed: (error) => failures.push(error) }, new AbortController().signal, timeout)
    const state = async () => (await read('mention-sources')).items[0]

    expect((await post('mention-sources', { name: 'pahat', url: 'http://10.0.0.7/feed' })).json()).toMatchObject({
      status: 422,
      problems: [{ field: 'url', message: expect.stringContaining('private') as string }],
    })
    const made = (await post('mention-sources', { name: 'foorumi', url: site.url, touchpoint: 'social-post', everyMinutes: 30 })).json()
    expect(made).toMatchObject({ kind: 'feed', nextAt: '2026-03-10T12:00:00Z', succeededAt: null })
    expect((await post('mention-sources', { name: 'foorumi', url: site.url })).json()).toMatchObject({ problems: [{ field: 'name' }] })
    answers = [feed(entry(1, 'Odotin &lt;b&gt;viikon&lt;/b&gt;.'), entry(2, 'Kiitos!'))]
    expect([await look(), await look()]).toEqual([1, 0])
    expect(await state()).toMatchObject({ taken: 2, problem: null, succeededAt: '2026-03-10T12:00:00Z', nextAt: '2026-03-10T12:30:00Z' })
    expect((await read('mentions?source=foorumi')).items).toMatchObject([
      { id: '2', text: 'Kiitos!', locale: 'fi', touchpoint: 'social-post', occurredAt: '2026-03-02T16:14:02Z' },
      { id: '1', text: 'Odotin viikon.' },
    ])
    now += 30 * 60_000
    answers = [{ status: 304 }]
    await look()
    expect(site.received.at(-1)!.headers).toMatchObject({ 'if-none-match': '"v1"', 'user-agent': 'Polku' })
    expect(await state()).toMatchObject({ taken: 2, problem: null, succeededAt: '2026-03-10T12:30:00Z' })
    const again = async (...given: Answer[]) => {
      answers = given
      now += 30 * 60_000
      await look(given[0] === 'never' ? 200 : undefined)
      return (await state()).problem as string
    }
    expect(await again({ status: 500 })).toContain('answered 500')
    expect(await again('never')).toContain('did not answer whole within 0.2 s')
    expect(await again({ status: 200, body: '<rss><channel><item></rss>' })).toContain('is not well-formed XML')
    expect(await again({ status: 200, body: `<rss>${'x'.repeat(5 * 1024 * 1024)}</rss>` })).toContain('is larger than 5 MB')
    expect(await again({ status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } })).toContain(
      'leads on to an address that',
    )
    expect(await again(feed(entry(2, 'Kiitos!'), entry(3, ''), entry(4, 'Uusi.')))).toMatch(/1 of 3 could not be taken: must have a rating/)
    expect(await state()).toMatchObject({ taken: 3, succeededAt: '2026-03-10T15:30:00Z', problemAt: '2026-03-10T15:30:00Z' })
    expect(failures).toEqual([])
  })

  it('adds up to a reputation by month, beside NPS of the same time and apart from what sources say themselves', async () => {
    const rated = [5, 5, 4, 1].map((score, id) => ({
      source: 'kuukaudet',
      id: String(id),
      // The first is January's in Helsinki, while December's in UTC.
      occurredAt: id === 0 ? '2025-12-31T22:30:00Z' : '2026-02-10T10:00:00Z',
      rating: { score },
    }))
    const words = { source: 'kuukaudet', id: 'w', occurredAt: '2026-02-11T10:00:00Z', text: 'Ei.', sentiment: 'negative' }
    expect(await send(JSON.stringify([...rated, words]))).toMatchObject({ accepted: 5 })
    await server.intake.accept(
      [10, 9, 3].map((score, index) => ({
        id: `nps-${index}`,
        at: Date.parse('2026-02-12T10:00:00Z'),
        customer: { crm: `N-${index}` },
        touchpoint: 'survey',
        measures: [{ metric: 'nps', score, scale: '0-10' }],
      })),
    )
    const reputation = await read('mentions/reputation?source=kuukaudet&since=2026-01-01T00:00:00%2B02:00')
    expect(reputation.periods).toMatchObject([
      { day: '2026-01-01', from: '2025-12-31T22:00:00Z', n: 1, few: true, stars: { mean: 5, n: 1 }, nps: null },
      {
        day: '2026-02-01',
        n: 4,
        stars: { n: 3, mean: expect.closeTo(10 / 3) as number, low: 1, high: 5 },
        good: { n: 3, share: expect.closeTo(2 / 3) as number },
        negative: { n: 4, share: 0.5 },
        nps: { n: 3, score: expect.closeTo(100 / 3) as number, few: true },
      },
      { day: '2026-03-01', n: 0, stars: null, good: null },
    ])
    expect(reputation.sources).toMatchObject([{ source: 'kuukaudet', n: 5 }])
    const { statements, periods } = await read('mentions/reputation?by=week')
    // What was heard of last is the end.
    expect(periods.at(-1)).toMatchObject({ day: '2026-03-09', n: expect.any(Number) as number })
    expect(statements).toEqual([
      { source: 'sivu', subject: 'Esimerkki Oy', at: '2026-03-10T12:00:00Z', score: 4.2, scale: '1-5', stars: 4.2, count: 87 },
    ])
  })

  it('travels by an export, whoever wrote it, and coming in again changes nothing', async () => {
    const headers = { authorization: tokens.get('admin')! }
    const file = join(await mkdtemp(join(tmpdir(), 'mentions-')), 'all.ndjson')
    await writeFile(file, (await server.app.inject({ url: '/api/v1/export?format=ndjson', headers })).body)
    const bring = () =>
      importItems(readEncounters([file], { hash: digestOf }), server.intake.accept, false, {
        hear: (mentions) => send(JSON.stringify(mentions)),
      })
    // What other doors brought comes again with its encounters.
    const told = async () =>
      ((await read('mentions?limit=200')).items as Record<string, unknown>[])
        .filter(({ id }) => !String(id).startsWith('heard-'))
        .map(({ source, id, occurredAt, title, text, rating, author, url, customer }) => {
          return { source, id, occurredAt, title, text, rating, author, url, customer }
        })
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    const before = await told()
    expect(await bring()).toMatchObject({ accepted: 0, rejections: { count: 0 } })
    await database.exec('DELETE FROM mention_log; DELETE FROM mentions; DELETE FROM verbatims WHERE customer_id = 0')
    expect(await bring()).toMatchObject({ accepted: before.length, rejections: { count: 0 } })
    expect(await told()).toEqual(before)
  })
})
