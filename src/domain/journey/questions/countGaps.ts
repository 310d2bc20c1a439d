import type { PathColumns } from '../columns.ts'
import type { Cells } from './cells.ts'
import { forEachChosen, PIECE, type Facet, type PathFilter, type Piece } from './filter.ts'
import { medianSecondsOf, openNearMiddle } from './medians.ts'

/** Transitions for which gaps are counted by bucket first; of more, all gaps are gathered. */
const MOST_GROUPS = 65_536

interface Ways {
  columns: PathColumns
  filter: PathFilter
  cells: Cells
  /** Chooses among the chosen. */
  further?: Facet
  /** Cells without gaps. */
  isLeftOut?: (cell: number) => boolean
}

/** How many gaps are in each cell, and their exact median in seconds. */
export interface CountedGaps {
  counts: Uint32Array
  medianSeconds: (cell: number) => number
}

/** Counts, by cell, the times since the encounters before the chosen ones. */
export function countGaps(ways: Ways): CountedGaps {
  return ways.cells.size <= MOST_GROUPS ? nearMedians(ways) : allGaps(ways)
}

/** All gaps are counted by bucket; then those in the buckets of the medians are looked at. */
function nearMedians({ columns, filter, cells: { size: groups, number }, further, isLeftOut }: Ways): CountedGaps {
  const { time, gap } = columns.encounters
  const histogram = new Uint32Array(groups << 8)
  const numbers = new Int32Array(PIECE)
  const addToHistogram = (piece: Piece): void => {
    number(piece, numbers)
    const gaps = piece.bytes(gap)
    for (let index = 0; index < piece.count; index++) histogram[(numbers[index]! << 8) | gaps[index]!]!++
  }
  forEachChosen(columns, filter, addToHistogram, further)
  const counts = new Uint32Array(groups)
  for (let at = 0; at < histogram.length; at++) counts[at >> 8]! += histogram[at]!
  if (isLeftOut !== undefined) for (let cell = 0; cell < groups; cell++) if (isLeftOut(cell)) counts[cell] = 0
  const near = openNearMiddle(histogram, counts)
  const { low, high } = near
  const hits = new Int32Array(PIECE)
  const gather = (piece: Piece): void => {
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
  }
  forEachChosen(columns, filter, gather, further)
  return { counts, medianSeconds: near.medianSeconds }
}

function allGaps({ columns, filter, cells: { size: groups, number }, further }: Ways): CountedGaps {
  const { time } = columns.encounters
  const counts = new Uint32Array(groups)
  const numbers = new Int32Array(PIECE)
  const countGroups = (piece: Piece): void => {
    number(piece, numbers)
    for (let index = 0; index < piece.count; index++) counts[numbers[index]!]!++
  }
  forEachChosen(columns, filter, countGroups, further)
  const starts = new Float64Array(groups + 1)
  counts.forEach((count, cell) => (starts[cell + 1] = starts[cell]! + count))
  const next = starts.slice()
  const gaps = new Float64Array(starts[groups]!)
  const gatherAll = (piece: Piece): void => {
    number(piece, numbers)
    const { count, from, list } = piece
    for (let index = 0; index < count; index++) {
      const encounter = from < 0 ? list[index]! : from + index
      gaps[next[numbers[index]!]!++] = encounter === 0 ? 0 : time[encounter]! - time[encounter - 1]!
    }
  }
  forEachChosen(columns, filter, gatherAll, further)
  return { counts, medianSeconds: (cell) => medianSecondsOf(gaps.subarray(starts[cell], next[cell]))! }
}
