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
  const choice = choosePaths(columns, filter)
  const { encounters } = columns
  const chosen = [
    facet(encounters.touchpoint, columns.touchpoints, filter.touchpoints),
    facet(encounters.channel, columns.channels, filter.channels),
    facet(encounters.device, columns.devices, filter.devices),
    facet(encounters.stage, columns.stages, filter.stages),
  ].reduce<Choice>((before, given) => (given === null ? before : chooseByCode(before, given)), choice)
  const { since = -Infinity, until = Infinity } = filter
  return since === -Infinity && until === Infinity ? chosen : chooseByTime(chosen, encounters.time, since, until)
}

function choosePaths(columns: PathColumns, filter: PathFilter): Choice {
  const { start, journey, state, frictions } = columns.paths
  const states = new Uint8Array(GONE + 1)
  PATH_STATES.forEach((name, code) => (states[code] = filter.states?.includes(name) === false ? 0 : 1))
  const journeys = allowed(columns.journeys, filter.journeys)
  const bits = filter.frictions
  if (journeys === null && filter.states === undefined && bits === undefined && columns.gone === 0) return null
  const choice = new Uint8Array(columns.encounters.time.length)
  const isChosen = (path: number): boolean =>
    states[state[path]!] === 1 &&
    (journeys === null || journeys[journey[path]!] === 1) &&
    (bits === undefined || (frictions[path]! & bits) !== 0)
  for (let path = 0; path < state.length; path++) {
    if (!isChosen(path)) continue
    const from = start[path]!
    // Neighbours are marked together.
    while (path + 1 < state.length && isChosen(path + 1)) path++
    choice.fill(1, from, start[path + 1])
  }
  return choice
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

function chooseByCode(before: Choice, { codes, isWanted }: Facet): Uint8Array {
  const choice = before ?? new Uint8Array(codes.length)
  if (before === null) for (let index = 0; index < codes.length; index++) choice[index] = isWanted[codes[index]!]!
  else for (let index = 0; index < codes.length; index++) choice[index]! &= isWanted[codes[index]!]!
  return choice
}

function chooseByTime(before: Choice, time: Float64Array, since: number, until: number): Uint8Array {
  const choice = before ?? new Uint8Array(time.length).fill(1)
  for (let index = 0; index < time.length; index++) if (time[index]! < since || time[index]! >= until) choice[index] = 0
  return choice
}

/** The paths with at least one chosen encounter, by index. */
export function chosenPaths(columns: PathColumns, filter: PathFilter): Uint32Array {
  const choice = choose(columns, filter)
  const { start } = columns.paths
  const paths = start.length - 1
  const chosen = new Uint32Array(paths)
  if (choice === null) return chosen.map((_, path) => path)
  let count = 0
  for (let path = 0; path < paths; path++) {
    const end = start[path + 1]!
    let encounter = start[path]!
    while (encounter < end && choice[encounter] === 0) encounter++
    if (encounter < end) chosen[count++] = path
  }
  return chosen.subarray(0, count)
}
