import { gapsOfBucket, PATH_STATES, type PathColumns } from '../columns.ts'
import { medianOfSorted } from '../../kernel/statistics.ts'
import { openCells } from './cells.ts'
import { compareNames } from './compareNames.ts'
import { choose, type Choice, type PathFilter } from './filter.ts'
import { selectMiddle } from './selectMiddle.ts'

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
  const cells = openCells(columns.channels.length, columns.channels.length)
  const buckets = new Uint32Array(256)
  const hours = Array.from({ length: 24 }, () => 0)
  const gaps = new Float64Array(chosen.length)
  const counts: number[] = []
  chosen.forEach((encounter, row) => {
    const cell = cells.number(channel[encounter - 1]!, channel[encounter]!)
    counts[cell] = (counts[cell] ?? 0) + 1
    buckets[gap[encounter]!]!++
    hours[hour[encounter]! % 24]!++
    gaps[row] = time[encounter]! - time[encounter - 1]!
  })
  const gapsOfCell = counts.map((count) => new Float64Array(count))
  const added = counts.map(() => 0)
  chosen.forEach((encounter, row) => {
    const cell = cells.number(channel[encounter - 1]!, channel[encounter]!)
    gapsOfCell[cell]![added[cell]!++] = gaps[row]!
  })
  const channels = cells.list().map(({ row, column }, cell) => ({
    from: columns.channels[row]!,
    to: columns.channels[column]!,
    count: counts[cell]!,
    medianGapSeconds: medianSeconds(gapsOfCell[cell]!)!,
  }))
  const resting = countResting(columns, choice)
  return {
    resumed: chosen.length,
    resting,
    resumeRate: chosen.length + resting === 0 ? null : chosen.length / (chosen.length + resting),
    medianGapSeconds: medianSeconds(gaps),
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

function medianSeconds(gaps: Float64Array): number | null {
  if (gaps.length === 0) return null
  const [lower, upper] = selectMiddle(gaps)
  return medianOfSorted([lower / 1000, upper / 1000])
}
