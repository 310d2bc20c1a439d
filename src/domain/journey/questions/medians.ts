import { medianOfSorted } from '../../kernel/statistics.ts'
import { selectMiddle, selectPair } from './selectMiddle.ts'

const BUCKETS = 256

/** Where the middle two gaps of a group are: their buckets, how many gaps are in shorter ones, and how many in these two. */
interface Middle {
  low: number
  high: number
  shorter: number
  gathered: number
}

/** The gaps near the median of each group; `low` and `high` are the buckets to gather from, `NOWHERE` where there is nothing to. */
export interface NearMiddle {
  low: Int16Array
  high: Int16Array
  add: (group: number, gap: number) => void
  /** The exact median of a group in seconds, once all gaps of its two buckets were added. */
  medianSeconds: (group: number) => number
}

/** Ranks, from 0, of the middle two of so many. */
function middleRanks(count: number): { lower: number; upper: number } {
  const upper = count >> 1
  return { lower: count % 2 === 1 ? upper : upper - 1, upper }
}

/** Finds by a histogram, 256 buckets of `gapBucket` a group, where gaps have to be gathered to know each group's exact median. */
export function openNearMiddle(histogram: Uint32Array, counts: Uint32Array): NearMiddle {
  const groups = counts.length
  const low = new Int16Array(groups).fill(-1)
  const high = new Int16Array(groups).fill(-1)
  const shorter = new Uint32Array(groups)
  const starts = new Uint32Array(groups + 1)
  for (let group = 0; group < groups; group++) {
    const middle = counts[group] === 0 ? null : middleOf(histogram.subarray(group * BUCKETS, (group + 1) * BUCKETS), counts[group]!)
    if (middle !== null) {
      low[group] = middle.low
      high[group] = middle.high
      shorter[group] = middle.shorter
    }
    starts[group + 1] = starts[group]! + (middle?.gathered ?? 0)
  }
  const next = starts.slice()
  const gaps = new Float64Array(starts[groups]!)
  return {
    low,
    high,
    add: (group, gap) => {
      gaps[next[group]!++] = gap
    },
    medianSeconds: (group) => {
      const { lower, upper } = middleRanks(counts[group]!)
      return inSeconds(selectPair(gaps.subarray(starts[group], next[group]), lower - shorter[group]!, upper - shorter[group]!))
    },
  }
}

function middleOf(histogram: Uint32Array, count: number): Middle {
  const { lower, upper } = middleRanks(count)
  let low = 0
  let shorter = 0
  while (shorter + histogram[low]! <= lower) shorter += histogram[low++]!
  let high = low
  let until = shorter + histogram[low]!
  while (until <= upper) until += histogram[++high]!
  return { low, high, shorter, gathered: histogram[low]! + (high === low ? 0 : histogram[high]!) }
}

/** The exact median of gaps in ms, in seconds; null of none. Reorders them. */
export function medianSecondsOf(gaps: Float64Array): number | null {
  return gaps.length === 0 ? null : inSeconds(selectMiddle(gaps))
}

function inSeconds([lower, upper]: readonly [number, number]): number {
  return medianOfSorted([lower / 1000, upper / 1000])!
}
