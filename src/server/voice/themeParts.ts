import { countsAs, layOver, UNCHANGED } from '../../domain/voice/themeChanges.ts'
import type { Theme } from '../../domain/voice/themes.ts'
import { SHIPPED, statesOf, type ThemeRow } from './themesInUse.ts'

/** A theme as it is now, and those that count as it, each with its own words under its own key. */
export function partsOf(key: string, rows: readonly ThemeRow[]): { own: Theme; merged: Theme[] } {
  const states = statesOf(rows)
  const laid = (each: string) => layOver(SHIPPED.get(each), each, states.get(each) ?? UNCHANGED)
  const merged = [...states].flatMap(([each, { retired }]) =>
    each !== key && !retired && countsAs(each, states) === key ? [laid(each)] : [],
  )
  return { own: laid(key), merged }
}

/** Themes under one key, as they are looked for together. */
export function under(key: string, parts: readonly Theme[]): Theme[] {
  return parts.map((part) => ({ ...part, key }))
}
