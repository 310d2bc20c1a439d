import type { Codes, PathColumns } from '../columns.ts'
import { openCells } from './cells.ts'
import type { Choice } from './filter.ts'

/** Encounters, the different customers and paths they are of, and the frictions on those paths, for one code. */
export interface Presence {
  code: number
  encounters: number
  customers: number
  paths: number
  frictions: number
  pathsWithFriction: number
}

/**
 * Counts chosen encounters by a code, or by a row's code times `size` plus a code; relies on paths, and a customer's paths, standing
 * together. Only codes that occur are told.
 */
export function countPresence(columns: PathColumns, choice: Choice, codes: Codes, size: number, rows?: Codes, rowSize = 1): Presence[] {
  const { start, customer, frictionCount } = columns.paths
  const cells = openCells(rowSize, size)
  const list: (Presence & { lastPath: number; lastCustomer: number })[] = []
  for (let path = 0; path + 1 < start.length; path++) {
    const end = start[path + 1]!
    for (let encounter = start[path]!; encounter < end; encounter++) {
      if (choice !== null && choice[encounter] === 0) continue
      const row = rows === undefined ? 0 : rows[encounter]!
      const column = codes[encounter]!
      const at = cells.number(row, column)
      let presence = list[at]
      if (presence === undefined) {
        const code = row * size + column
        list.push(
          (presence = { code, encounters: 0, customers: 0, paths: 0, frictions: 0, pathsWithFriction: 0, lastPath: -1, lastCustomer: -1 }),
        )
      }
      presence.encounters++
      if (presence.lastPath === path) continue
      presence.lastPath = path
      presence.paths++
      presence.frictions += frictionCount[path]!
      if (frictionCount[path]! > 0) presence.pathsWithFriction++
      if (presence.lastCustomer === customer[path]!) continue
      presence.lastCustomer = customer[path]!
      presence.customers++
    }
  }
  return list.map(({ lastPath: _path, lastCustomer: _customer, ...presence }) => presence)
}
