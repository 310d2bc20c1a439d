import type { PathColumns } from '../columns.ts'
import { compareText } from '../../kernel/order.ts'
import { compareNames } from './compareNames.ts'
import { chosenPaths, type PathFilter } from './filter.ts'

/** Paths that went from the touchpoint of one step to that of the next; `to` null where they have come no further. */
export interface StepLink {
  /** Number of the step gone from, 1 the first. */
  step: number
  from: string
  to: string | null
  paths: number
  /** Of these, on how many a friction stands. */
  withFriction: number
}

/** How whole paths with at least one chosen encounter go step by step, up to so many steps: by step, then most first, then by text, ends last. */
export function getSteps(columns: PathColumns, filter: PathFilter, most: number): StepLink[] {
  const { start, frictionCount } = columns.paths
  const { touchpoint } = columns.encounters
  const size = columns.touchpoints.length
  // A cell for each step, touchpoint and touchpoint after it; code 0, which no touchpoint has, is the end.
  const cells = most * size * size
  const { add, forEach } = cells <= DENSE ? numberedThrough(cells) : occurring()
  for (const path of chosenPaths(columns, filter)) {
    const first = start[path]!
    const end = start[path + 1]!
    const until = Math.min(end, first + most)
    const isTroubled = Number(frictionCount[path]! > 0)
    for (let encounter = first; encounter < until; encounter++) {
      const next = encounter + 1 < end ? touchpoint[encounter + 1]! : 0
      add(((encounter - first) * size + touchpoint[encounter]!) * size + next, isTroubled)
    }
  }
  const links: StepLink[] = []
  forEach((cell, paths, withFriction) => {
    const from = Math.floor(cell / size)
    links.push({
      step: Math.floor(from / size) + 1,
      from: columns.touchpoints[from % size]!,
      to: columns.touchpoints[cell % size]!,
      paths,
      withFriction,
    })
  })
  return links.sort(compareLinks)
}

/** By step, then most first, then by text, ends last. */
export function compareLinks(a: StepLink, b: StepLink): number {
  return a.step - b.step || b.paths - a.paths || compareText(a.from, b.from) || compareNames(a.to, b.to)
}

interface Counter {
  add: (cell: number, isTroubled: number) => void
  /** Only cells that occur. */
  forEach: (tell: (cell: number, paths: number, withFriction: number) => void) => void
}

/** Most cells that are numbered through. */
const DENSE = 2 ** 20

function numberedThrough(cells: number): Counter {
  const paths = new Uint32Array(cells)
  const troubled = new Uint32Array(cells)
  return {
    add: (cell, isTroubled) => {
      paths[cell]!++
      troubled[cell]! += isTroubled
    },
    forEach: (tell) =>
      paths.forEach((count, cell) => {
        if (count > 0) tell(cell, count, troubled[cell]!)
      }),
  }
}

function occurring(): Counter {
  const counts = new Map<number, [paths: number, withFriction: number]>()
  return {
    add: (cell, isTroubled) => {
      const known = counts.get(cell)
      if (known === undefined) return void counts.set(cell, [1, isTroubled])
      known[0]++
      known[1] += isTroubled
    },
    forEach: (tell) => counts.forEach(([paths, withFriction], cell) => tell(cell, paths, withFriction)),
  }
}
