import { gapsOfBucket, PATH_STATES, type PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { choose, type Choice, type PathFilter } from './filter.ts'
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
  const { time, channel, gap, hour, resumed } = columns.encounters
  const choice = choose(columns, filter)
  const chosen: number[] = []
  for (let encounter = 1; encounter < resumed.length; encounter++) {
    if (resumed[encounter] === 1 && (choice === null || choice[encounter - 1] === 1)) chosen.push(encounter)
  }
  const size = columns.channels.length
  const buckets = new Uint32Array(256)
  const hours = Array.from({ length: 24 }, () => 0)
  const gaps = new Float64Array(chosen.length)
  const gapsByChannels = new Map<number, number[]>()
  chosen.forEach((encounter, row) => {
    const between = time[encounter]! - time[encounter - 1]!
    const channels = channel[encounter - 1]! * size + channel[encounter]!
    const known = gapsByChannels.get(channels)
    if (known === undefined) gapsByChannels.set(channels, [between])
    else known.push(between)
    buckets[gap[encounter]!]!++
    hours[hour[encounter]! % 24]!++
    gaps[row] = between
  })
  const channels = [...gapsByChannels].map(([codes, list]) => ({
    from: columns.channels[Math.floor(codes / size)]!,
    to: columns.channels[codes % size]!,
    count: list.length,
    medianGapSeconds: medianSecondsOf(Float64Array.from(list))!,
  }))
  const resting = countResting(columns, choice)
  return {
    resumed: chosen.length,
    resting,
    resumeRate: chosen.length + resting === 0 ? null : chosen.length / (chosen.length + resting),
    medianGapSeconds: medianSecondsOf(gaps),
    gaps: gapsOf(buckets),
    channels: channels.sort((a, b) => b.count - a.count || compareNames(a.from, b.from) || compareNames(a.to, b.to)),
    hours,
  }
}

function countResting({ paths: { start, state } }: PathColumns, choice: Choice): number {
  const atRest = PATH_STATES.map((name) => name === 'paused' || name === 'abandoned')
  let resting = 0
  for (let path = 0; path < state.length; path++) {
    if (atRest[state[path]!] && (choice === null || choice[start[path + 1]! - 1] === 1)) resting++
  }
  return resting
}

function gapsOf(buckets: Uint32Array): Resumptions['gaps'] {
  const gaps: Resumptions['gaps'] = []
  buckets.forEach((count, bucket) => {
    const { from, until } = gapsOfBucket(bucket)
    if (count > 0) gaps.push({ from: from / 1000, until: until / 1000, count })
  })
  return gaps
}
