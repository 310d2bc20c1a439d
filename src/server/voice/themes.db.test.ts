import { beforeAll, expect, it } from 'vitest'
import type { ThemeJson } from '../../api/themes.ts'
import { openServer, type OpenServer } from '../../../test/setup/openServer.ts'
import { openThemes } from '../../domain/voice/themes.ts'
import type { Database } from '../db/database.ts'
import { describeDatabases } from '../db/testing.ts'
import { readUnread, unreadOlder } from './readVerbatims.ts'
import { openVoiceInUse } from './voiceInUse.ts'

const START = Date.parse('2026-05-30T12:00:00Z')
const DAY = 86_400_000

const EVERYDAY = ['Jonossa meni tunti', 'Myyjä oli ystävällinen', 'Kävin kaupassa', 'Kahvi maistui', 'Tulin bussilla', 'Juuri kotiin']
const CHARGING = ['Latauspiste oli varattu', 'Latauspisteen kaapeli puuttui', 'Latauspisteet olivat varattuja', 'Latauspisteellä katkos']

describeDatabases('themes that people change', (open) => {
  let database: Database
  let server: OpenServer
  let bearer: Record<'read' | 'admin', string>
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, scope: 'read' | 'admin' = 'admin') => {
    const headers = { authorization: bearer[scope] }
    const answer = await server.app.inject({ method, url: `/api/v1/themes${path}`, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json() }
  }
  const theme = async (key: string): Promise<ThemeJson> => (await ask('GET', `/${key}`)).body
  const counts = async () => {
    const { items, reading } = (await ask('GET', '')).body as { items: { key: string; texts: number }[]; reading: object }
    return { reading, texts: Object.fromEntries(items.map(({ key, texts }) => [key, texts])) }
  }
  /** Reads everything anew, as the worker does a piece at a time. */
  const readAll = async () => {
    const { engine, themes } = await openVoiceInUse(database)()
    const find = openThemes(themes, 'fi')
    const nothing = { language: 'fi', sentiment: 0, certainty: 0.5, label: 'neutral', sentences: [] } as const
    await unreadOlder(database, engine, null)
    await readUnread(database, {
      engine,
      read: async (texts) =>
        texts.map(({ text }) => ({
          ...nothing,
          themes: [...find(text.toLowerCase().split(' '))].map((key) => ({ theme: key, sentiment: 0 })),
        })),
    })
  }

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    bearer = { read: await server.bearer('read'), admin: await server.bearer('admin') }
    const said = [
      ...Array.from({ length: 60 }, (_, index) => ({ days: 40 + index, text: EVERYDAY[index % 6]! })),
      ...Array.from({ length: 30 }, (_, index) => ({ days: 1 + index / 2, text: EVERYDAY[index % 6]! })),
      ...Array.from({ length: 12 }, (_, index) => ({ days: 1 + index, text: CHARGING[index % 4]! })),
    ]
    await server.intake.accept(
      said.map(({ days, text }, index) => ({
        id: `e${index}`,
        at: START - days * DAY,
        customer: { crm: `C-${index}` },
        touchpoint: 'survey',
        text,
        measures: [{ metric: 'csat', score: 1 + (index % 5) }],
      })),
    )
    await readAll()
  })

  it('are thirteen until somebody changes them, with how many spoke of each lately', async () => {
    const { body } = await ask('GET', '', undefined, 'read')
    expect(body.items).toHaveLength(13)
    expect(body.reading).toEqual({ share: 1, done: true })
    expect(body.items.find(({ key }: { key: string }) => key === 'waiting')).toMatchObject({ texts: 14, shipped: true, changed: false })
  })

  it('tell what a change would do, keep it, count by it once read anew, and become what they were', async () => {
    const { words, names, revision } = await theme('waiting')
    const fi = { words: [...words.fi!.words.filter((form) => form !== 'jono'), 'Bussi'], not: words.fi!.not }
    const edited = { names: { ...names, fi: 'Odotus' }, words: { ...words, fi } }
    const tried = (await ask('POST', '/try', { key: 'waiting', words: edited.words, texts: ['Bussissa oli töykeä kuski'] }, 'read')).body
    expect(tried).toMatchObject({ looked: 102, had: 15, has: 15, gained: 15, lost: 15 })
    expect(tried.gainedTexts).toHaveLength(1)
    expect(tried.lostTexts[0]).toMatchObject({ text: 'Jonossa meni tunti', language: 'fi' })
    expect(tried.texts).toMatchObject([{ language: 'fi', by: [{ form: 'bussi', word: 'bussissa' }] }])
    expect(tried.texts[0].themes).toContain('staff')

    expect((await ask('PUT', '/waiting', { ...edited, revision }, 'read')).status).toBe(403)
    const put = await ask('PUT', '/waiting', { ...edited, revision })
    expect(put.body).toMatchObject({ names: { fi: 'Odotus', en: names.en }, changed: true, revision: 1 })
    expect(put.body.history).toMatchObject([{ revision: 1, act: 'changed', what: '+bussi, −jono', by: null }])
    expect((await ask('PUT', '/waiting', { ...edited, revision })).status).toBe(409)
    expect((await ask('PUT', '/waiting', { ...edited, names: {}, revision: 1 })).status).toBe(422)
    const state = await database.query<{ state: object }>('SELECT state FROM themes')
    expect(state).toEqual([
      {
        state: {
          names: { fi: 'Odotus' },
          words: { fi: { add: ['bussi'], leave: ['jono'], not: [], allow: [] } },
          into: null,
          retired: false,
        },
      },
    ])

    expect(await counts()).toMatchObject({ reading: { share: 0, done: false } })
    await readAll()
    expect(await counts()).toMatchObject({ reading: { share: 1, done: true }, texts: { waiting: 13 } })
    const [{ text } = { text: '' }] = (await server.read('verbatims?theme=waiting&limit=1')).json().items
    expect(text).toBe('Tulin bussilla')
    const figures = (await server.read('feedback/themes')).json().themes
    expect(figures.find((each: { theme: string }) => each.theme === 'waiting').names.fi).toBe('Odotus')

    const back = await ask('POST', '/waiting/back', { to: 0, revision: 1 })
    expect(back.body).toMatchObject({ names, changed: false, revision: 2, history: [{ act: 'back', what: '+jono, −bussi' }, {}] })
    expect((await ask('POST', '/waiting/back', { to: 7, revision: 2 })).status).toBe(422)
    await readAll()
  })

  it('are merged and parted, retired and restored, and never a part of themselves', async () => {
    expect((await ask('POST', '/staff/merge', { into: 'waiting', revision: 0 })).body).toMatchObject({ into: 'waiting', revision: 1 })
    expect((await theme('waiting')).merged).toMatchObject([{ key: 'staff' }])
    for (const [key, into, revision, status] of [
      ['waiting', 'staff', 2, 422],
      ['waiting', 'waiting', 2, 422],
      ['waiting', 'nothing', 2, 422],
      ['price', 'staff', 0, 409],
      ['nothing', 'price', 0, 404],
    ] as const) {
      expect((await ask('POST', `/${key}/merge`, { into, revision })).status).toBe(status)
    }
    await readAll()
    expect((await counts()).texts).toMatchObject({ waiting: 28, staff: 0 })
    await ask('POST', '/waiting/state', { retired: true, revision: 2 })
    await readAll()
    expect((await counts()).texts).toMatchObject({ waiting: 0, staff: 0 })
    await ask('POST', '/waiting/state', { retired: false, revision: 3 })
    const parted = await ask('POST', '/staff/merge', { into: null, revision: 1 })
    expect(parted.body.history.map(({ act }: { act: string }) => act)).toEqual(['parted', 'merged'])
    await readAll()
    expect((await counts()).texts).toMatchObject({ waiting: 14, staff: 14 })
  })

  it('that grow are suggested once, made a theme or left, and learn words from examples', async () => {
    const suggested = async () => (await ask('GET', '/suggestions', undefined, 'read')).body
    const { items, looked } = await suggested()
    expect(looked).toBe(42)
    const charging = items.find(({ words }: { words: string[] }) => words.some((word) => word.startsWith('latauspiste')))
    expect(charging).toMatchObject({ language: 'fi', now: 12, before: 0 })
    expect(charging.texts[0].text).toMatch(/^Latauspiste/)
    const leaving = { language: 'fi', words: charging.words }
    await ask('POST', '/suggestions/leave', leaving)
    expect((await suggested()).items).toEqual([])
    await ask('POST', '/suggestions/leave', { ...leaving, left: false })
    expect((await suggested()).items).toHaveLength(items.length)

    const made = { key: 'charging', names: { fi: 'Lataus' }, words: { fi: { words: charging.forms } } }
    expect((await ask('POST', '', made)).body).toMatchObject({ shipped: false, revision: 1, history: [{ act: 'made' }] })
    expect((await ask('POST', '', made)).status).toBe(409)
    expect((await ask('POST', '', { ...made, key: 'try' })).status).toBe(422)
    expect((await suggested()).items).toEqual([])

    const [late] = (await server.read('verbatims?words=kaapeli&limit=1')).json().items
    const taught = await ask('POST', '/charging/examples', {
      verbatims: [{ id: late.id, at: late.at }],
      texts: ['Sähköautoa ei saanut ladattua, tolppa oli pimeänä', 'Tolppa ei antanut virtaa autoon'],
    })
    expect(taught.body.examples).toHaveLength(3)
    expect(taught.body.examples.find(({ id }: { id: string }) => id === late.id)).toMatchObject({ found: true, belongs: true })
    const wrong = { texts: ['Latauspiste-lehden juttu oli hauska'], belongs: false }
    const { examples } = (await ask('POST', '/charging/examples', wrong)).body as ThemeJson
    const apart = examples.find(({ belongs }) => !belongs)!
    expect(apart).toMatchObject({ found: true, language: 'fi' })
    const proposed = (await ask('GET', '/charging/proposals', undefined, 'read')).body
    expect(proposed.add.map(({ form }: { form: string }) => form)).toContain('tolp')
    expect(proposed.exclude[0]).toMatchObject({ texts: 1 })
    expect((await ask('POST', '/charging/examples', { verbatims: [{ id: 'no', at: late.at }] })).status).toBe(422)
    await ask('DELETE', `/charging/examples/${encodeURIComponent(apart.id)}`)
    expect((await theme('charging')).examples).toHaveLength(3)
    // What somebody said goes with them.
    await database.query('DELETE FROM verbatims WHERE id = $1', [late.id])
    expect((await theme('charging')).examples).toHaveLength(2)
  })
})
