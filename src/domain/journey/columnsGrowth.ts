import { gapBucket, PATH_STATES, type Codes, type EncounterColumns, type Names, type PathColumns, type PathRows } from './columns.ts'
import type { PathStateName } from './path.ts'

/** A path as columns take it; `encounters` is how many it has. */
export interface PathRow {
  digest: number
  journey: string
  state: PathStateName
  outcome: string | null
  frictions: number
  frictionCount: number
  handovers: number
  bounces: number
  encounters: number
}

/** An encounter as columns take it; time in ms since 1970 UTC, `hour` of the local week. */
export interface EncounterRow {
  at: number
  touchpoint: string
  channel: string | null
  device: string | null
  stage: string | null
  hour: number
  resumed: boolean
}

/** A dictionary while it grows: the code of a name, given when it is first asked for; 0 for none. */
export interface Dictionary {
  code: (name: string | null) => number
  names: Names
}

/** Columns with room to spare, while they grow. */
export interface Growth {
  encounterCount: number
  pathCount: number
  gone: number
  encounters: EncounterColumns
  paths: PathRows
  touchpoints: Dictionary
  channels: Dictionary
  devices: Dictionary
  stages: Dictionary
  journeys: Dictionary
  outcomes: Dictionary
}

/** Begins to grow columns, with room for so many encounters and paths at first. */
export function openGrowth(encounters = 1024, paths = 256): Growth {
  return {
    encounterCount: 0,
    pathCount: 0,
    gone: 0,
    encounters: {
      time: new Float64Array(encounters),
      touchpoint: new Uint16Array(encounters),
      previous: new Uint16Array(encounters),
      channel: new Uint16Array(encounters),
      device: new Uint16Array(encounters),
      stage: new Uint16Array(encounters),
      gap: new Uint8Array(encounters),
      hour: new Uint8Array(encounters),
      resumed: new Uint8Array(encounters),
    },
    paths: {
      start: new Uint32Array(paths + 1),
      customer: new Float64Array(paths + 1),
      digest: new Float64Array(paths + 1),
      journey: new Uint16Array(paths + 1),
      state: new Uint8Array(paths + 1),
      outcome: new Uint16Array(paths + 1),
      frictions: new Uint32Array(paths + 1),
      frictionCount: new Uint32Array(paths + 1),
      handovers: new Uint32Array(paths + 1),
      bounces: new Uint32Array(paths + 1),
    },
    touchpoints: openDictionary(),
    channels: openDictionary(),
    devices: openDictionary(),
    stages: openDictionary(),
    journeys: openDictionary(),
    outcomes: openDictionary(),
  }
}

