import { gapsOfBucket, PATH_STATES, type PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { forEachChosen, PIECE, type PathFilter } from './filter.ts'
import { medianSecondsOf } from './medians.ts'

/** Resumptions from one channel to another (null = none given), and the exact median of their gaps. */
export interface ReturnCount {
  from: string | null
  to: string | null
  count: number
  medianGapSeconds: number
}

/** How often customers come back to paths at rest, after how long, by which channel and at which hour. */
export interface Resumptions {
  resumed: number
  /** Paths at rest at the clock: paused or abandoned. */
  resting: number
  /** Share of all rests that a customer ended, 0–1; null when there was none. */
  resumeRate: number | null
  medianGapSeconds: number | null
  /** Resumptions by gap in seconds, `from` inclusive, `until` exclusive; only those that occur, shortest first. */
  gaps: { from: number; until: number; count: number }[]
  /** Most first, then by text. */
  channels: ReturnCount[]
  /** Resumptions by the hour of the customer's day, 0–23. */
  hours: number[]
}

/** How customers return to paths that had paused or been abandoned: a rest counts where the encounter it began after is chosen. */
export function getResumptions(columns: PathColumns, filter: PathFilter): Resumptions {
  const { time, channel, gap, hour } = columns.encounters
  const { found, resting } = findRests(columns, filter)
  const size = columns.channels.length
  const buckets = new Uint32Array(256)
  const hours = Array.from({ length: 24 }, () => 0)
  const gaps = new Float64Array(found.length)
  // Each pair of channels has a number, and the gaps of a pair stand together.
  const numbers = new Map<number, number>()
  const counts: number[] = []
  const pairs = found.map((encounter) => {
    const codes = channel[encounter - 1]! * size + channel[encounter]!
    let number = numbers.get(codes)
    if (number === undefined) {
      number = counts.push(0) - 1
      numbers.set(codes, number)
    }
    counts[number]!++
    return number
  })
  const gapsByPair = counts.map((count) => new Float64Array(count))
  const next = new Uint32Array(counts.length)
  for (let row = 0; row < found.length; row++) {
    const encounter = found[row]!
    const pair = pairs[row]!
    const between = time[encounter]! - time[encounter - 1]!
    gapsByPair[pair]![next[pair]!++] = between
    buckets[gap[encounter]!]!++
    hours[hour[encounter]! % 24]!++
    gaps[row] = between
  }
  const channels = [...numbers].map(([codes, number]) => ({
    from: columns.channels[Math.floor(codes / size)]!,
    to: columns.channels[codes % size]!,
    count: counts[number]!,
    medianGapSeconds: medianSecondsOf(gapsByPair[number]!)!,
  }))
  return {
    resumed: found.length,
    resting,
    resumeRate: found.length + resting === 0 ? null : found.length / (found.length + resting),
    medianGapSeconds: medianSecondsOf(gaps),
    gaps: gapsOf(buckets),
    channels: channels.sort((a, b) => b.count - a.count || compareNames(a.from, b.from) || compareNames(a.to, b.to)),
    hours,
  }
}

/** The encounters that ended a rest which began after a chosen one, and how many paths are at rest since a chosen one. */
function findRests(columns: PathColumns, filter: PathFilter): { found: Uint32Array; resting: number } {
  const { start, state } = columns.paths
  const atRest = PATH_STATES.map((name) => name === 'paused' || name === 'abandoned')
  // Of the encounter after each.
  const resumed = columns.encounters.resumed.subarray(1)
  const pieces: Uint32Array[] = []
  const next = new Uint32Array(PIECE)
  let path = 0
  let resting = 0
  forEachChosen(columns, filter, (piece) => {
    const { count, from, list } = piece
    const comesBack = piece.bytes(resumed)
    let found = 0
    for (let index = 0; index < count; index++) {
      if (comesBack[index] === 1) next[found++] = (from < 0 ? list[index]! : from + index) + 1
    }
    if (found > 0) pieces.push(next.slice(0, found))
    if (from >= 0) {
      const until = from + count
      while (from >= start[path + 1]!) path++
      for (; path < state.length && start[path + 1]! <= until; path++) if (atRest[state[path]!]) resting++
      return
    }
    for (let index = 0; index < count; index++) {
      const encounter = list[index]!
      while (encounter >= start[path + 1]!) path++
      if (encounter === start[path + 1]! - 1 && atRest[state[path]!]) resting++
    }
  })
  const found = new Uint32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let length = 0
  for (const piece of pieces) {
    found.set(piece, length)
    length += piece.length
  }
  return { found, resting }
}

function gapsOf(buckets: Uint32Array): Resumptions['gaps'] {
  const gaps: Resumptions['gaps'] = []
  buckets.forEach((count, bucket) => {
    const { from, until } = gapsOfBucket(bucket)
    if (count > 0) gaps.push({ from: from / 1000, until: until / 1000, count })
  })
  return gaps
}
