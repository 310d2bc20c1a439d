import type { Codes } from '../columns.ts'
import type { Choice } from './filter.ts'

/** Codes of encounters, all below `size`. */
export interface Coded {
  codes: Codes
  size: number
}

/** A table by two codes: how a cell is numbered, and what each number stands for. */
export interface Cells {
  /** Cells that there are numbers for. */
  size: number
  /** The number of a cell; null when it is the row times the columns plus the column. */
  number: ((row: number, column: number) => number) | null
  cellOf: (number: number) => { row: number; column: number }
}

/** Most cells that are numbered through; of more, only those that occur. */
const DENSE = 65_536

/** Numbers the cells of a table by rows (null = a single one) and columns, those of chosen encounters at least. */
export function openCells(rows: Coded | null, { codes, size: columns }: Coded, choice: Choice): Cells {
  const size = (rows?.size ?? 1) * columns
  if (size <= DENSE) {
    return { size, number: null, cellOf: (number) => ({ row: Math.floor(number / columns), column: number % columns }) }
  }
  const numbers = new Map<number, number>()
  const keys: number[] = []
  for (let index = 0; index < codes.length; index++) {
    if (choice !== null && choice[index] === 0) continue
    const key = (rows === null ? 0 : rows.codes[index]!) * columns + codes[index]!
    if (!numbers.has(key)) numbers.set(key, keys.push(key) - 1)
  }
  return {
    size: keys.length,
    number: (row, column) => numbers.get(row * columns + column)!,
    cellOf: (number) => ({ row: Math.floor(keys[number]! / columns), column: keys[number]! % columns }),
  }
}
