import { GONE, PATH_STATES, type Codes, type Names, type PathColumns } from '../columns.ts'
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

/** The chosen encounters of the chosen paths: 1 for each, 0 for the others; null when all are chosen. */
export type Choice = Uint8Array | null

/** Chooses encounters by a filter. */
export function choose(columns: PathColumns, filter: PathFilter): Choice {
  const { encounters } = columns
  const facets = [
    facet(encounters.touchpoint, columns.touchpoints, filter.touchpoints),
    facet(encounters.channel, columns.channels, filter.channels),
    facet(encounters.device, columns.devices, filter.devices),
    facet(encounters.stage, columns.stages, filter.stages),
  ].filter((given) => given !== null)
  const { since = -Infinity, until = Infinity } = filter
  const isTimed = since > -Infinity || until < Infinity
  const paths = choosePaths(columns, filter)
  if (paths === null && facets.length === 0 && !isTimed) return null
  const choice = new Uint8Array(encounters.time.length)
  forEachRun(columns, paths, (from, end) => {
    for (let encounter = from; encounter < end; encounter++) choice[encounter] = 1
    for (const { codes, isWanted } of facets) chooseByCode(choice, codes, isWanted, from, end)
    if (isTimed) chooseByTime(choice, encounters.time, since, until, from, end)
  })
  return choice
}

/** For each path 1 when it passes the filters of paths; null when all do. */
function choosePaths({ paths, journeys, gone }: PathColumns, filter: PathFilter): Uint8Array | null {
  if (filter.journeys === undefined && filter.states === undefined && filter.frictions === undefined && gone === 0) return null
  const { journey, state, frictions } = paths
  const isState = new Uint8Array(GONE + 1)
  PATH_STATES.forEach((name, code) => (isState[code] = filter.states?.includes(name) === false ? 0 : 1))
  const isJourney = allowed(journeys, filter.journeys) ?? new Uint8Array(journeys.length).fill(1)
  const bits = filter.frictions
  const chosen = new Uint8Array(state.length)
  for (let path = 0; path < chosen.length; path++) chosen[path] = isState[state[path]!]! & isJourney[journey[path]!]!
  if (bits === undefined) return chosen
  for (let path = 0; path < chosen.length; path++) if ((frictions[path]! & bits) === 0) chosen[path] = 0
  return chosen
}

/** Encounters that fit a processor's nearest memory. */
const RUN = 16_384

/** Calls back for runs of encounters of chosen paths, none of them long. */
function forEachRun({ paths: { start } }: PathColumns, chosen: Uint8Array | null, take: (from: number, end: number) => void): void {
  const paths = start.length - 1
  for (let path = 0; path < paths; path++) {
    if (chosen !== null && chosen[path] === 0) continue
    const from = start[path]!
    while (path + 1 < paths && (chosen === null || chosen[path + 1] === 1) && start[path + 1]! - from < RUN) path++
    take(from, start[path + 1]!)
  }
}

interface Facet {
  codes: Codes
  isWanted: Uint8Array
}

function facet(codes: Codes, names: Names, wanted: readonly (string | null)[] | undefined): Facet | null {
  const isWanted = allowed(names, wanted)
  return isWanted && { codes, isWanted }
}

/** For each code 1 when its name is wanted; null when all are. */
function allowed(names: Names, wanted: readonly (string | null)[] | undefined): Uint8Array | null {
  if (wanted === undefined) return null
  const set = new Set(wanted)
  return Uint8Array.from(names, (name) => (set.has(name) ? 1 : 0))
}

function chooseByCode(choice: Uint8Array, codes: Codes, isWanted: Uint8Array, from: number, end: number): void {
  for (let encounter = from; encounter < end; encounter++) choice[encounter]! &= isWanted[codes[encounter]!]!
}

function chooseByTime(choice: Uint8Array, time: Float64Array, since: number, until: number, from: number, end: number): void {
  for (let encounter = from; encounter < end; encounter++) {
    const at = time[encounter]!
    choice[encounter]! &= Number(at >= since) & Number(at < until)
  }
}

/** The paths with at least one chosen encounter, by index. */
export function chosenPaths(columns: PathColumns, filter: PathFilter): Uint32Array {
  const choice = choose(columns, filter)
  const { start } = columns.paths
  const paths = start.length - 1
  const chosen = new Uint32Array(paths)
  if (choice === null) {
    for (let path = 0; path < paths; path++) chosen[path] = path
    return chosen
  }
  let count = 0
  for (let path = 0; path < paths; path++) {
    const end = start[path + 1]!
    let encounter = start[path]!
    while (encounter < end && choice[encounter] === 0) encounter++
    if (encounter < end) chosen[count++] = path
  }
  return chosen.subarray(0, count)
}
