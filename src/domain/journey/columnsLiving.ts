import { digestOfKey, GONE, type PathColumns } from './columns.ts'
import {
  addPath,
  bytesOf,
  linkPath,
  makeRoom,
  viewOf,
  writeEncounter,
  writePath,
  type EncounterRow,
  type Growth,
  type PathRow,
} from './columnsGrowth.ts'

/** A customer's path as it stands. */
export interface GivenPath extends Omit<PathRow, 'digest'> {
  key: string
}

/** An encounter with its path's key and its number there from 1. */
export interface GivenEncounter extends EncounterRow {
  path: string
  step: number
}

/** What is known anew of a customer: all its paths, and all its encounters or, if it only went on, the latest. */
export interface GivenCustomer {
  customer: number
  /** Whether the encounters are all there are; else those not given stand as they are. */
  whole: boolean
  paths: readonly GivenPath[]
  encounters: readonly GivenEncounter[]
}

/** Path columns whose customers, by number, may be replaced. */
export interface LivingColumns {
  /** Puts a customer's paths in place of what was there; false when the encounters not given are not known, so that nothing was done. */
  put: (given: GivenCustomer) => boolean
  /** The columns as they stand; good until the next change. */
  view: () => PathColumns
  /** Bytes of memory that the columns take. */
  bytes: () => number
}

/** Replaced paths are taken out once they hold this share of all encounters, and so many. */
const MOST_GONE = 0.1
const FEWEST_GONE = 20_000

/**
 * Lets columns live that were grown so far; each customer's paths stand together, `customer` of a path being the customer's number. Room
 * is won back once `fewestGone` encounters and a tenth of all are of replaced paths.
 */
export function openLiving(growth: Growth, fewestGone = FEWEST_GONE): LivingColumns {
  const firstPath = firstPaths(growth)
  let goneEncounters = 0

  function pathsOf(customer: number): number[] {
    const paths: number[] = []
    for (
      let path = firstPath.get(customer) ?? growth.pathCount;
      path < growth.pathCount && growth.paths.customer[path] === customer;
      path++
    ) {
      paths.push(path)
    }
    return paths
  }

  function lengthOf(path: number): number {
    return growth.paths.start[path + 1]! - growth.paths.start[path]!
  }

  function takeAway(paths: readonly number[]): void {
    for (const path of paths) {
      growth.paths.state[path] = GONE
      growth.gone++
      goneEncounters += lengthOf(path)
    }
  }

  /** Where nothing but what stands on the paths changed, they need not move. */
  function putInPlace(given: GivenCustomer, old: readonly number[]): boolean {
    if (given.whole || given.encounters.length > 0 || given.paths.length !== old.length) return false
    const byDigest = new Map(old.map((path) => [growth.paths.digest[path]!, path]))
    const places = given.paths.map((row) => byDigest.get(digestOfKey(row.key)))
    const same = given.paths.every((row, at) => places[at] !== undefined && lengthOf(places[at]) === row.encounters)
    if (same) given.paths.forEach((row, at) => writePath(growth, places[at]!, row))
    return same
  }

  function put(given: GivenCustomer): boolean {
    const { customer, whole } = given
    const old = pathsOf(customer)
    if (putInPlace(given, old)) return true
    const before = { paths: growth.pathCount, encounters: growth.encounterCount }
    const added = addPaths(growth, given, whole ? [] : old)
    if (!areWritten(growth, before.encounters)) {
      growth.pathCount = before.paths
      growth.encounterCount = before.encounters
      return false
    }
    for (const path of added) linkPath(growth, path)
    takeAway(old)
    if (added.length === 0) firstPath.delete(customer)
    else firstPath.set(customer, added[0]!)
    if (goneEncounters > Math.max(fewestGone, growth.encounterCount * MOST_GONE)) {
      compact(growth)
      goneEncounters = 0
      for (const [number, path] of firstPaths(growth)) firstPath.set(number, path)
    }
    return true
  }

  return { put, view: () => viewOf(growth), bytes: () => bytesOf(growth) + firstPath.size * 40 }
}

function firstPaths(growth: Growth): Map<number, number> {
  const first = new Map<number, number>()
  const { customer } = growth.paths
  for (let path = growth.pathCount - 1; path >= 0; path--) first.set(customer[path]!, path)
  return first
}

/** Adds a customer's paths at the end, with the encounters that are given, else with those of the old path of the same key. */
function addPaths(growth: Growth, { customer, paths, encounters }: GivenCustomer, old: readonly number[]): number[] {
  makeRoom(
    growth,
    paths.reduce((sum, path) => sum + path.encounters, 0),
    paths.length,
  )
  const { start, digest } = growth.paths
  const byDigest = new Map(old.map((path) => [digest[path]!, path]))
  const places = new Map<string, { from: number; until: number }>()
  const seen = new Set<number>()
  const added = paths.map((row) => {
    const key = digestOfKey(row.key)
    if (seen.has(key)) throw new Error('Two paths of one customer have the same digest.')
    seen.add(key)
    const path = addPath(growth, customer, { ...row, digest: key })
    const [from, until] = [start[path]!, start[path + 1]!]
    growth.encounters.time.fill(NaN, from, until)
    const known = byDigest.get(key)
    if (known !== undefined) copyEncounters(growth, start[known]!, Math.min(start[known + 1]!, start[known]! + row.encounters), from)
    places.set(row.key, { from, until })
    return path
  })
  for (const encounter of encounters) {
    const place = places.get(encounter.path)
    const index = (place?.from ?? 0) + encounter.step - 1
    if (place !== undefined && index < place.until) writeEncounter(growth, index, encounter)
  }
  return added
}

function copyEncounters(growth: Growth, from: number, until: number, to: number): void {
  for (const column of Object.values(growth.encounters) as Uint8Array[]) column.copyWithin(to, from, until)
}

function areWritten({ encounters: { time }, encounterCount }: Growth, from: number): boolean {
  for (let index = from; index < encounterCount; index++) if (Number.isNaN(time[index])) return false
  return true
}

/** Moves what counts together, over what is gone; the order stays. */
function compact(growth: Growth): void {
  const { paths } = growth
  const { start, state } = paths
  const rows = Object.entries(paths).filter(([name]) => name !== 'start') as [string, Uint8Array][]
  const end = growth.pathCount
  let path = 0
  let encounter = 0
  let index = 0
  while (index < end) {
    if (state[index] === GONE) {
      index++
      continue
    }
    // Neighbours move together.
    let until = index + 1
    while (until < end && state[until] !== GONE) until++
    const [from, to] = [start[index]!, start[until]!]
    if (index !== path) {
      copyEncounters(growth, from, to, encounter)
      for (const [, column] of rows) column.copyWithin(path, index, until)
      for (let at = index; at < until; at++) start[path + at - index] = start[at]! - from + encounter
    }
    path += until - index
    encounter += to - from
    index = until
  }
  start[path] = encounter
  growth.pathCount = path
  growth.encounterCount = encounter
  growth.gone = 0
}
