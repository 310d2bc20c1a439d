import type { ThemeJson, ThemeListed, ThemeReading } from '../../api/themes.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { layOver, UNCHANGED, type ThemeState } from '../../domain/voice/themeChanges.ts'
import type { Theme } from '../../domain/voice/themes.ts'
import type { Queryable } from '../db/database.ts'
import { getThemes, lastSaid } from './getThemes.ts'
import { rowOf } from './themeChange.ts'
import { readExamples } from './themeExamples.ts'
import { SHIPPED, themeRows } from './themesInUse.ts'
import { partsOf, under } from './themeParts.ts'
import type { openThemeThread } from './themeThread.ts'

/** Texts of so many days are counted. */
const COUNTED = 90 * DAY
const MOST_CHANGES = 100

/** Every theme, the most spoken of first. */
export async function listThemes(database: Queryable, now: number): Promise<ThemeListed[]> {
  const until = await lastSaid(database, now)
  const [rows, figures] = await Promise.all([
    themeRows(database),
    getThemes(database, { since: formatInstant(until - COUNTED), until: formatInstant(until) }, now),
  ])
  const counted = new Map(figures.themes.map((each) => [each.theme, each]))
  const keys = [...new Set([...SHIPPED.keys(), ...rows.map(({ key }) => key)])]
  return keys
    .map((key) => {
      const { texts = 0, good = null } = counted.get(key) ?? {}
      return { ...headOf(key, rowOf(key, rows).state), texts, good }
    })
    .sort((one, other) => Number(isOut(one)) - Number(isOut(other)) || other.texts - one.texts || (one.key < other.key ? -1 : 1))
}

const isOut = ({ into, retired }: Pick<ThemeListed, 'into' | 'retired'>) => retired || into !== null

function headOf(key: string, state: ThemeState): Omit<ThemeListed, 'texts' | 'good'> {
  const shipped = SHIPPED.get(key)
  const { names } = layOver(shipped, key, state)
  const isChanged = Object.keys(state.names).length > 0 || Object.keys(state.words).length > 0 || state.into !== null || state.retired
  return { key, names, shipped: shipped !== undefined, changed: isChanged, into: state.into, retired: state.retired }
}

interface ChangeRow {
  revision: number
  act: ThemeJson['history'][number]['act']
  state: ThemeState
  at: number
  by: string | null
}

/** A theme as the people here work on it. Throws problem 404 without one. */
export async function getTheme(database: Queryable, key: string, inThread: ReturnType<typeof openThemeThread>): Promise<ThemeJson> {
  const [rows, examples, changes] = await Promise.all([
    themeRows(database),
    readExamples(database, key),
    database.query<ChangeRow>(
      `SELECT revision, act, state, at, by FROM theme_changes WHERE theme = $1 ORDER BY revision DESC LIMIT ${MOST_CHANGES + 1}`,
      [key],
    ),
  ])
  const row = rowOf(key, rows)
  const { own, merged } = partsOf(key, rows)
  const known = examples.map(({ text, language }) => ({ text, language: language === null || language === 'other' ? null : language }))
  const told =
    examples.length === 0 ? [] : (await inThread(({ tryWords }) => tryWords([], under(key, [own, ...merged]), [], known.map(textOf)))).told
  return {
    ...headOf(key, row.state),
    words: own.words,
    asShipped: SHIPPED.get(key)?.words ?? {},
    merged: merged.map((each) => ({ key: each.key, names: each.names })),
    revision: row.revision,
    examples: examples.map((example, index) => ({ ...example, found: told[index]!.length > 0 })),
    history: changes.slice(0, MOST_CHANGES).map(({ state, at, ...change }, index) => ({
      ...change,
      at: formatInstant(at),
      what: whatOf(key, changes[index + 1]?.state ?? UNCHANGED, state, change.act),
    })),
  }
}

const textOf = ({ text, language }: { text: string; language: 'fi' | 'sv' | 'en' | null }) =>
  language === null ? null : { text, language }

/** Words added and left out between two states, or the theme it was merged into; null when neither. */
function whatOf(key: string, before: ThemeState, after: ThemeState, act: ChangeRow['act']): string | null {
  if (act === 'merged') return after.into
  const [was, is] = [before, after].map((state) => formsOf(layOver(SHIPPED.get(key), key, state)))
  const signed = [
    ...is!.filter((form) => !was!.includes(form)).map((form) => `+${form}`),
    ...was!.filter((form) => !is!.includes(form)).map((form) => `−${form}`),
  ]
  return signed.length === 0 ? null : signed.slice(0, 12).join(', ') + (signed.length > 12 ? ', …' : '')
}

/** All words of a theme and, in brackets, what it excludes. */
function formsOf({ words }: Theme): string[] {
  return Object.values(words).flatMap((each) => [...each.words, ...each.not.map((form) => `(${form})`)])
}

/** Pages of the table that are looked at to tell how far it is read. */
const SAMPLED_PAGES = 1000
const PAGE = 8192

/** How many of the texts that were ever read were read by an engine; of many by a sample, so that it is cheap to ask each second. */
export async function readingProgress(database: Queryable, engine: string): Promise<ThemeReading> {
  const [size] = await database.query<{ bytes: number }>(`SELECT pg_relation_size('verbatims') AS bytes`)
  const percent = Math.min(100, (100 * SAMPLED_PAGES * PAGE) / Math.max(1, size!.bytes))
  const [counted] = await database.query<{ texts: number; read: number }>(
    `SELECT count(*)::integer AS texts, (count(*) FILTER (WHERE engine = $1))::integer AS read
     FROM verbatims TABLESAMPLE SYSTEM ($2) WHERE language IS NOT NULL`,
    [engine, percent],
  )
  const { texts, read } = counted!
  return { share: texts === 0 ? 1 : read / texts, done: read === texts }
}
