import { gapsOfBucket, PATH_STATES, type PathColumns } from '../columns.ts'
import { medianOfSorted } from '../../kernel/statistics.ts'
import { openCells } from './cells.ts'
import { compareNames } from './compareNames.ts'
import { openChoice, type PathFilter } from './filter.ts'

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
  const { path, encounter, gapSeconds, localHour, fromChannel, toChannel } = columns.resumptions
  const choice = openChoice(columns, filter)
  const chosen = [...path.keys()].filter((row) => choice.path(path[row]!) && choice.encounter(encounter[row]! - 1))
  const cells = openCells(columns.channels.length, columns.channels.length)
  const buckets = new Uint32Array(256)
  const hours = Array.from({ length: 24 }, () => 0)
  for (const row of chosen) {
    cells.count(fromChannel[row]!, toChannel[row]!)
    buckets[columns.encounters.gap[encounter[row]!]!]!++
    hours[localHour[row]!]!++
  }
  const gapsOfCell = cells.list().map((): number[] => [])
  for (const row of chosen) gapsOfCell[cells.at(fromChannel[row]!, toChannel[row]!)]!.push(gapSeconds[row]!)
  const channels = cells.list().map(({ row, column, count, at }) => ({
    from: columns.channels[row]!,
    to: columns.channels[column]!,
    count,
    medianGapSeconds: medianOf(gapsOfCell[at]!)!,
  }))
  const resting = countResting(columns, choice)
  return {
    resumed: chosen.length,
    resting,
    resumeRate: chosen.length + resting === 0 ? null : chosen.length / (chosen.length + resting),
    medianGapSeconds: medianOf(chosen.map((row) => gapSeconds[row]!)),
    gaps: gapsOf(buckets),
    channels: channels.sort((a, b) => b.count - a.count || compareNames(a.from, b.from) || compareNames(a.to, b.to)),
    hours,
  }
}

function countResting(columns: PathColumns, choice: ReturnType<typeof openChoice>): number {
  const { start, state } = columns.paths
  const atRest = PATH_STATES.map((name) => name === 'paused' || name === 'abandoned')
  let resting = 0
  state.forEach((code, path) => {
    if (atRest[code] && choice.path(path) && choice.encounter(start[path + 1]! - 1)) resting++
  })
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

function medianOf(values: readonly number[]): number | null {
  return medianOfSorted(Float64Array.from(values).sort())
}
