import { beforeAll, expect, it, afterAll } from 'vitest'
import { writeSentimentModel } from '../../domain/voice/sentimentModel.ts'
import type { Database } from '../db/database.ts'
import { describeDatabases } from '../db/testing.ts'
import { keepVerbatims, type Verbatim } from './keepVerbatims.ts'
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
})
