import type { z } from 'zod'
import type { getThemeSuggestions, leaveThemeSuggestion, ThemeSuggested } from '../../api/themeLearning.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { VOICE_LANGUAGES } from '../../domain/voice/languages.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { lastSaid } from './getThemes.ts'
import { nameOf, type ThemeChanging } from './themeChange.ts'
import { themesInUse, type ThemesInUse } from './themesInUse.ts'
import { latestTexts, sampleOf, type KeptText } from './themeTexts.ts'
import type { openThemeThread } from './themeThread.ts'

const NOW = 30 * DAY
const BEFORE = 90 * DAY
/** Texts looked at in each period at most: the latest. */
const MOST_NOW = 10_000
const MOST_BEFORE = 20_000

type Suggested = z.output<typeof getThemeSuggestions.answer>
/** Texts are named, not kept: they go when their customers go. */
type Found = Pick<Suggested, 'until' | 'looked'> & { items: (Omit<ThemeSuggested, 'texts'> & { texts: [at: number, id: string][] })[] }

/** Opens what tells of growing new themes: as they were found with the themes of now, up to the day of the newest text; else they are looked for. */
export function openThemeSuggestions(
  database: Database,
  inThread: ReturnType<typeof openThemeThread>,
): (now: number) => Promise<Suggested> {
  let looking: { version: string; found: Promise<Found> } | undefined

  function look(until: number, version: string, { themes }: ThemesInUse): Promise<Found> {
    if (looking?.version === version) return looking.found
    const found = findGrowing(database, inThread, until, themes).then(async (items) => {
      if (items.looked > 0) await keepFound(database, version, items)
      return items
    })
    const mine = { version, found }
    looking = mine
    const end = () => {
      if (looking === mine) looking = undefined
    }
    found.then(end, end)
    return found
  }

  return async (now) => {
    const [use, until] = await Promise.all([themesInUse(database), lastSaid(database, now)])
    const version = `${use.version}/${Math.floor(until / DAY)}`
    const [kept] = await database.query<{ found: Found }>('SELECT found FROM theme_suggestions WHERE version = $1', [version])
    return shown(database, kept?.found ?? (await look(until, version, use)))
  }
}

async function findGrowing(
  database: Database,
  inThread: ReturnType<typeof openThemeThread>,
  until: number,
  themes: ThemesInUse['themes'],
): Promise<Found> {
  const [late, early, left] = await Promise.all([
    latestTexts(database, MOST_NOW, { since: until - NOW, until }),
    latestTexts(database, MOST_BEFORE, { since: until - NOW - BEFORE, until: until - NOW }),
    leftWords(database),
  ])
  const items = await Promise.all(
    VOICE_LANGUAGES.map(async (language) => {
      const [here, there] = [late, early].map((texts) => texts.filter((each) => each.language === language))
      const plain = (texts: readonly KeptText[] = []) => texts.map(({ text }) => text)
      if (here!.length === 0) return []
      const own = left.filter((each) => each.language === language).map(({ word }) => word)
      const found = await inThread(({ suggest }) => suggest(plain(here), plain(there), themes, language, own))
      return found.map(({ words, forms, now: texts, before, examples }) => ({
        language,
        words,
        forms,
        now: texts,
        before,
        texts: examples.map((at): [number, string] => [here![at]!.at, here![at]!.id]),
      }))
    }),
  )
  return { items: items.flat(), until: late.length === 0 ? null : formatInstant(until), looked: late.length }
}

async function keepFound(database: Queryable, version: string, found: Found): Promise<void> {
  await database.query(
    `INSERT INTO theme_suggestions (id, version, found) VALUES (1, $1, $2::jsonb)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, found = excluded.found`,
    [version, json(found)],
  )
}

function leftWords(database: Queryable): Promise<{ language: string; word: string }[]> {
  return database.query('SELECT language, word FROM theme_words_left')
}

/** Suggestions with their texts as they are kept now, without those that a person left. */
async function shown(database: Queryable, { items, until, looked }: Found): Promise<Suggested> {
  const named = items.flatMap(({ texts }) => texts)
  const [left, texts] = await Promise.all([
    leftWords(database),
    database.query<KeptText>(
      `SELECT v.id, v.at, v.text, v.language FROM verbatims v
       JOIN unnest($1::bigint[], $2::text[]) AS named(at, id) ON v.at = named.at AND v.id = named.id`,
      [named.map(([at]) => at), named.map(([, id]) => id)],
    ),
  ])
  const isLeft = new Set(left.map(({ language, word }) => `${language} ${word}`))
  const known = new Map(texts.map((text) => [`${text.at} ${text.id}`, text]))
  const open = items.filter(({ language, words }) => !isLeft.has(`${language} ${words[0]}`))
  return {
    until,
    looked,
    items: open.map((item) => ({
      ...item,
      texts: item.texts.flatMap(([at, id]) => {
        const text = known.get(`${at} ${id}`)
        return text === undefined ? [] : [sampleOf({ ...text, language: item.language })]
      }),
    })),
  }
}

/** Leaves the words of a suggestion, or lets them be suggested again. */
export async function leaveSuggestion(
  { database, actor, now }: ThemeChanging,
  { language, words, left }: z.output<typeof leaveThemeSuggestion.body>,
): Promise<{ words: string[] }> {
  if (left) {
    await database.query(
      `INSERT INTO theme_words_left (language, word, at, by) SELECT $1, word, $3::bigint, $4::text FROM unnest($2::text[]) AS word
       ON CONFLICT DO NOTHING`,
      [language, [...new Set(words)], now, nameOf(actor)],
    )
  } else {
    await database.query('DELETE FROM theme_words_left WHERE language = $1 AND word = ANY($2::text[])', [language, words])
  }
  return { words }
}
