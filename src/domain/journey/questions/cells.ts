/** A cell of a table that was counted: its codes, its count, and its number in order of first sight. */
export interface Cell {
  row: number
  column: number
  count: number
  at: number
}

/** A table of counts by two codes; only the cells that occur are kept. */
export interface Cells {
  count: (row: number, column: number) => void
  /** Number of a cell that was counted. */
  at: (row: number, column: number) => number
  counts: () => readonly number[]
  list: () => Cell[]
}

/** Most cells for which a plain table is kept; beyond, a map. */
const DENSE = 4_000_000

/** Begins a table of counts by a row code below `rows` and a column code below `columns`. */
export function openCells(rows: number, columns: number): Cells {
  const numberOf = rows * columns <= DENSE ? denseNumbers(rows * columns) : sparseNumbers()
  const keys: number[] = []
  const counts: number[] = []
  return {
    count: (row, column) => {
      const key = row * columns + column
      const at = numberOf.give(key)
      if (at === counts.length) {
        keys.push(key)
        counts.push(1)
      } else counts[at]!++
    },
    at: (row, column) => numberOf.find(row * columns + column),
    counts: () => counts,
    list: () => keys.map((key, at) => ({ row: Math.floor(key / columns), column: key % columns, count: counts[at]!, at })),
  }
}

/** Numbers given to keys in order of first sight. */
interface Numbers {
  give: (key: number) => number
  find: (key: number) => number
}

function denseNumbers(size: number): Numbers {
  const numbers = new Int32Array(size)
  let given = 0
  return {
    give: (key) => (numbers[key] ||= ++given) - 1,
    find: (key) => numbers[key]! - 1,
  }
}

function sparseNumbers(): Numbers {
  const numbers = new Map<number, number>()
  return {
    give: (key) => {
      let known = numbers.get(key)
      if (known === undefined) {
        known = numbers.size
        numbers.set(key, known)
      }
      return known
    },
    find: (key) => numbers.get(key) ?? -1,
  }
}
