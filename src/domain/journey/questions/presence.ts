import type { PathColumns } from '../columns.ts'
import { openCells, type Coded } from './cells.ts'
import { forEachChosen, PIECE, type PathFilter } from './filter.ts'

/** A cell's encounters, the different customers and paths they are of, and the frictions on those paths. */
export interface Presence {
  row: number
  column: number
  encounters: number
  customers: number
  paths: number
  frictions: number
  pathsWithFriction: number
}

/**
 * Counts chosen encounters by the code of a row, if there are rows, and of a column; relies on paths, and a customer's paths, standing together. Only cells that
 * occur are told.
 */
export function countPresence(columns: PathColumns, filter: PathFilter, rows: Coded | null, column: Coded): Presence[] {
  const { start, customer, frictionCount } = columns.paths
  const cells = openCells(columns, filter, rows, column)
  const encounters = new Uint32Array(cells.size)
  const customers = new Uint32Array(cells.size)
  const paths = new Uint32Array(cells.size)
  const frictions = new Uint32Array(cells.size)
  const pathsWithFriction = new Uint32Array(cells.size)
  // The last path, and the first path of the last customer, that each cell met.
  const lastPath = new Int32Array(cells.size).fill(-1)
  const lastFriction = new Int32Array(cells.size).fill(-1)
  const lastOwner = new Int32Array(cells.size).fill(-1)
  const numbers = new Int32Array(PIECE)
  let [reached, reachedOwner] = [0, 0]

  /** Meets a path's chosen encounters, those of a piece from one up to another. */
  function meet(path: number, owner: number, first: number, until: number): void {
    // Without branches: which cell comes next is hard to guess.
    for (let index = first; index < until; index++) {
      const cell = numbers[index]!
      encounters[cell]!++
      paths[cell]! += isOther(lastPath[cell]!, path)
      lastPath[cell] = path
      customers[cell]! += isOther(lastOwner[cell]!, owner)
      lastOwner[cell] = owner
    }
  }

  function meetFrictions(path: number, first: number, until: number): void {
    for (let index = first; index < until; index++) {
      const cell = numbers[index]!
      if (lastFriction[cell] === path) continue
      lastFriction[cell] = path
      frictions[cell]! += frictionCount[path]!
      pathsWithFriction[cell]!++
    }
  }

  forEachChosen(columns, filter, (piece) => {
    cells.number(piece, numbers)
    const { count, from, list } = piece
    let [path, owner] = [reached, reachedOwner]
    for (let first = 0; first < count;) {
      const encounter = from < 0 ? list[first]! : from + first
      while (encounter >= start[path + 1]!) if (customer[++path] !== customer[path - 1]) owner = path
      const end = start[path + 1]!
      let until = first + 1
      if (from >= 0) until = Math.min(count, end - from)
      else while (until < count && list[until]! < end) until++
      meet(path, owner, first, until)
      if (frictionCount[path]! > 0) meetFrictions(path, first, until)
      first = until
    }
    reached = path
    reachedOwner = owner
  })
  const list: Presence[] = []
  encounters.forEach((count, cell) => {
    if (count === 0) return
    list.push({
      ...cells.cellOf(cell),
      encounters: count,
      customers: customers[cell]!,
      paths: paths[cell]!,
      frictions: frictions[cell]!,
      pathsWithFriction: pathsWithFriction[cell]!,
    })
  })
  return list
}

/** 1 when two integers differ, 0 when they are the same. */
function isOther(left: number, right: number): number {
  const difference = left ^ right
  return (difference | -difference) >>> 31
}
