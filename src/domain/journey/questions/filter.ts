import { GONE, PATH_STATES, type Codes, type Names, type PathColumns } from '../columns.ts'
import type { PathStateName } from '../path.ts'

/**
 * Which paths and encounters a question counts. `journeys`, `states` and `frictions` choose paths: by their journey, their state at the
 * clock, and whether a friction of one of these kinds stands on them; `attribute` by what another system tells of their customer, which
 * columns do not know: only SQL answers it. `stages`, `touchpoints`, `channels`, `devices` (each: any of; null =
 * none given), `since` (inclusive) and `until` (exclusive, both ms since 1970 UTC) choose encounters on those paths by what they
 * themselves say. What is left out chooses all. A question about encounters counts the chosen ones, and what went before each on its path
 * is always its real predecessor, chosen or not; a question about paths counts the paths with at least one chosen encounter, whole.
 */
export interface PathFilter {
  journeys?: readonly string[]
  states?: readonly PathStateName[]
  /** Bits of the friction kinds, as in `PathRows.frictions`. */
  frictions?: number
  /** As `key=value`, the value in any case. */
  attribute?: string
  stages?: readonly (string | null)[]
  touchpoints?: readonly string[]
  channels?: readonly (string | null)[]
  devices?: readonly (string | null)[]
  since?: number
  until?: number
}

/** Some chosen encounters, in order; good until the next. */
export interface Piece {
  count: number
  /** The index of the first when they follow each other without a gap; else −1, and `list` holds the index of each. */
  from: number
  list: Uint32Array
  /** Their codes of a column of encounters. */
  codes: (column: Codes) => Codes
  /** Their bytes of a column of encounters. */
  bytes: (column: Uint8Array) => Uint8Array
}

/** Which codes of a column are wanted: 1 for each, 0 for the others. */
export interface Facet {
  codes: Codes
  isWanted: Uint8Array
}

/** The most encounters of a piece: few enough to fit a processor's nearest memory. */
export const PIECE = 4096

/** So many neighbours are a piece of their own. */
const LONG = 256

/** Hands on all encounters that a filter, and a further facet, choose: each once, in order, piece by piece. */
export function forEachChosen(columns: PathColumns, filter: PathFilter, take: (piece: Piece) => void, further?: Facet): void {
  const { time } = columns.encounters
  const facets = facetsOf(columns, filter)
  if (further !== undefined) facets.push(further)
  const span = spanOf(filter)
  const isPlain = facets.length === 0 && span === null
  const { piece, list } = openPiece()
  let count = 0

  function handOn(): void {
    let kept = span === null ? count : keepByTime(list, count, time, span.since, span.until)
    for (const { codes, isWanted } of facets) kept = keepByCode(list, kept, codes, isWanted)
    count = 0
    if (kept === 0) return
    piece.from = -1
    piece.count = kept
    take(piece)
  }

  function add(from: number, end: number): void {
    const isWhole = isPlain && end - from >= LONG
    if (isWhole) handOn()
    for (let encounter = from; encounter < end;) {
      const more = Math.min(end - encounter, PIECE - count)
      if (isWhole) {
        piece.from = encounter
        piece.count = more
        take(piece)
      } else {
        enlist(list, count, encounter, more)
        count += more
        if (count === PIECE) handOn()
      }
      encounter += more
    }
  }

  forEachRun(columns, filter, add)
  handOn()
}

function openPiece(): { piece: Piece; list: Uint32Array } {
  const list = new Uint32Array(PIECE)
  const gathered = new Map<Codes | Uint8Array, Codes | Uint8Array>()
  const room = <Column extends Codes | Uint8Array>(column: Column): Column => {
    let known = gathered.get(column) as Column | undefined
    if (known === undefined) {
      known = new (column.constructor as new (length: number) => Column)(PIECE)
      gathered.set(column, known)
    }
    return known
  }
  const piece: Piece = {
    count: 0,
    from: 0,
    list,
    codes: (column) =>
      piece.from >= 0 ? column.subarray(piece.from, piece.from + piece.count) : gatherCodes(column, list, piece.count, room(column)),
    bytes: (column) =>
      piece.from >= 0 ? column.subarray(piece.from, piece.from + piece.count) : gatherBytes(column, list, piece.count, room(column)),
  }
  return { piece, list }
}

// One for each width, so that each is made for that width alone.

function gatherCodes(column: Codes, list: Uint32Array, count: number, into: Codes): Codes {
  for (let index = 0; index < count; index++) into[index] = column[list[index]!]!
  return into
}

function gatherBytes(column: Uint8Array, list: Uint32Array, count: number, into: Uint8Array): Uint8Array {
  for (let index = 0; index < count; index++) into[index] = column[list[index]!]!
  return into
}

function enlist(list: Uint32Array, at: number, encounter: number, count: number): void {
  for (let index = 0; index < count; index++) list[at + index] = encounter + index
}

/** Calls back for the encounters of chosen paths, of neighbours together; paths that lie outside the filter's time are not chosen. */
function forEachRun(columns: PathColumns, filter: PathFilter, add: (from: number, end: number) => void): void {
  const { start } = columns.paths
  const isAll = !forEachPaths(columns, filter, (paths, count) => {
    for (let index = 0; index < count;) {
      const first = paths[index]!
      let next = first + 1
      while (++index < count && paths[index] === next) next++
      add(start[first]!, start[next]!)
    }
  })
  if (isAll) add(0, columns.encounters.time.length)
}

