import type { Codes, PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { chosenPaths, type PathFilter } from './filter.ts'

/** The different ways of going through touchpoints: how many there are, and the most frequent. */
export interface Variants {
  count: number
  top: { touchpoints: string[]; paths: number }[]
}

/** The sequences of touchpoints of whole paths with at least one chosen encounter; the `top` most frequent, then by text. */
export function getVariants(columns: PathColumns, filter: PathFilter, top: number): Variants {
  const { start } = columns.paths
  const { touchpoint } = columns.encounters
  const paths = chosenPaths(columns, filter)
  const { variants, counts } = countSequences(columns, paths)
  const most = mostFrequent(columns, paths, counts, top)
  return {
    count: variants,
    top: most.map((place) => {
      const path = paths[place]!
      return {
        touchpoints: Array.from(touchpoint.subarray(start[path], start[path + 1]), (code) => columns.touchpoints[code]!),
        paths: counts[place]!,
      }
    }),
  }
}

/** Sequences are parted by the first bits of their digests, so that each part's table fits a processor's near memory. */
const PART_BITS = 8

/** How many different sequences of touchpoints there are on paths, and, at the place of the first path of each, how many paths go so; 0 elsewhere. */
function countSequences(columns: PathColumns, paths: Uint32Array): { variants: number; counts: Uint32Array } {
  const { start } = columns.paths
  const { touchpoint } = columns.encounters
  const digests = new Uint32Array(paths.length)
  const ends = new Uint32Array((1 << PART_BITS) + 1)
  for (let place = 0; place < paths.length; place++) {
    const path = paths[place]!
    const digest = digestOf(touchpoint, start[path]!, start[path + 1]!)
    digests[place] = digest
    ends[(digest >>> (32 - PART_BITS)) + 1]!++
  }
  for (let part = 1; part < ends.length; part++) ends[part]! += ends[part - 1]!
  const largest = ends.reduce((most, end, part) => (part === 0 ? 0 : Math.max(most, end - ends[part - 1]!)), 0)
  const next = ends.slice()
  const places = new Uint32Array(paths.length)
  for (let place = 0; place < paths.length; place++) places[next[digests[place]! >>> (32 - PART_BITS)]!++] = place

  const counts = new Uint32Array(paths.length)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * largest + 2)))
  let variants = 0
  for (let part = 0; part + 1 < ends.length; part++) {
    slots.fill(0)
    for (let index = ends[part]!; index < ends[part + 1]!; index++) {
      const place = places[index]!
      const first = firstOfSequence(columns, paths, digests, slots, place)
      counts[first]!++
      if (first === place) variants++
    }
  }
  return { variants, counts }
}

/** The place of the first path met that goes as the one at a place; each sequence is compared code by code. */
function firstOfSequence(columns: PathColumns, paths: Uint32Array, digests: Uint32Array, slots: Int32Array, place: number): number {
  const digest = digests[place]!
  const last = slots.length - 1
  let slot = digest & last
  for (let other = slots[slot]!; other !== 0; other = slots[slot]!) {
    if (digests[other - 1] === digest && goesAs(columns, paths[place]!, paths[other - 1]!)) return other - 1
    slot = (slot + 1) & last
  }
  slots[slot] = place + 1
  return place
}

function digestOf(codes: Codes, from: number, until: number): number {
  let digest = until - from
  for (let index = from; index < until; index++) digest = Math.imul(digest ^ codes[index]!, 0x9e3779b1) ^ (digest >>> 15)
  return Math.imul(digest ^ (digest >>> 13), 0x85ebca6b) >>> 0
}

function goesAs({ encounters: { touchpoint }, paths: { start } }: PathColumns, left: number, right: number): boolean {
  const from = start[left]!
  const length = start[left + 1]! - from
  const other = start[right]!
  if (start[right + 1]! - other !== length) return false
  for (let step = 0; step < length; step++) if (touchpoint[from + step] !== touchpoint[other + step]) return false
  return true
}

/** The places of the `top` most frequent sequences, then by text, without sorting all: there may be as many as paths. */
function mostFrequent(columns: PathColumns, paths: Uint32Array, counts: Uint32Array, top: number): number[] {
  const { start } = columns.paths
  const { touchpoint } = columns.encounters
  const ranks = ranksOf(columns.touchpoints)
  const most: number[] = []
  // What the last of the most has: fewer do not count, nor as many that begin later by text.
  let fewest = 0
  let rank = Infinity

  function compare(left: number, right: number): number {
    return counts[right]! - counts[left]! || compareWays(columns, ranks, paths[left]!, paths[right]!)
  }

  function insert(place: number): void {
    if (most.length === top && compare(place, most[top - 1]!) >= 0) return
    const found = most.findIndex((other) => compare(place, other) < 0)
    most.splice(found < 0 ? most.length : found, 0, place)
    if (most.length > top) most.pop()
    if (most.length < top) return
    fewest = counts[most[top - 1]!]!
    rank = ranks[touchpoint[start[paths[most[top - 1]!]!]!]!]!
  }

  if (top <= 0) return most
  for (let place = 0; place < paths.length; place++) {
    const count = counts[place]!
    if (count === 0 || count < fewest) continue
    if (count === fewest && ranks[touchpoint[start[paths[place]!]!]!]! > rank) continue
    insert(place)
  }
  return most
}

/** For each code the rank of its name among all by text. */
function ranksOf(names: readonly (string | null)[]): Uint32Array {
  const ranks = new Uint32Array(names.length)
  const sorted = names.map((name, code) => ({ name: name ?? '', code })).sort((a, b) => compareText(a.name, b.name))
  sorted.forEach(({ code }, rank) => (ranks[code] = rank))
  return ranks
}

/** Compares the touchpoints of two paths one by one, as texts. */
function compareWays(columns: PathColumns, ranks: Uint32Array, left: number, right: number): number {
  const { start } = columns.paths
  const { touchpoint } = columns.encounters
  const [from, other] = [start[left]!, start[right]!]
  const lengths = [start[left + 1]! - from, start[right + 1]! - other] as const
  for (let step = 0; step < Math.min(...lengths); step++) {
    const difference = ranks[touchpoint[from + step]!]! - ranks[touchpoint[other + step]!]!
    if (difference !== 0) return difference
  }
  return lengths[0] - lengths[1]
}
