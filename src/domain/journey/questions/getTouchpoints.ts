import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { forEachChosen, type PathFilter } from './filter.ts'
import { openPresence } from './presence.ts'

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
  const { touchpoint } = columns.encounters
  const { customer, frictionCount } = columns.paths
  const { touchpoints } = columns
  const presence = openPresence(touchpoints.length)
  const frictions = new Float64Array(touchpoints.length)
  const pathsWithFriction = new Uint32Array(touchpoints.length)
  forEachChosen(columns, filter, (encounter, path) => {
    const code = touchpoint[encounter]!
    if (!presence.note(code, path, customer[path]!)) return
    frictions[code]! += frictionCount[path]!
    if (frictionCount[path]! > 0) pathsWithFriction[code]!++
  })
  const counts = presence.list().map(({ code, ...count }) => ({
    touchpoint: touchpoints[code]!,
    ...count,
    frictions: frictions[code]!,
    pathsWithFriction: pathsWithFriction[code]!,
  }))
  return counts.sort((a, b) => b.encounters - a.encounters || compareText(a.touchpoint, b.touchpoint))
}
