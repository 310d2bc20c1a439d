import type { Behind } from './address.ts'

/** A cell of a grid: how full it is, what is written in it and said of it, and the paths behind it. */
export interface GridCell {
  value: number
  text: string
  /** A second, smaller line; empty without one. */
  second: string
  label: string
  behind: Behind
}

/** Rows and columns with names, and the cells that there are. */
export interface Grid {
  rows: { key: string; name: string }[]
  columns: { key: string; name: string }[]
  /** By row, then column; null where nothing is. */
  cells: (GridCell | null)[][]
  /** The colour's role. */
  role: 'spruce' | 'lingonberry' | 'amber'
  /** Narrow cells without words, as those of hours. */
  isDense: boolean
}

export interface DrawnGrid {
  width: number
  height: number
  heads: { key: string; x: number; lines: string[] }[]
  names: { key: string; y: number; text: string }[]
  cells: { key: string; x: number; y: number; width: number; height: number; tint: number; cell: GridCell }[]
}

/** The darkest a cell becomes: words on it must stay readable. */
const DARKEST = 0.5
const LIGHTEST = 0.06
const HEAD = 36
const DENSE_HEAD = 22
const GAP = 3
const LONGEST_NAME = 26

/** Lays a grid out in a width; it is wider where its cells need more. */
export function layOutGrid({ rows, columns, cells, isDense }: Grid, width: number, measure: (text: string) => number): DrawnGrid {
  const names = rows.map(({ name }) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name))
  const gutter = Math.ceil(Math.max(0, ...names.map(measure))) + 12
  const heads = columns.map(({ name }) => (isDense ? [name] : breakHead(name)))
  const least = isDense
    ? 18
    : Math.max(64, ...heads.flat().map((line) => measure(line) + 8), ...cells.flat().map((cell) => measure(cell?.text ?? '') + 12))
  const wide = Math.min(isDense ? 60 : 160, Math.max(least, (width - gutter) / Math.max(1, columns.length)))
  const tall = isDense ? 28 : cells.flat().some((cell) => cell !== null && cell.second !== '') ? 50 : 38
  const top = isDense ? DENSE_HEAD : heads.some((lines) => lines.length > 1) ? HEAD : DENSE_HEAD
  const most = Math.max(0, ...cells.flat().map((cell) => cell?.value ?? 0))
  return {
    width: Math.ceil(gutter + columns.length * wide),
    height: top + rows.length * tall,
    heads: columns.map(({ key }, column) => ({ key, x: gutter + (column + 0.5) * wide - GAP / 2, lines: heads[column]! })),
    names: rows.map(({ key }, row) => ({ key, y: top + (row + 0.5) * tall + 3, text: names[row]! })),
    cells: rows.flatMap((row, index) =>
      columns.flatMap((column, place) => {
        const cell = cells[index]?.[place]
        if (!cell) return []
        return [
          {
            key: JSON.stringify([row.key, column.key]),
            x: gutter + place * wide,
            y: top + index * tall,
            width: wide - GAP,
            height: tall - GAP,
            tint: cell.value <= 0 || most === 0 ? 0 : LIGHTEST + (DARKEST - LIGHTEST) * Math.sqrt(cell.value / most),
            cell,
          },
        ]
      }),
    ),
  }
}

function breakHead(name: string): string[] {
  const space = name.length > 11 ? name.lastIndexOf(' ', 12) : -1
  const lines = space < 0 ? [name] : [name.slice(0, space), name.slice(space + 1)]
  return lines.map((line) => (line.length > 16 ? `${line.slice(0, 15)}…` : line))
}
