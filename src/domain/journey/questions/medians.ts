import { selectPair } from './selectMiddle.ts'

/** Most groups for which gaps are first counted by bucket; of more, all gaps are gathered. */
const MOST_GROUPS = 65_536
const BUCKETS = 256

/** Where the middle two gaps of a group are: their buckets, and how many gaps are in shorter ones. */
interface Middle {
  low: number
  high: number
  shorter: number
  gathered: number
}

/** The gaps in the buckets of each group's middle two, gathered. */
export interface NearMiddle {
  /** Whether a gap of a bucket is wanted for a group. */
  has: (group: number, bucket: number) => boolean
  add: (group: number, gap: number) => void
  /** The middle two gaps of a group, once all wanted ones were added. */
  middle: (group: number) => [number, number]
}

/** Exact medians of gaps by group in two passes: all are counted by `gapBucket`, then only those in the bucket of the median are gathered. */
export function openMedians() {
  let counts = new Uint32Array(64)
  let histogram = new Uint32Array(64 * BUCKETS)
  let groups = 0

  function widen(): void {
    const next = new Uint32Array(counts.length * 2)
    next.set(counts)
    counts = next
    if (counts.length > MOST_GROUPS) return
    const wider = new Uint32Array(counts.length * BUCKETS)
    wider.set(histogram)
    histogram = wider
  }

  function middleOf(group: number): Middle {
    const count = counts[group]!
    if (counts.length > MOST_GROUPS) return { low: 0, high: BUCKETS, shorter: 0, gathered: count }
    const upper = count >> 1
    const lower = count % 2 === 1 ? upper : upper - 1
    const from = group * BUCKETS
    let low = 0
    let shorter = 0
    while (shorter + histogram[from + low]! <= lower) shorter += histogram[from + low++]!
    let high = low
    let until = shorter + histogram[from + low]!
    while (until <= upper) until += histogram[from + ++high]!
    return { low, high, shorter, gathered: histogram[from + low]! + (high === low ? 0 : histogram[from + high]!) }
  }

  return {
    /** Counts a gap; groups are numbered from 0 in order of first sight. */
    count: (group: number, bucket: number): void => {
      if (group >= counts.length) widen()
      if (group >= groups) groups = group + 1
      counts[group]!++
      if (group < MOST_GROUPS) histogram[group * BUCKETS + bucket]!++
    },
    counts: (): Uint32Array => counts,
    /** Where the medians of the wanted groups are to be looked for. */
    near: (isWanted: readonly boolean[]): NearMiddle => {
      const middles = Array.from({ length: groups }, (_, group) => (isWanted[group] ? middleOf(group) : null))
      const low = Int16Array.from(middles, (middle) => middle?.low ?? -1)
      const high = Int16Array.from(middles, (middle) => middle?.high ?? -1)
      const starts = new Uint32Array(groups + 1)
      middles.forEach((middle, group) => (starts[group + 1] = starts[group]! + (middle?.gathered ?? 0)))
      const next = starts.slice()
      const gaps = new Float64Array(starts[groups]!)
      const isAll = counts.length > MOST_GROUPS
      return {
        has: (group, bucket) => bucket === low[group] || bucket === high[group] || (isAll && low[group]! >= 0),
        add: (group, gap) => {
          gaps[next[group]!++] = gap
        },
        middle: (group) => {
          const upper = counts[group]! >> 1
          const lower = counts[group]! % 2 === 1 ? upper : upper - 1
          const { shorter } = middles[group]!
          return selectPair(gaps.subarray(starts[group], next[group]), lower - shorter, upper - shorter)
        },
      }
    },
  }
}
