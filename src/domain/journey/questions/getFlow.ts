import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { openCells, type Cells } from './cells.ts'
import { forEachChosen, PIECE, type PathFilter } from './filter.ts'
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
  const size = columns.touchpoints.length
  const cells = openCells(columns, filter, { codes: previous, size }, { codes: touchpoint, size })
  const ways = { columns, filter, cells }
  const { counts, medianSeconds } = cells.size <= MOST_GROUPS ? nearMedians(ways) : allGaps(ways)
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

interface Ways {
  columns: PathColumns
  filter: PathFilter
  cells: Cells
}

interface Counted {
  counts: Uint32Array
  medianSeconds: (cell: number) => number
}

/** All gaps are counted by bucket; then those in the buckets of the medians are looked at. */
function nearMedians({ columns, filter, cells: { size: groups, number, cellOf } }: Ways): Counted {
  const { time, gap } = columns.encounters
  const histogram = new Uint32Array(groups << 8)
  const numbers = new Int32Array(PIECE)
  forEachChosen(columns, filter, (piece) => {
    number(piece, numbers)
    const gaps = piece.bytes(gap)
    for (let index = 0; index < piece.count; index++) histogram[(numbers[index]! << 8) | gaps[index]!]!++
  })
  const counts = new Uint32Array(groups)
  for (let at = 0; at < histogram.length; at++) counts[at >> 8]! += histogram[at]!
  // The first on a path has no gap.
  for (let cell = 0; cell < groups; cell++) if (cellOf(cell).row === 0) counts[cell] = 0
  const near = openNearMiddle(histogram, counts)
  const { low, high } = near
  const hits = new Int32Array(PIECE)
  forEachChosen(columns, filter, (piece) => {
    number(piece, numbers)
    const { count, from, list } = piece
    const gaps = piece.bytes(gap)
    let found = 0
    for (let index = 0; index < count; index++) {
      const cell = numbers[index]!
      const bucket = gaps[index]!
      hits[found] = index
      found += Number(bucket === low[cell]) | Number(bucket === high[cell])
    }
    for (let hit = 0; hit < found; hit++) {
      const index = hits[hit]!
      const encounter = from < 0 ? list[index]! : from + index
      near.add(numbers[index]!, time[encounter]! - time[encounter - 1]!)
    }
  })
  return { counts, medianSeconds: near.medianSeconds }
}

function allGaps({ columns, filter, cells: { size: groups, number } }: Ways): Counted {
  const { time } = columns.encounters
  const counts = new Uint32Array(groups)
  const numbers = new Int32Array(PIECE)
  forEachChosen(columns, filter, (piece) => {
    number(piece, numbers)
    for (let index = 0; index < piece.count; index++) counts[numbers[index]!]!++
  })
  const starts = new Float64Array(groups + 1)
  counts.forEach((count, cell) => (starts[cell + 1] = starts[cell]! + count))
  const next = starts.slice()
  const gaps = new Float64Array(starts[groups]!)
  forEachChosen(columns, filter, (piece) => {
    number(piece, numbers)
    const { count, from, list } = piece
    for (let index = 0; index < count; index++) {
      const encounter = from < 0 ? list[index]! : from + index
      gaps[next[numbers[index]!]!++] = encounter === 0 ? 0 : time[encounter]! - time[encounter - 1]!
    }
  })
  return { counts, medianSeconds: (cell) => medianSecondsOf(gaps.subarray(starts[cell], next[cell]))! }
}
