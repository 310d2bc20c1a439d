import type { PathColumns } from '../columns.ts'
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
  const variants = new Map<string, { path: number; paths: number }>()
  for (const path of chosenPaths(columns, filter)) {
    const key = sequenceKey(touchpoint.subarray(start[path], start[path + 1]))
    const known = variants.get(key)
    if (known) known.paths++
    else variants.set(key, { path, paths: 1 })
  }
  const most = mostOf(variants.values(), top, (a, b) => b.paths - a.paths || compareWays(columns, a.path, b.path))
  return {
    count: variants.size,
    top: most.map(({ path, paths }) => ({
      touchpoints: Array.from(touchpoint.subarray(start[path], start[path + 1]), (code) => columns.touchpoints[code]!),
      paths,
    })),
  }
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

/** A sequence of codes as text: two UTF-16 units a code, in pieces that fit a call. */
function sequenceKey(codes: Uint16Array | Uint32Array): string {
  const units = codes instanceof Uint16Array ? codes : new Uint16Array(codes.slice().buffer)
  let key = ''
  for (let at = 0; at < units.length; at += 4096) key += String.fromCharCode(...units.subarray(at, at + 4096))
  return key
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
