import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { medianOfSorted } from '../../kernel/statistics.ts'
import { openCells } from './cells.ts'
import { forEachChosen, type PathFilter } from './filter.ts'
import { selectMiddle } from './selectMiddle.ts'

/** A transition: how often one touchpoint follows another on a path, and after how many seconds (exact median). */
export interface Transition {
  from: string
  to: string
  count: number
  medianSeconds: number
}

/** Which touchpoint follows which within a path: counted where the encounter arrived at is chosen; most first, then by text. */
export function getFlow(columns: PathColumns, filter: PathFilter): Transition[] {
  const { time, touchpoint, previous } = columns.encounters
  const cells = openCells(columns.touchpoints.length, columns.touchpoints.length)
  forEachChosen(columns, filter, (encounter) => {
    if (previous[encounter] !== 0) cells.count(previous[encounter]!, touchpoint[encounter]!)
  })
  const gaps = openGaps(cells.counts())
  forEachChosen(columns, filter, (encounter) => {
    const from = previous[encounter]!
    if (from !== 0) gaps.add(cells.at(from, touchpoint[encounter]!), time[encounter]! - time[encounter - 1]!)
  })
  const flow = cells.list().map(({ row, column, count, at }) => ({
    from: columns.touchpoints[row]!,
    to: columns.touchpoints[column]!,
    count,
    medianSeconds: gaps.medianSeconds(at),
  }))
  return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
}

/** Lists of gaps in ms, each of a length known before, in one array. */
function openGaps(counts: readonly number[]) {
  const next: number[] = []
  let total = 0
  for (const count of counts) {
    next.push(total)
    total += count
  }
  const starts = [...next]
  const gaps = new Float64Array(total)
  return {
    add: (list: number, gap: number) => {
      gaps[next[list]!++] = gap
    },
    medianSeconds: (list: number): number => {
      const [lower, upper] = selectMiddle(gaps.subarray(starts[list], next[list]))
      return medianOfSorted([lower / 1000, upper / 1000])!
    },
  }
}
