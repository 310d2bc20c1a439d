import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { medianOfSorted } from '../../kernel/statistics.ts'
import { openCells } from './cells.ts'
import { choose, type PathFilter } from './filter.ts'
import { openMedians } from './medians.ts'

/** A transition: how often one touchpoint follows another on a path, and after how many seconds (exact median). */
export interface Transition {
  from: string
  to: string
  count: number
  medianSeconds: number
}

/** Which touchpoint follows which within a path: counted where the encounter arrived at is chosen; most first, then by text. */
export function getFlow(columns: PathColumns, filter: PathFilter): Transition[] {
  const { time, touchpoint, previous, gap } = columns.encounters
  const choice = choose(columns, filter)
  const cells = openCells(columns.touchpoints.length, columns.touchpoints.length)
  const medians = openMedians()
  for (let encounter = 0; encounter < time.length; encounter++) {
    if (choice !== null && choice[encounter] === 0) continue
    // The first on a path is counted as arriving from none, which costs less than asking.
    medians.count(cells.number(previous[encounter]!, touchpoint[encounter]!), gap[encounter]!)
  }
  const list = cells.list()
  const near = medians.near(list.map(({ row }) => row !== 0))
  for (let encounter = 1; encounter < time.length; encounter++) {
    if (choice !== null && choice[encounter] === 0) continue
    const cell = cells.number(previous[encounter]!, touchpoint[encounter]!)
    if (near.has(cell, gap[encounter]!)) near.add(cell, time[encounter]! - time[encounter - 1]!)
  }
  const flow = list.flatMap(({ row, column }, cell) => {
    if (row === 0) return []
    const [lower, upper] = near.middle(cell)
    return {
      from: columns.touchpoints[row]!,
      to: columns.touchpoints[column]!,
      count: medians.counts()[cell]!,
      medianSeconds: medianOfSorted([lower / 1000, upper / 1000])!,
    }
  })
  return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
}
