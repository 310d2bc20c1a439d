import { expect, it } from 'vitest'
import type { VerbatimJson } from '../../src/api/verbatim.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { readUnread, unreadOlder, type VoiceEngine, type VoiceReading } from '../../src/server/voice/readVerbatims.ts'
import { openServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-30T12:00:00Z')
const DAY = 86_400_000

/** An engine that knows two words: what matters here is what is kept and counted of a reading, not how good it is. */
function engineCalled(engine: string): VoiceEngine {
  const readOne = (text: string): VoiceReading => {
    const sentiment = text.includes('surkea') ? -0.8 : text.includes('hyvä') ? 0.7 : 0
    const themes = text.includes('jono') ? [{ theme: 'waiting', sentiment }] : []
    const label = sentiment < 0 ? 'negative' : sentiment > 0 ? 'positive' : 'neutral'
    return { language: 'fi', sentiment, certainty: 0.9, label, themes, sentences: [{ from: 0, to: text.length, sentiment }] }
  }
  return { engine, read: async (texts) => texts.map(({ text }) => readOne(text)) }
}

describeDatabases('what people say in their own words', (open) => {
  async function openHouse() {
    const database = await open()
    const server = await openServer(database, START)
    const tell = (list: { id: string; days: number; text: string; score?: number; customer?: string }[]) =>
      server.intake.accept(
        list.map(({ id, days, text, score, customer = 'C-1' }) => ({
          id,
          at: START - days * DAY,
          customer: { crm: customer },
          touchpoint: 'survey',
          text,
          ...(score !== undefined && { measures: [{ metric: 'csat', score, scale: '1-5' }] }),
          properties: { about: { touchpoint: 'branch', channel: 'store' } },
        })),
      )
    const list = async (query: string) => (await server.read(`verbatims?${query}`)).json() as { items: VerbatimJson[]; next: string | null }
    return { database, server, tell, list }
  }

  it('is found by inflected words, moods and themes, once it has been read', async () => {
    const { database, server, tell, list } = await openHouse()
    await tell([
      { id: 'a', days: 3, text: 'Palvelu oli hyvää, mutta jonossa meni tunti.', score: 2 },
      { id: 'b', days: 2, text: 'Tilauksen kanssa surkea kokemus.', score: 5, customer: 'C-2' },
      { id: 'c', days: 1, text: 'Kävin kaupassa tiistaina.' },
    ])
    expect((await list('')).items.map(({ id, label }) => [id, label])).toEqual([
      ['c', null],
      ['b', null],
      ['a', null],
    ])
    expect(await readUnread(database, engineCalled('two-words-1'))).toBe(3)
    expect(await readUnread(database, engineCalled('two-words-1'))).toBe(0)
    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id)
    expect(await ids('words=jonot')).toEqual(['a'])
    expect(await ids('words=tilaus+kokemukset')).toEqual(['b'])
    expect(await ids('words=kauppa')).toEqual(['c'])
    expect(await ids('words=%27%29%3B--')).toEqual([])
    expect(await ids('sentiment=negative')).toEqual(['b'])
    expect(await ids('theme=waiting')).toEqual(['a'])
    expect(await ids('disagrees=true')).toEqual(['a', 'b'].reverse())
    expect(await ids('unsure=true')).toEqual(['c'])
    expect(await ids('customer=crm:C-2')).toEqual(['b'])
    expect(await ids('touchpoint=branch&channel=store')).toEqual(['c', 'b', 'a'])
    expect((await list('words=jono')).items[0]).toMatchObject({
      customer: 'crm:C-1',
      rated: 'negative',
      themes: [{ theme: 'waiting', sentiment: 0.7 }],
      engine: 'two-words-1',
    })
    const first = await list('limit=2')
    expect(first.items.map(({ id }) => id)).toEqual(['c', 'b'])
    expect(await ids(`limit=2&cursor=${first.next}`)).toEqual(['a'])
    expect((await server.read('verbatims?cursor=nonsense')).statusCode).toBe(400)
  })

  it('follows its customer when identifiers turn out to be of one', async () => {
    const { tell, list, server } = await openHouse()
    await tell([{ id: 'a', days: 3, text: 'Terveisiä', customer: 'C-1' }])
    await server.intake.accept([{ id: 'm', at: START - 4 * DAY, customer: { email: 'a@example.com' }, touchpoint: 'mail', text: 'Hei' }])
    await server.intake.accept([{ id: 'l', at: START - DAY, customer: { crm: 'C-1', email: 'a@example.com' }, touchpoint: 'branch' }])
    expect((await list('customer=crm:C-1')).items.map(({ id }) => id)).toEqual(['a', 'm'])
  })

  it('counts themes, what they do to scores, and how they were before', async () => {
    const { database, server, tell } = await openHouse()
    const many = (from: string, days: number, text: string, score: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `${from}${index}`, days, text, score }))
    await tell([
      ...many('bad', 5, 'Surkea jono, surkea', 1, 10),
      ...many('good', 5, 'Kaikki hyvä', 5, 30),
      ...many('old', 40, 'Hyvä, ei jonoa', 5, 12),
      ...many('older', 40, 'Kaikki hyvä', 4, 12),
    ])
    while ((await readUnread(database, engineCalled('two-words-1'))) > 0);
    const told = (await server.read('feedback/themes')).json()
    expect(told).toMatchObject({ texts: 40, unread: 0, rated: 40, good: { share: 0.75 }, goodBefore: { share: 1 } })
    expect(told.themes).toHaveLength(1)
    expect(told.themes[0]).toMatchObject({
      theme: 'waiting',
      texts: 10,
      before: 12,
      good: { share: 0 },
      goodWithout: { share: 1 },
      points: -25,
      pointsBefore: 0,
    })
    expect(told.themes[0].negative.share).toBe(1)
    const few = (await server.read(`feedback/themes?since=2026-03-29T00:00:00Z`)).json()
    expect(few).toMatchObject({ texts: 0, good: null, themes: [] })
  })

  it('is read anew, the latest first, when another engine reads', async () => {
    const { database, tell, list } = await openHouse()
    await tell([1, 2, 3].map((days) => ({ id: `t${days}`, days, text: 'Terve' })))
    await readUnread(database, engineCalled('old'))
    const from = await unreadOlder(database, 'new', null, 2)
    expect(await readUnread(database, engineCalled('new'))).toBe(2)
    expect((await list('')).items.map(({ engine }) => engine)).toEqual(['new', 'new', 'old'])
    expect(await unreadOlder(database, 'new', from, 2)).toBeNull()
    await readUnread(database, engineCalled('new'))
    expect((await list('')).items.map(({ engine }) => engine)).toEqual(['new', 'new', 'new'])
  })

  it('comes page after page, each once, also where so much is said that it is walked through', async () => {
    const { database, list } = await openHouse()
    const common = (n: number) => n % 3 !== 0
    const place = (n: number) => (n % 5000 === 1 ? 'kiosk' : 'branch')
    await database.query(
      `INSERT INTO verbatims (customer_id, at, id, text, touchpoint, engine, language, roots)
       SELECT 0, $1::bigint + n / 2, 'v' || n, 'Said', CASE WHEN n % 5000 = 1 THEN 'kiosk' ELSE 'branch' END, 'made', 'fi',
         CASE WHEN n % 3 = 0 THEN 'jon'::tsvector WHEN n = 2 THEN 'hyv lamp'::tsvector ELSE 'hyv'::tsvector END
       FROM generate_series(1, 22000) AS n`,
      [START - DAY],
    )
    await database.query(
      `INSERT INTO responses (customer_id, id, survey, version, door, language, started_at, at, answers, measures, text, about, state, suspect)
       SELECT 0, id, 'after', 1, 'link', 'fi', 0, 0, '{}', '[]', '', '{}', state, suspect
       FROM (VALUES ('trial', 'test', 0), ('machine', 'new', 1), ('person', 'read', 0)) AS given(id, state, suspect)`,
    )
    await database.query(
      `INSERT INTO verbatims (customer_id, at, id, text, touchpoint)
       SELECT 0, $1::bigint - 1, 'response:' || id, 'Said', 'kiosk' FROM unnest(ARRAY['trial', 'machine', 'person']) AS id`,
      [START - DAY],
    )
    const every = async (query: string) => {
      const ids: string[] = []
      let cursor = ''
      for (let pages = 0; pages < 20; pages++) {
        const { items, next } = await list(`${query}&limit=4${cursor}`)
        ids.push(...items.map(({ id }) => id))
        if (next === null) return ids
        cursor = `&cursor=${next}`
      }
      throw new Error('There is no end of pages.')
    }
    const numbers = Array.from({ length: 22_000 }, (_, index) => 22_000 - index)
    const latestFirst = (chosen: (n: number) => boolean) =>
      numbers
        .filter(chosen)
        .map((n) => ({ id: `v${n}`, at: Math.floor(n / 2) }))
        .sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
        .map(({ id }) => id)
    expect(await every('touchpoint=kiosk')).toEqual([...latestFirst((n) => place(n) === 'kiosk'), 'response:person'])
    expect(await every('touchpoint=kiosk&words=hyv')).toEqual(latestFirst((n) => place(n) === 'kiosk' && common(n)))
    expect(await every('words=lamp')).toEqual(['v2'])
    expect((await list('words=hyv&limit=9')).items.map(({ id }) => id)).toEqual(latestFirst(common).slice(0, 9))
  })
})
