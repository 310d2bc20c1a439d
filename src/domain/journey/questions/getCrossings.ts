import type { PathStateName } from '../path.ts'
import { PATH_STATES, type PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { openCells } from './cells.ts'
import { compareNames } from './compareNames.ts'
import { forEachChosen, PIECE, type PathFilter } from './filter.ts'

/** How often paths come from one touchpoint (null = they begin) to another, and how often on paths on which a friction stands. */
export interface Crossing {
  from: string | null
  to: string
  count: number
  withFriction: number
}

/** How many paths have come no further than a touchpoint, by their state. */
export interface PathEnd {
  touchpoint: string
  state: PathStateName
  paths: number
}

/** Where paths begin, cross and end. */
export interface Crossings {
  /** Most first, then by text, those that begin last. */
  crossings: Crossing[]
  /** Most first, then by text and state. */
  ends: PathEnd[]
}

/** Where paths begin, cross from touchpoint to touchpoint and end, and how much of it on paths with a friction: counted where the encounter arrived at is chosen. */
export function getCrossings(columns: PathColumns, filter: PathFilter): Crossings {
  const { touchpoint, previous } = columns.encounters
  const { start, state, frictionCount } = columns.paths
  const size = columns.touchpoints.length
  const cells = openCells(columns, filter, { codes: previous, size }, { codes: touchpoint, size })
  const counts = new Uint32Array(cells.size)
  const troubled = new Uint32Array(cells.size)
  const ended = new Uint32Array(size * PATH_STATES.length)
  const numbers = new Int32Array(PIECE)
  let path = 0
  forEachChosen(columns, filter, (piece) => {
    cells.number(piece, numbers)
    const { count, from, list } = piece
    for (let index = 0; index < count; index++) counts[numbers[index]!]!++
    for (let first = 0; first < count;) {
      const encounter = from < 0 ? list[first]! : from + first
      while (encounter >= start[path + 1]!) path++
      const end = start[path + 1]!
      let until = first + 1
      if (from >= 0) until = Math.min(count, end - from)
      else while (until < count && list[until]! < end) until++
      const last = from < 0 ? list[until - 1]! : from + until - 1
      if (last === end - 1) ended[touchpoint[last]! * PATH_STATES.length + state[path]!]!++
      if (frictionCount[path]! > 0) for (let index = first; index < until; index++) troubled[numbers[index]!]!++
      first = until
    }
  })
  const crossings: Crossing[] = []
  counts.forEach((count, cell) => {
    if (count === 0) return
    const { row, column } = cells.cellOf(cell)
    crossings.push({ from: columns.touchpoints[row]!, to: columns.touchpoints[column]!, count, withFriction: troubled[cell]! })
  })
  const ends: PathEnd[] = []
  ended.forEach((paths, cell) => {
    const code = Math.floor(cell / PATH_STATES.length)
    if (paths > 0) ends.push({ touchpoint: columns.touchpoints[code]!, state: PATH_STATES[cell % PATH_STATES.length]!, paths })
  })
  return { crossings: crossings.sort(compareCrossings), ends: ends.sort(compareEnds) }
}

/** Most first, then by text; beginnings after others. */
export function compareCrossings(a: Crossing, b: Crossing): number {
  return b.count - a.count || compareNames(a.from, b.from) || compareText(a.to, b.to)
}

/** Most first, then by touchpoint and state. */
export function compareEnds(a: PathEnd, b: PathEnd): number {
  return b.paths - a.paths || compareText(a.touchpoint, b.touchpoint) || compareText(a.state, b.state)
}
