import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { openCells } from './cells.ts'
import { compareNames } from './compareNames.ts'
import { forEachChosen, PIECE, type PathFilter } from './filter.ts'

/** How many encounters at a touchpoint were in a channel or of a stage (null = none given). */
export interface TouchpointPlace {
  touchpoint: string
  name: string | null
  encounters: number
}

/** In which channels, or of which stages, the chosen encounters at each touchpoint were; by touchpoint, most first. */
export function getPlaces(columns: PathColumns, filter: PathFilter, by: 'channel' | 'stage'): TouchpointPlace[] {
  const { touchpoint } = columns.encounters
  const names = by === 'channel' ? columns.channels : columns.stages
  const cells = openCells(
    columns,
    filter,
    { codes: touchpoint, size: columns.touchpoints.length },
    { codes: columns.encounters[by], size: names.length },
  )
  const counts = new Uint32Array(cells.size)
  const numbers = new Int32Array(PIECE)
  forEachChosen(columns, filter, (piece) => {
    cells.number(piece, numbers)
    for (let index = 0; index < piece.count; index++) counts[numbers[index]!]!++
  })
  const places: TouchpointPlace[] = []
  counts.forEach((encounters, cell) => {
    const { row, column } = cells.cellOf(cell)
    if (encounters > 0) places.push({ touchpoint: columns.touchpoints[row]!, name: names[column]!, encounters })
  })
  return places.sort(comparePlaces)
}

/** By touchpoint, most first, then by text. */
export function comparePlaces(a: TouchpointPlace, b: TouchpointPlace): number {
  return compareText(a.touchpoint, b.touchpoint) || b.encounters - a.encounters || compareNames(a.name, b.name)
}
