import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { openCells } from './cells.ts'
import { countGaps } from './countGaps.ts'
import type { PathFilter } from './filter.ts'

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
  const size = columns.touchpoints.length
  const cells = openCells(columns, filter, { codes: previous, size }, { codes: touchpoint, size })
  // The first on a path has no gap: it arrives from nowhere.
  const { counts, medianSeconds } = countGaps({ columns, filter, cells, isLeftOut: (cell) => cells.cellOf(cell).row === 0 })
  const flow: Transition[] = []
  counts.forEach((count, cell) => {
    const { row, column } = cells.cellOf(cell)
    if (count === 0 || row === 0) return
    flow.push({ from: columns.touchpoints[row]!, to: columns.touchpoints[column]!, count, medianSeconds: medianSeconds(cell) })
  })
  return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
}
