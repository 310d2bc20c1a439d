import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { openCells, type Cells } from './cells.ts'
import { choose, type Choice, type PathFilter } from './filter.ts'
import { medianSecondsOf, openNearMiddle } from './medians.ts'

/** A transition: how often one touchpoint follows another on a path, and after how many seconds (exact median). */
export interface Transition {
  from: string
  to: string
  count: number
  medianSeconds: number
}

/** Which touchpoint follows which within a path: counted where the encounter arrived at is chosen; most first, then by text. */
export function getFlow(columns: PathColumns, filter: PathFilter): Transition[] {
  const { touchpoint, previous } = columns.encounters
  const choice = choose(columns, filter)
  const size = columns.touchpoints.length
  const cells = openCells({ codes: previous, size }, { codes: touchpoint, size }, choice)
  const { counts, medianSeconds } = cells.size <= MOST_GROUPS ? nearMedians(columns, choice, cells) : allGaps(columns, choice, cells)
  const flow: Transition[] = []
  counts.forEach((count, cell) => {
    const { row, column } = cells.cellOf(cell)
    // The first on a path arrives from nowhere.
    if (count === 0 || row === 0) return
    flow.push({ from: columns.touchpoints[row]!, to: columns.touchpoints[column]!, count, medianSeconds: medianSeconds(cell) })
  })
  return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
}

/** Transitions for which gaps are counted by bucket first; of more, all gaps are gathered. */
const MOST_GROUPS = 65_536

interface Counted {
  counts: Uint32Array
  medianSeconds: (cell: number) => number
}

/** All gaps are counted by bucket; then those in the buckets of the medians are looked at. */
function nearMedians({ encounters, touchpoints: { length: size } }: PathColumns, choice: Choice, { size: groups, number }: Cells): Counted {
  const { time, touchpoint, previous, gap } = encounters
  const histogram = new Uint32Array(groups << 8)
  for (let encounter = 0; encounter < time.length; encounter++) {
    if (choice !== null && choice[encounter] === 0) continue
    const [from, to] = [previous[encounter]!, touchpoint[encounter]!]
    const cell = number === null ? from * size + to : number(from, to)
    histogram[(cell << 8) | gap[encounter]!]!++
  }
  const counts = new Uint32Array(groups)
  histogram.forEach((count, at) => (counts[at >> 8]! += count))
  const near = openNearMiddle(histogram, counts)
  const { low, high } = near
  for (let encounter = 1; encounter < time.length; encounter++) {
    if (choice !== null && choice[encounter] === 0) continue
    const [from, to] = [previous[encounter]!, touchpoint[encounter]!]
    const cell = number === null ? from * size + to : number(from, to)
    const bucket = gap[encounter]!
    if (bucket !== low[cell] && bucket !== high[cell]) continue
    if (from !== 0) near.add(cell, time[encounter]! - time[encounter - 1]!)
  }
  return { counts, medianSeconds: near.medianSeconds }
}

function allGaps({ encounters, touchpoints: { length: size } }: PathColumns, choice: Choice, { size: groups, number }: Cells): Counted {
  const { time, touchpoint, previous } = encounters
  const counts = new Uint32Array(groups)
  const cellOf = (encounter: number): number => {
    const [from, to] = [previous[encounter]!, touchpoint[encounter]!]
    return number === null ? from * size + to : number(from, to)
  }
  for (let encounter = 0; encounter < time.length; encounter++) if (choice === null || choice[encounter] === 1) counts[cellOf(encounter)]!++
  const starts = new Float64Array(groups + 1)
  counts.forEach((count, cell) => (starts[cell + 1] = starts[cell]! + count))
  const next = starts.slice()
  const gaps = new Float64Array(starts[groups]!)
  for (let encounter = 1; encounter < time.length; encounter++) {
    if (choice !== null && choice[encounter] === 0) continue
    gaps[next[cellOf(encounter)]!++] = time[encounter]! - time[encounter - 1]!
  }
  return { counts, medianSeconds: (cell) => medianSecondsOf(gaps.subarray(starts[cell], next[cell]))! }
}
