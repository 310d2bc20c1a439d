import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import type { PathFilter } from './filter.ts'
import { countPresence } from './presence.ts'

/** A touchpoint: its encounters, the customers and paths they are of, and the frictions that stand on those paths. */
export interface TouchpointCount {
  touchpoint: string
  encounters: number
  customers: number
  paths: number
  frictions: number
  pathsWithFriction: number
}

/** How much each touchpoint is used, and how many frictions stand on the paths through it: counted over the chosen encounters; most first, then by text. */
export function getTouchpoints(columns: PathColumns, filter: PathFilter): TouchpointCount[] {
  const coded = { codes: columns.encounters.touchpoint, size: columns.touchpoints.length }
  const presence = countPresence(columns, filter, null, coded)
  const counts = presence.map(({ row: _row, column, ...count }) => ({ touchpoint: columns.touchpoints[column]!, ...count }))
  return counts.sort((a, b) => b.encounters - a.encounters || compareText(a.touchpoint, b.touchpoint))
}
