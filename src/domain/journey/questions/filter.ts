import { PATH_STATES, type Codes, type EncounterColumns, type Names, type PathColumns } from '../columns.ts'
import type { PathStateName } from '../path.ts'

/**
 * Which paths and encounters a question counts. `journeys`, `states` and `frictions` choose paths: by their journey, their state at the
 * clock, and whether a friction of one of these kinds stands on them. `stages`, `touchpoints`, `channels`, `devices` (each: any of; null =
 * none given), `since` (inclusive) and `until` (exclusive, both ms since 1970 UTC) choose encounters on those paths by what they
 * themselves say. What is left out chooses all. A question about encounters counts the chosen ones, and what went before each on its path
 * is always its real predecessor, chosen or not; a question about paths counts the paths with at least one chosen encounter, whole.
 */
export interface PathFilter {
  journeys?: readonly string[]
  states?: readonly PathStateName[]
  /** Bits of the friction kinds, as in `PathRows.frictions`. */
  frictions?: number
  stages?: readonly (string | null)[]
  touchpoints?: readonly string[]
  channels?: readonly (string | null)[]
  devices?: readonly (string | null)[]
  since?: number
  until?: number
}

/** A filter made ready for one set of columns. */
export interface Choice {
  /** Whether a path, by index, passes the filters of paths. */
  path: (path: number) => boolean
  /** Whether an encounter, by index, passes the filters of encounters (its path is asked separately). */
  encounter: (encounter: number) => boolean
}

const all = (): boolean => true

/** Makes a filter ready for columns. */
export function openChoice(columns: PathColumns, filter: PathFilter): Choice {
  return { path: pathChoice(columns, filter), encounter: encounterChoice(columns, filter) }
}

function pathChoice(columns: PathColumns, filter: PathFilter): (path: number) => boolean {
  const { journey, state, frictions } = columns.paths
  const journeys = allowed(columns.journeys, filter.journeys)
  const states = allowed(PATH_STATES, filter.states)
  const bits = filter.frictions
  if (!journeys && !states && bits === undefined) return all
  return (path) =>
    (!journeys || journeys[journey[path]!] === 1) &&
    (!states || states[state[path]!] === 1) &&
    (bits === undefined || (frictions[path]! & bits) !== 0)
}

function encounterChoice(columns: PathColumns, filter: PathFilter): (encounter: number) => boolean {
  const { encounters } = columns
  const facets = [
    facet(encounters, 'touchpoint', columns.touchpoints, filter.touchpoints),
    facet(encounters, 'channel', columns.channels, filter.channels),
    facet(encounters, 'device', columns.devices, filter.devices),
    facet(encounters, 'stage', columns.stages, filter.stages),
  ].filter((given) => given !== null)
  const { since = -Infinity, until = Infinity } = filter
  const timed = filter.since !== undefined || filter.until !== undefined
  if (facets.length === 0 && !timed) return all
  const { time } = encounters
  return (encounter) => {
    const at = time[encounter]!
    if (at < since || at >= until) return false
    for (const { codes, names } of facets) if (names[codes[encounter]!] !== 1) return false
    return true
  }
}

type FacetColumn = 'touchpoint' | 'channel' | 'device' | 'stage'

function facet(
  encounters: EncounterColumns,
  column: FacetColumn,
  names: Names,
  wanted: readonly (string | null)[] | undefined,
): { codes: Codes; names: Uint8Array } | null {
  const chosen = allowed(names, wanted)
  return chosen && { codes: encounters[column], names: chosen }
}

/** For each code 1 when its name is wanted; null when all are. */
function allowed(names: Names, wanted: readonly (string | null)[] | undefined): Uint8Array | null {
  if (wanted === undefined) return null
  const set = new Set(wanted)
  return Uint8Array.from(names, (name) => (set.has(name) ? 1 : 0))
}

/** Calls back for each chosen encounter of each chosen path, in order. */
export function forEachChosen(columns: PathColumns, filter: PathFilter, take: (encounter: number, path: number) => void): void {
  const choice = openChoice(columns, filter)
  const { start } = columns.paths
  for (let path = 0; path + 1 < start.length; path++) {
    if (!choice.path(path)) continue
    const end = start[path + 1]!
    for (let encounter = start[path]!; encounter < end; encounter++) {
      if (choice.encounter(encounter)) take(encounter, path)
    }
  }
}

/** The paths with at least one chosen encounter, by index. */
export function chosenPaths(columns: PathColumns, filter: PathFilter): number[] {
  const choice = openChoice(columns, filter)
  const { start } = columns.paths
  const chosen: number[] = []
  for (let path = 0; path + 1 < start.length; path++) {
    if (!choice.path(path)) continue
    const end = start[path + 1]!
    for (let encounter = start[path]!; encounter < end; encounter++) {
      if (!choice.encounter(encounter)) continue
      chosen.push(path)
      break
    }
  }
  return chosen
}
