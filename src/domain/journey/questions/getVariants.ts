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
  const { first, counts } = countSequences(columns, chosenPaths(columns, filter))
  const most = mostOf(counts.keys(), top, (a, b) => counts[b]! - counts[a]! || compareWays(columns, first[a]!, first[b]!))
  return {
    count: counts.length,
    top: most.map((variant) => {
      const path = first[variant]!
      return {
        touchpoints: Array.from(touchpoint.subarray(start[path], start[path + 1]), (code) => columns.touchpoints[code]!),
        paths: counts[variant]!,
      }
    }),
  }
}

/** The different sequences of touchpoints on paths: the first path of each, and how many go so. A table of digests, each compared code by code. */
function countSequences(columns: PathColumns, paths: Uint32Array): { first: Uint32Array; counts: Uint32Array } {
  const { start } = columns.paths
  const { touchpoint } = columns.encounters
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, paths.length) * 2))
  const places = new Uint32Array(size)
  const first = new Uint32Array(paths.length)
  const digests = new Uint32Array(paths.length)
  const counts = new Uint32Array(paths.length)
  let variants = 0
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index]!
    const digest = digestOf(touchpoint, start[path]!, start[path + 1]!)
    let place = digest & (size - 1)
    let variant = places[place]!
    while (variant > 0 && !(digests[variant - 1] === digest && goesAs(columns, path, first[variant - 1]!))) {
      place = (place + 1) & (size - 1)
      variant = places[place]!
    }
    if (variant === 0) {
      places[place] = variant = ++variants
      digests[variant - 1] = digest
      first[variant - 1] = path
    }
    counts[variant - 1]!++
  }
  return { first: first.subarray(0, variants), counts: counts.subarray(0, variants) }
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

/** The first `top` items in an order, without sorting all: there may be as many variants as paths. */
function mostOf<T>(items: Iterable<T>, top: number, compare: (left: T, right: T) => number): T[] {
  const most: T[] = []
  for (const item of items) {
    if (most.length === top && compare(item, most[top - 1]!) >= 0) continue
    const place = most.findIndex((other) => compare(item, other) < 0)
    most.splice(place < 0 ? most.length : place, 0, item)
    if (most.length > top) most.pop()
  }
  return most
}

/** Compares the touchpoints of two paths one by one, as texts. */
function compareWays(columns: PathColumns, left: number, right: number): number {
  const { start } = columns.paths
  const { touchpoint } = columns.encounters
  const [from, other] = [start[left]!, start[right]!]
  const lengths = [start[left + 1]! - from, start[right + 1]! - other] as const
  for (let step = 0; step < Math.min(...lengths); step++) {
    const [a, b] = [touchpoint[from + step]!, touchpoint[other + step]!]
    if (a !== b) return compareText(columns.touchpoints[a]!, columns.touchpoints[b]!)
  }
  return lengths[0] - lengths[1]
}
