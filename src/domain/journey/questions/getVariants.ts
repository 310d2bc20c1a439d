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
  const most = [...variants.values()].sort((left, right) => right.paths - left.paths)
  const least = most[top - 1]?.paths ?? 0
  const listed = most
    .filter(({ paths }) => paths >= least)
    .map(({ path, paths }) => ({
      touchpoints: Array.from(touchpoint.subarray(start[path], start[path + 1]), (code) => columns.touchpoints[code]!),
      paths,
    }))
    .sort((left, right) => right.paths - left.paths || compareSequences(left.touchpoints, right.touchpoints))
  return { count: variants.size, top: listed.slice(0, top) }
}

/** A sequence of codes as text: two UTF-16 units a code, in pieces that fit a call. */
function sequenceKey(codes: Uint16Array | Uint32Array): string {
  const units = codes instanceof Uint16Array ? codes : new Uint16Array(codes.slice().buffer)
  let key = ''
  for (let at = 0; at < units.length; at += 4096) key += String.fromCharCode(...units.subarray(at, at + 4096))
  return key
}

function compareSequences(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareText(left[index]!, right[index]!)
    if (order !== 0) return order
  }
  return left.length - right.length
}
