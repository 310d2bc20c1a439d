import type { z } from 'zod'
import type { getThemeProposals, ThemeTried, tryThemeWords } from '../../api/themeLearning.ts'
import { layOver, themeStateSchema, changesOf } from '../../domain/voice/themeChanges.ts'
import type { Queryable } from '../db/database.ts'
import type { TextReader } from './readTexts.ts'
import { rowOf } from './themeChange.ts'
import { readExamples } from './themeExamples.ts'
import { partsOf, under } from './themeParts.ts'
import { themeRows } from './themesInUse.ts'
import { latestTexts, sampleOf } from './themeTexts.ts'
import type { openThemeThread } from './themeThread.ts'

const LOOKED_AT = 2000
const SHOWN = 10
const NEW = 'new'

/** What words of a theme would do to the latest texts and to texts of one's own. Throws problem 404 for an unknown theme. */
export async function tryWords(
  { database, texts, inThread }: { database: Queryable; texts: Pick<TextReader, 'read'>; inThread: ReturnType<typeof openThemeThread> },
  { key = NEW, words, texts: given }: z.output<typeof tryThemeWords.body>,
): Promise<ThemeTried> {
  const rows = await themeRows(database)
  if (key !== NEW) rowOf(key, rows)
  const { own, merged } = partsOf(key, rows)
  // As they would be kept: small letters, each once.
  const edited = layOver(undefined, key, themeStateSchema.parse(changesOf(undefined, { names: own.names, words })))
  const [kept, readings] = await Promise.all([latestTexts(database, LOOKED_AT), given.length === 0 ? [] : texts.read(given, undefined)])
  const mine = readings.map(({ language }, index) =>
    language === 'other' || language === 'none' ? null : { text: given[index]!, language },
  )
  const [before, after] = [
    [own, ...merged],
    [edited, ...merged],
  ].map((parts) => under(key, parts))
  const { trial, told } = await inThread((orders) => orders.tryWords(before!, after!, kept, mine))
  // What many wrote in the same words is shown once.
  const shown = (places: readonly number[]) =>
    [...new Map(places.map((place) => kept[place]!).map((each) => [each.text, each])).values()].slice(0, SHOWN).map(sampleOf)
  return {
    looked: kept.length,
    had: trial.had,
    has: trial.has,
    gained: trial.gained.length,
    lost: trial.lost.length,
    gainedTexts: shown(trial.gained),
    lostTexts: shown(trial.lost),
    texts: readings.map(({ language, themes }, index) => ({
      language,
      by: told[index]!,
      themes: themes.map((each) => each.key).filter((each) => each !== key),
    })),
  }
}

/** What a theme may learn of its examples. Throws problem 404 for an unknown theme. */
export async function proposalsOf(
  database: Queryable,
  key: string,
  inThread: ReturnType<typeof openThemeThread>,
): Promise<z.output<typeof getThemeProposals.answer>> {
  const rows = await themeRows(database)
  rowOf(key, rows)
  const { own, merged } = partsOf(key, rows)
  const examples = (await readExamples(database, key)).flatMap(({ text, language, belongs }) =>
    language === null || language === 'other' ? [] : [{ text, language, belongs }],
  )
  if (examples.length === 0) return { add: [], exclude: [], compared: 0 }
  const same = new Set(examples.map(({ text }) => text))
  const others = (await latestTexts(database, LOOKED_AT)).filter(({ text }) => !same.has(text))
  return { ...(await inThread(({ propose }) => propose(under(key, [own, ...merged]), examples, others))), compared: others.length }
}
