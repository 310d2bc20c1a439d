import { afterAll, beforeAll, expect, it } from 'vitest'
import { openServer } from '../../../test/setup/openServer.ts'
import type { VoiceLearningJson, VoiceModelJson } from '../../api/voiceModel.ts'
import { writeSentimentModel } from '../../domain/voice/sentimentModel.ts'
import type { Database } from '../db/database.ts'
import { describeDatabases } from '../db/testing.ts'
import { keepVerbatims, type Verbatim } from './keepVerbatims.ts'
import { learnProgress, takeTurn } from './learnTurn.ts'
import { learnWhenDue } from './learnWorker.ts'
import { shippedModel } from './openVoices.ts'
import { openTextReader, type TextReader } from './readTexts.ts'
import { readUnread, unreadOlder } from './readVerbatims.ts'
import { voiceEngine } from './voiceEngine.ts'
import { openVoiceInUse, shippedVersion } from './voiceInUse.ts'

const START = Date.parse('2026-11-22T12:00:00Z')

const said = (id: string, text: string): Verbatim => ({
  customer: 0,
  at: START,
  id,
  text,
  locale: null,
  touchpoint: null,
  channel: null,
  team: null,
  journey: null,
  measures: [],
  survey: null,
})

let database: Database
// One thread for both databases, since starting it is what takes time.
const texts: TextReader = openTextReader(() => openVoiceInUse(database, 0)())
afterAll(() => texts.close())

describeDatabases('own models of feeling', (open) => {
  const engineOf = async () => voiceEngine(texts)()
  const labels = () => database.query<{ id: string; label: number; engine: string }>('SELECT id, label, engine FROM verbatims ORDER BY id')

  beforeAll(async () => {
    database = await open()
  })

  it('are read with as soon as one is in use, also texts that were read before', async () => {
    await keepVerbatims(database, [said('fi', 'Palvelu oli huonoa ja hidasta.'), said('sv', 'Personalen var mycket trevlig.')])
    const shipped = await engineOf()
    await readUnread(database, shipped)
    expect(await labels()).toMatchObject([
      { id: 'fi', label: -1, engine: shipped.engine },
      { id: 'sv', label: 1 },
    ])

    const gladAlways = writeSentimentModel({ ...shippedModel('fi'), bias: [-50, 50] })
    await database.query(
      `INSERT INTO voice_models (language, at, base, learned, judged, right_before, right_after, polar, polar_before, polar_after, gained, lost, better,
         bytes, milliseconds) VALUES ('fi', $1, $2, 400, 100, 80, 90, 60, 50, 55, 12, 2, true, $3, 5)`,
      [START, shippedVersion('fi'), gladAlways],
    )
    const own = await engineOf()
    expect(own.engine).not.toBe(shipped.engine)
    await unreadOlder(database, own.engine, null)
    await readUnread(database, own)
    expect(await labels()).toMatchObject([
      { id: 'fi', label: 1, engine: own.engine },
      { id: 'sv', label: 1, engine: own.engine },
    ])
    const [reading] = await texts.read(['Palvelu oli huonoa.'], 'fi')
    expect(reading).toMatchObject({ label: 'positive', version: expect.stringMatching(/\+own\.\d+$/) })
    // Whoever began with what was in use before ends with it.
    expect(await shipped.read([{ text: 'Palvelu oli huonoa.', locale: null }])).toMatchObject([{ label: 'negative' }])
    expect(await texts.read(['Palvelu oli huonoa.'], 'fi')).toMatchObject([{ label: 'positive' }])
  })

  it('are left alone by whoever chose the shipped one, and when another model ships with Polku', async () => {
    const own = (await engineOf()).engine
    await database.query(`INSERT INTO voice_choices (language, own, at) VALUES ('fi', false, $1)`, [START])
    const shipped = (await engineOf()).engine
    expect(shipped).not.toBe(own)
    await database.query('UPDATE voice_choices SET own = true')
    expect((await engineOf()).engine).toBe(own)
    await database.query(`UPDATE voice_models SET base = 'of another year'`)
    expect((await engineOf()).engine).toBe(shipped)
  })

  it('are learned at night from comments and their scores, once, and read with when they are better', async () => {
    await database.query('DELETE FROM voice_models')
    const server = await openServer(database, START)
    const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => {
      const headers = { authorization: await server.bearer('admin') }
      return (await server.app.inject({ method, url: `/api/v1/voice/models${path}`, headers, ...(payload && { payload }) })).json()
    }
    const fi = (answer: unknown) => (answer as { items: VoiceModelJson[] }).items[0]!
    expect(fi(await ask('GET', ''))).toMatchObject({ language: 'fi', uses: 'shipped', rated: 0, needed: 150, nights: [] })

    // Words of the house that nobody else knows.
    const rated = (word: string, score: number) =>
      Array.from({ length: 120 }, (_, at) => ({
        ...said(`${word}-${at}`, `${word} ${at} kertaa kun kävin`),
        measures: [{ metric: 'csat', score, scale: '1-5' }],
      }))
    await keepVerbatims(database, [...rated('Möhkälö', 1), ...rated('Kehvelisti', 5)])
    await database.query(`UPDATE verbatims SET language = 'fi', engine = '' WHERE rated IS NOT NULL`)

    let now = START
    const parts = {
      database,
      definitions: { current: async () => ({ definitions: { calendar: { timeZone: 'Europe/Helsinki' } } }) } as never,
      clock: () => now,
    }
    const learn = () => learnWhenDue(parts, new AbortController().signal)
    const turns = await Promise.all([learn(), learn()])
    expect(turns.filter(Boolean)).toHaveLength(1)
    const after = await ask('GET', '')
    expect(fi(after)).toMatchObject({
      uses: 'own',
      chosen: 'own',
      rated: 240,
      nights: [{ better: true, against: 'shipped', sidesAfter: { share: 1 } }],
    })
    expect((after as { learning: VoiceLearningJson }).learning).toMatchObject({
      state: 'ended',
      done: 3,
      of: 3,
      problem: null,
      nextAt: '2026-11-23T01:00:00Z',
    })
    expect(await texts.read(['Möhkälö!', 'Kehvelisti!'], 'fi')).toMatchObject([{ label: 'negative' }, { label: 'positive' }])
    expect(await learn()).toBe(false)

    // Asked for: compared with the own one, which is as good.
    expect(await ask('POST', '/learn')).toMatchObject({ state: 'asked' })
    expect(await learn()).toBe(true)
    expect(fi(await ask('GET', '')).nights).toMatchObject([{ better: false, against: 'own' }, { better: true }])

    // The shipped one again: nothing is learned any more, and it can be undone.
    expect(fi(await ask('PUT', '/fi', { use: 'shipped' }))).toMatchObject({ uses: 'shipped', chosen: 'shipped', since: null })
    now += 13 * 3_600_000
    expect(await learn()).toBe(true)
    expect(fi(await ask('GET', '')).nights).toHaveLength(2)
    expect(fi(await ask('PUT', '/fi', { use: 'own' }))).toMatchObject({ uses: 'own', chosen: 'own' })

    // Whoever learns and is gone leaves the turn to others after a minute, but not for ever.
    now += 86_400_000
    for (let tries = 0; tries < 3; tries++) {
      expect(await takeTurn(database, 1, now)).toBe(true)
      expect(await takeTurn(database, 1, now)).toBe(false)
      now += 61_000
    }
    expect(await takeTurn(database, 1, now)).toBe(false)
    expect(await learnProgress(database)).toMatchObject({ problem: 'It broke off 3 times.' })
  })
})
