import type { PathColumns } from '../columns.ts'
import { openCells, type Coded } from './cells.ts'
import type { Choice } from './filter.ts'

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
export function countPresence(columns: PathColumns, choice: Choice, rows: Coded | null, column: Coded): Presence[] {
  const { start, customer, frictionCount } = columns.paths
  const cells = openCells(rows, column, choice)
  const { number } = cells
  const { codes, size } = column
  const rowCodes = rows?.codes
  const encounters = new Uint32Array(cells.size)
  const customers = new Uint32Array(cells.size)
  const paths = new Uint32Array(cells.size)
  const frictions = new Float64Array(cells.size)
  const pathsWithFriction = new Uint32Array(cells.size)
  const lastPath = new Int32Array(cells.size).fill(-1)
  const lastCustomer = new Float64Array(cells.size).fill(-1)

  function meet(cell: number, path: number): void {
    lastPath[cell] = path
    paths[cell]!++
    frictions[cell]! += frictionCount[path]!
    if (frictionCount[path]! > 0) pathsWithFriction[cell]!++
    if (lastCustomer[cell] === customer[path]) return
    lastCustomer[cell] = customer[path]!
    customers[cell]!++
  }

  for (let path = 0; path + 1 < start.length; path++) {
    const end = start[path + 1]!
    for (let encounter = start[path]!; encounter < end; encounter++) {
      if (choice !== null && choice[encounter] === 0) continue
      const row = rowCodes === undefined ? 0 : rowCodes[encounter]!
      const code = codes[encounter]!
      const cell = number === null ? row * size + code : number(row, code)
      encounters[cell]!++
      if (lastPath[cell] !== path) meet(cell, path)
    }
  }
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
