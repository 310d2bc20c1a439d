/** A table by two codes, of which only the cells that occur are kept. */
export interface Cells {
  /** Number of a cell, in order of first sight from 0. */
  number: (row: number, column: number) => number
  /** The cells seen, by number. */
  list: () => { row: number; column: number }[]
}

/** Most cells for which a plain table is kept; beyond, a map. */
const DENSE = 4_000_000

/** Begins a table by a row code below `rows` and a column code below `columns`. */
export function openCells(rows: number, columns: number): Cells {
  const keys: number[] = []
  const list = () => keys.map((key) => ({ row: Math.floor(key / columns), column: key % columns }))
  if (rows * columns > DENSE) {
    const numbers = new Map<number, number>()
    const number = (row: number, column: number): number => {
      const key = row * columns + column
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, keys.length)
      return keys.push(key) - 1
    }
    return { number, list }
  }
  const numbers = new Int32Array(rows * columns)
  const number = (row: number, column: number): number => {
    const key = row * columns + column
    if (numbers[key] === 0) numbers[key] = keys.push(key)
    return numbers[key]! - 1
  }
  return { number, list }
}