/** Hands on, some at a time, the paths that a filter of paths chooses and that do not lie outside its time; false, and none, when it chooses all. */
function forEachPaths(columns: PathColumns, filter: PathFilter, take: (paths: Uint32Array, count: number) => void): boolean {
  const { start, state, journey, frictions } = columns.paths
  const { time } = columns.encounters
  const { frictions: bits } = filter
  const span = spanOf(filter)
  if (filter.journeys === undefined && filter.states === undefined && bits === undefined && span === null && columns.gone === 0)
    return false
  const isState = new Uint8Array(GONE + 1)
  PATH_STATES.forEach((name, code) => (isState[code] = filter.states?.includes(name) === false ? 0 : 1))
  const isJourney = allowed(columns.journeys, filter.journeys) ?? new Uint8Array(columns.journeys.length).fill(1)
  const paths = new Uint32Array(PIECE)
  for (let from = 0; from < state.length; from += PIECE) {
    let count = 0
    for (let path = from, end = Math.min(from + PIECE, state.length); path < end; path++) {
      paths[count] = path
      count += isState[state[path]!]! & isJourney[journey[path]!]!
    }
    if (bits !== undefined) count = keepByBits(paths, count, frictions, bits)
    if (span !== null) count = keepBySpan(paths, count, start, time, span)
    take(paths, count)
  }
  return true
}

interface Span {
  since: number
  until: number
}

function spanOf({ since = -Infinity, until = Infinity }: PathFilter): Span | null {
  return since > -Infinity || until < Infinity ? { since, until } : null
}

function facetsOf({ encounters, touchpoints, channels, devices, stages }: PathColumns, filter: PathFilter): Facet[] {
  const facet = (codes: Codes, names: Names, wanted: readonly (string | null)[] | undefined): Facet | null => {
    const isWanted = allowed(names, wanted)
    return isWanted && { codes, isWanted }
  }
  return [
    facet(encounters.touchpoint, touchpoints, filter.touchpoints),
    facet(encounters.channel, channels, filter.channels),
    facet(encounters.device, devices, filter.devices),
    facet(encounters.stage, stages, filter.stages),
  ].filter((given) => given !== null)
}

/** For each code 1 when its name is wanted; null when all are. */
function allowed(names: Names, wanted: readonly (string | null)[] | undefined): Uint8Array | null {
  if (wanted === undefined) return null
  const set = new Set(wanted)
  return Uint8Array.from(names, (name) => (set.has(name) ? 1 : 0))
}

// What is kept is written over what is not, without a branch that a processor would have to guess.

function keepByCode(list: Uint32Array, count: number, codes: Codes, isWanted: Uint8Array): number {
  let kept = 0
  for (let index = 0; index < count; index++) {
    const encounter = list[index]!
    list[kept] = encounter
    kept += isWanted[codes[encounter]!]!
  }
  return kept
}

function keepByTime(list: Uint32Array, count: number, time: Float64Array, since: number, until: number): number {
  let kept = 0
  for (let index = 0; index < count; index++) {
    const encounter = list[index]!
    const at = time[encounter]!
    list[kept] = encounter
    kept += Number(at >= since) & Number(at < until)
  }
  return kept
}

function keepByBits(paths: Uint32Array, count: number, frictions: Uint32Array, bits: number): number {
  let kept = 0
  for (let index = 0; index < count; index++) {
    const path = paths[index]!
    paths[kept] = path
    kept += Number((frictions[path]! & bits) !== 0)
  }
  return kept
}

/** A path's encounters stand in order of time. */
function keepBySpan(paths: Uint32Array, count: number, start: Uint32Array, time: Float64Array, { since, until }: Span): number {
  let kept = 0
  for (let index = 0; index < count; index++) {
    const path = paths[index]!
    paths[kept] = path
    kept += Number(time[start[path]!]! < until) & Number(time[start[path + 1]! - 1]! >= since)
  }
  return kept
}

/** The paths with at least one chosen encounter, by index. */
export function chosenPaths(columns: PathColumns, filter: PathFilter): Uint32Array {
  const { start, state } = columns.paths
  const found = new Uint32Array(state.length)
  let length = 0
  if (facetsOf(columns, filter).length === 0 && spanOf(filter) === null) {
    const isAll = !forEachPaths(columns, filter, (paths, count) => {
      for (let index = 0; index < count; index++) found[length + index] = paths[index]!
      length += count
    })
    if (!isAll) return found.subarray(0, length)
    for (let path = 0; path < found.length; path++) found[path] = path
    return found
  }
  let reached = 0
  forEachChosen(columns, filter, ({ count, list }) => {
    let end = reached === 0 ? 0 : start[reached]!
    for (let index = 0; index < count; index++) {
      const encounter = list[index]!
      if (encounter < end) continue
      while (encounter >= end) end = start[++reached]!
      found[length++] = reached - 1
    }
  })
  return found.subarray(0, length)
}
