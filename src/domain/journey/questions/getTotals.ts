import { PATH_STATES, type PathColumns } from '../columns.ts'
import { medianOfSorted, percentileOfSorted } from '../../kernel/statistics.ts'
import { chosenPaths, type PathFilter } from './filter.ts'

/** Paths by state, and what happened on them. */
export interface Totals {
  total: number
  active: number
  paused: number
  abandoned: number
  completed: number
  resumptions: number
  pathsWithResumption: number
  handovers: number
  pathsWithHandover: number
  bounces: number
  pathsWithBounce: number
  /** Seconds from first to last encounter; null without paths. */
  durationSeconds: { median: number | null; mean: number | null; p90: number | null }
}

/** How many paths there are, in which state, and how long they took: whole paths with at least one chosen encounter. */
export function getTotals(columns: PathColumns, filter: PathFilter): Totals {
  const { start, state, handovers, bounces } = columns.paths
  const { time } = columns.encounters
  const chosen = chosenPaths(columns, filter)
  const states = PATH_STATES.map(() => 0)
  const resumed = resumptionsByPath(columns)
  const totals = { resumptions: 0, pathsWithResumption: 0, handovers: 0, pathsWithHandover: 0, bounces: 0, pathsWithBounce: 0 }
  const seconds = new Float64Array(chosen.length)
  chosen.forEach((path, index) => {
    states[state[path]!]!++
    totals.resumptions += resumed[path]!
    totals.handovers += handovers[path]!
    totals.bounces += bounces[path]!
    if (resumed[path]! > 0) totals.pathsWithResumption++
    if (handovers[path]! > 0) totals.pathsWithHandover++
    if (bounces[path]! > 0) totals.pathsWithBounce++
    seconds[index] = (time[start[path + 1]! - 1]! - time[start[path]!]!) / 1000
  })
  const count = (name: (typeof PATH_STATES)[number]) => states[PATH_STATES.indexOf(name)]!
  return {
    total: chosen.length,
    active: count('active'),
    paused: count('paused'),
    abandoned: count('abandoned'),
    completed: count('completed'),
    ...totals,
    durationSeconds: spread(seconds.sort()),
  }
}

function resumptionsByPath({ encounters: { resumed }, paths: { start, state } }: PathColumns): Uint32Array {
  const counts = new Uint32Array(state.length)
  for (let path = 0; path < state.length; path++) {
    for (let encounter = start[path]!, end = start[path + 1]!; encounter < end; encounter++) counts[path]! += resumed[encounter]!
  }
  return counts
}

/** Sorted first, so that the mean does not depend on the order of the paths. */
function spread(sorted: Float64Array): Totals['durationSeconds'] {
  const sum = sorted.reduce((total, value) => total + value, 0)
  const mean = sorted.length === 0 ? null : sum / sorted.length
  return { median: medianOfSorted(sorted), mean, p90: percentileOfSorted(sorted, 0.9) }
}