function openDictionary(): Dictionary {
  const names: (string | null)[] = [null]
  const codes = new Map<string | null, number>([[null, 0]])
  return {
    names,
    code: (name) => {
      let known = codes.get(name)
      if (known === undefined) {
        known = names.push(name) - 1
        codes.set(name, known)
      }
      return known
    },
  }
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** Makes room for further encounters and paths, an eighth more than asked for once there are many. */
export function makeRoom(growth: Growth, encounters: number, paths: number): void {
  widen(growth.encounters, growth.encounters.time.length, growth.encounterCount, growth.encounterCount + encounters)
  // The entry after the last path tells where it ends.
  widen(growth.paths, growth.paths.start.length, growth.pathCount + 1, growth.pathCount + paths + 1)
}

function widen(columns: EncounterColumns | PathRows, capacity: number, used: number, needed: number): void {
  if (needed <= capacity) return
  const record = columns as unknown as Record<string, Column>
  const length = Math.max(needed, capacity < 1_000_000 ? capacity * 2 : Math.ceil(needed * 1.125))
  // One column after another, so that only one stands in memory twice.
  for (const [name, column] of Object.entries(record)) {
    const Kind = column.constructor as new (length: number) => Column
    const next = new Kind(length)
    next.set(column.subarray(0, Math.min(used, column.length)))
    record[name] = next
  }
}

/** Writes a code; a column of two bytes becomes one of four when it no longer reaches. */
export function setCode<Name extends string>(columns: Record<Name, Codes>, name: Name, index: number, code: number): void {
  if (code > 0xffff) widenCodes(columns, name)
  columns[name][index] = code
}

/** Makes a column of codes one of four bytes each. */
export function widenCodes<Name extends string>(columns: Record<Name, Codes>, name: Name): void {
  if (columns[name] instanceof Uint16Array) columns[name] = Uint32Array.from(columns[name])
}

/** Adds a path at the end with places for its encounters, which are yet to be written; tells its index. Room must have been made. */
export function addPath(growth: Growth, customer: number, row: PathRow): number {
  const path = placePath(growth, customer, row.digest, row.encounters)
  writePath(growth, path, row)
  return path
}

/** Adds a path as `addPath` does, but what stands on it is yet to be written as well. */
export function placePath(growth: Growth, customer: number, digest: number, encounters: number): number {
  const path = growth.pathCount++
  const { paths } = growth
  paths.start[path] = growth.encounterCount
  growth.encounterCount += encounters
  paths.start[path + 1] = growth.encounterCount
  paths.customer[path] = customer
  paths.digest[path] = digest
  return path
}

/** Writes what may change on a path without touching its encounters. */
export function writePath(growth: Growth, path: number, row: Omit<PathRow, 'digest'>): void {
  const { paths } = growth
  setCode(paths, 'journey', path, growth.journeys.code(row.journey))
  paths.state[path] = PATH_STATES.indexOf(row.state)
  setCode(paths, 'outcome', path, growth.outcomes.code(row.outcome))
  paths.frictions[path] = row.frictions
  paths.frictionCount[path] = row.frictionCount
  paths.handovers[path] = row.handovers
  paths.bounces[path] = row.bounces
}

/** Writes an encounter to its place, all but what `linkPath` works out. */
export function writeEncounter(growth: Growth, index: number, row: EncounterRow): void {
  const { encounters } = growth
  encounters.time[index] = row.at
  setCode(encounters, 'touchpoint', index, growth.touchpoints.code(row.touchpoint))
  setCode(encounters, 'channel', index, growth.channels.code(row.channel))
  setCode(encounters, 'device', index, growth.devices.code(row.device))
  setCode(encounters, 'stage', index, growth.stages.code(row.stage))
  encounters.hour[index] = row.hour
  encounters.resumed[index] = row.resumed ? 1 : 0
}

/** Works out what preceded each encounter of a path, once all are written. */
export function linkPath(growth: Growth, path: number): void {
  const { start } = growth.paths
  const { time, touchpoint, gap } = growth.encounters
  if (touchpoint instanceof Uint32Array && growth.encounters.previous instanceof Uint16Array) {
    growth.encounters.previous = Uint32Array.from(growth.encounters.previous)
  }
  const { previous } = growth.encounters
  const first = start[path]!
  previous[first] = 0
  gap[first] = 0
  for (let index = first + 1, end = start[path + 1]!; index < end; index++) {
    previous[index] = touchpoint[index - 1]!
    gap[index] = gapBucket(time[index]! - time[index - 1]!)
  }
}

/** The columns as they stand: without the room to spare, and without copying. */
export function viewOf(growth: Growth): PathColumns {
  const { encounterCount, pathCount } = growth
  return {
    encounters: cut(growth.encounters, encounterCount),
    paths: { ...cut(growth.paths, pathCount), start: growth.paths.start.subarray(0, pathCount + 1) },
    gone: growth.gone,
    touchpoints: growth.touchpoints.names,
    channels: growth.channels.names,
    devices: growth.devices.names,
    stages: growth.stages.names,
    journeys: growth.journeys.names,
    outcomes: growth.outcomes.names,
  }
}

function cut<Columns extends EncounterColumns | PathRows>(columns: Columns, length: number): Columns {
  const entries = Object.entries(columns as unknown as Record<string, Column>).map(([name, column]) => [name, column.subarray(0, length)])
  return Object.fromEntries(entries) as Columns
}

/** Bytes of memory that the columns take, room to spare included. */
export function bytesOf(growth: Growth): number {
  const columns = [...Object.values(growth.encounters), ...Object.values(growth.paths)] as Column[]
  return columns.reduce((sum, column) => sum + column.byteLength, 0)
}
