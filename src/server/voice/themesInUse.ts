import { createHash } from 'node:crypto'
import { SERVICE_THEMES } from '../../domain/voice/serviceThemes.ts'
import { layOver, themesToFind, UNCHANGED, type ThemeState } from '../../domain/voice/themeChanges.ts'
import type { Theme } from '../../domain/voice/themes.ts'
import type { Queryable } from '../db/database.ts'

/** Themes that texts are read for; the version is other whenever their words or keys are, and the same again when a change is undone. */
export interface ThemesInUse {
  version: string
  themes: readonly Theme[]
}

/** What was made of a theme, and how often it was changed. */
export interface ThemeRow {
  key: string
  state: ThemeState
  revision: number
}

/** Themes that come with Polku, by key. */
export const SHIPPED: ReadonlyMap<string, Theme> = new Map(SERVICE_THEMES.map((theme) => [theme.key, theme]))

/** Every theme that somebody has changed or made. */
export function themeRows(database: Queryable): Promise<ThemeRow[]> {
  return database.query<ThemeRow>('SELECT key, state, revision FROM themes ORDER BY key')
}

/** States by key, as the domain asks for them. */
export function statesOf(rows: readonly ThemeRow[]): Map<string, ThemeState> {
  return new Map(rows.map(({ key, state }) => [key, state]))
}

/** The themes that texts are read for now. */
export async function themesInUse(database: Queryable): Promise<ThemesInUse> {
  const themes = themesToFind(SERVICE_THEMES, statesOf(await themeRows(database)))
  return { version: versionOf(themes), themes }
}

function versionOf(themes: readonly Theme[]): string {
  const found = themes.map(({ key, words }) => [key, Object.entries(words).map(([language, each]) => [language, each.words, each.not])])
  return createHash('sha256').update(JSON.stringify(found)).digest('hex').slice(0, 12)
}

/** What every theme is called, those out of use too: kept readings still name them. */
export async function namesOfThemes(database: Queryable): Promise<(key: string) => Theme['names']> {
  const states = statesOf(await themeRows(database))
  return (key) => layOver(SHIPPED.get(key), key, states.get(key) ?? UNCHANGED).names
}
