import type { Codes, PathColumns } from '../columns.ts'
import { forEachChosen, PIECE, type PathFilter, type Piece } from './filter.ts'

/** Codes of encounters, all below `size`. */
export interface Coded {
  codes: Codes
  size: number
}

/** A table by two codes: how a cell is numbered, and what each number stands for. */
export interface Cells {
  /** Cells that there are numbers for. */
  size: number
  /** Writes the number of each chosen encounter's cell. */
  number: (piece: Piece, numbers: Int32Array) => void
  cellOf: (number: number) => { row: number; column: number }
}

/** Most cells that are numbered through; of more, only those that occur. */
const DENSE = 65_536

/** Numbers the cells of a table by rows (null = a single one) and columns, those of chosen encounters at least. */
export function openCells(columns: PathColumns, filter: PathFilter, rows: Coded | null, column: Coded): Cells {
  const size = (rows?.size ?? 1) * column.size
  const cellOf = (key: number) => ({ row: Math.floor(key / column.size), column: key % column.size })
  if (size <= DENSE) return { size, number: numberThrough(rows, column), cellOf }
  const numbers = new Map<number, number>()
  const keys: number[] = []
  const keyed = new Float64Array(PIECE)
  const keysOf = (piece: Piece): Float64Array => {
    const codes = piece.codes(column.codes)
    const rowCodes = rows && piece.codes(rows.codes)
    for (let index = 0; index < piece.count; index++)
      keyed[index] = (rowCodes === null ? 0 : rowCodes[index]!) * column.size + codes[index]!
    return keyed
  }
  forEachChosen(columns, filter, (piece) => {
    for (const key of keysOf(piece).subarray(0, piece.count)) if (!numbers.has(key)) numbers.set(key, keys.push(key) - 1)
  })
  return {
    size: keys.length,
    number: (piece, into) => {
      const given = keysOf(piece)
      for (let index = 0; index < piece.count; index++) into[index] = numbers.get(given[index]!)!
    },
    cellOf: (number) => cellOf(keys[number]!),
  }
}

function numberThrough(rows: Coded | null, { codes, size }: Coded): Cells['number'] {
  return (piece, into) => {
    const { count } = piece
    const columns = piece.codes(codes)
    if (rows === null) {
      for (let index = 0; index < count; index++) into[index] = columns[index]!
      return
    }
    const lines = piece.codes(rows.codes)
    for (let index = 0; index < count; index++) into[index] = lines[index]! * size + columns[index]!
  }
}
