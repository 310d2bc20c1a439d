import { compareText } from '../kernel/order.ts'
import type { DriverColumn } from './drivers.ts'

/** A row of a table: its line in the file, and its cells by column. */
export interface TableRow {
  line: number
  cells: Readonly<Record<string, string>>
}

/** A table of answers as it was read: names of columns in order, and rows. */
export interface AnswerTable {
  columns: readonly string[]
  rows: readonly TableRow[]
}

/** A row that cannot be used: its line, and what is wrong in which column. */
export interface UnusedRow {
  line: number
  problem: string
}

/** Numbers of a table: the outcome and its drivers over the rows that have all of them, and what was left out on the way. */
export interface ReadDrivers {
  outcome: Float64Array
  drivers: DriverColumn[]
  /** Rows in which something is empty. */
  incomplete: number
  unusable: UnusedRow[]
  /** Columns without numbers that nobody had named. */
  passedOver: string[]
}

/** Why a table does not answer what is asked, in words that follow the file's name. */
export type TableProblem = { problem: string }

/** A name and the columns whose mean it stands for. */
interface Named {
  name: string
  columns: string[]
}

const EMPTY = new Set(['', '.', '-', 'na', 'n/a', 'nan', 'null', 'none'])

/** A cell as a number: `null` when it is empty, `undefined` when it is something else. A comma may stand for the decimal point. */
function numberOf(cell: string): number | null | undefined {
  const text = cell.trim()
  if (EMPTY.has(text.toLowerCase())) return null
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(text)) return undefined
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) ? value : undefined
}

/**
 * Numbers of a table for an outcome and drivers (all other columns with numbers unless named). A name is a column's, or `quality=Q1+Q2` or
 * `quality=Q*` for the mean of several. Rows with an empty cell among them are left out and counted; those with something else are named.
 */
export function readDriverTable(table: AnswerTable, outcomeText: string, driverTexts?: readonly string[]): ReadDrivers | TableProblem {
  const outcome = nameColumns(outcomeText, table.columns)
  if ('problem' in outcome) return outcome
  const chosen = driverTexts === undefined ? otherColumns(table, outcome) : namedColumns(driverTexts, outcome, table.columns)
  if ('problem' in chosen) return chosen
  const wanted = [outcome, ...chosen.named]
  const wordy = wanted.flatMap(({ columns }) => columns).find((column) => !isNumeric(table, column))
  if (wordy !== undefined) return { problem: `column "${wordy}" holds no numbers${exampleOf(table, wordy)}` }
  return { ...gather(table, outcome, chosen.named), passedOver: chosen.passedOver }
}

function gather(table: AnswerTable, outcome: Named, drivers: readonly Named[]): Omit<ReadDrivers, 'passedOver'> {
  const kept: number[][] = []
  const unusable: UnusedRow[] = []
  let incomplete = 0
  const items = [...new Set([outcome, ...drivers].flatMap(({ columns }) => columns))]
  for (const { line, cells } of table.rows) {
    const numbers = new Map(items.map((column) => [column, numberOf(cells[column] ?? '')]))
    const wrong = items.filter((column) => numbers.get(column) === undefined)
    if (wrong.length > 0)
      unusable.push({ line, problem: wrong.map((column) => `${column} is "${cells[column]!}", not a number`).join('; ') })
    else if (items.some((column) => numbers.get(column) === null)) incomplete++
    else
      kept.push([outcome, ...drivers].map(({ columns }) => columns.reduce((sum, column) => sum + numbers.get(column)!, 0) / columns.length))
  }
  return {
    outcome: Float64Array.from(kept, (row) => row[0]!),
    drivers: drivers.map(({ name }, index) => ({ driver: name, values: Float64Array.from(kept, (row) => row[index + 1]!) })),
    incomplete,
    unusable,
  }
}

/** A column holds numbers when most of what is not empty is one. */
function isNumeric({ rows }: AnswerTable, column: string): boolean {
  let [numbers, others] = [0, 0]
  for (const { cells } of rows) {
    const value = numberOf(cells[column] ?? '')
    if (value === undefined) others++
    else if (value !== null) numbers++
  }
  return numbers > others
}

function exampleOf({ rows }: AnswerTable, column: string): string {
  const row = rows.find(({ cells }) => numberOf(cells[column] ?? '') === undefined)
  return row === undefined ? '' : `: line ${row.line} says "${row.cells[column]!}"`
}

type Chosen = { named: Named[]; passedOver: string[] } | TableProblem

function otherColumns(table: AnswerTable, outcome: Named): Chosen {
  const others = table.columns.filter((column) => !outcome.columns.includes(column))
  const numeric = others.filter((column) => isNumeric(table, column))
  if (numeric.length === 0) return { problem: `no column besides "${outcome.name}" holds numbers` }
  return {
    named: numeric.map((column) => ({ name: column, columns: [column] })),
    passedOver: others.filter((column) => !numeric.includes(column)),
  }
}

function namedColumns(texts: readonly string[], outcome: Named, columns: readonly string[]): Chosen {
  const named: Named[] = []
  for (const text of texts) {
    const one = nameColumns(text, columns)
    if ('problem' in one) return one
    const shared = one.columns.find((column) => outcome.columns.includes(column))
    if (shared !== undefined) return { problem: `column "${shared}" cannot be the outcome and a driver of it` }
    if (named.some(({ name }) => name === one.name)) return { problem: `two drivers are called "${one.name}"` }
    named.push(one)
  }
  return { named, passedOver: [] }
}

/** What a name stands for; one that is a column's name as it is goes before any reading of its signs. */
function nameColumns(text: string, columns: readonly string[]): Named | TableProblem {
  const asked = text.trim()
  if (columns.includes(asked)) return { name: asked, columns: [asked] }
  const [, label, rest] = /^([^=]+)=(.+)$/.exec(asked) ?? [null, asked, asked]
  const found: string[] = []
  for (const part of rest!.split('+').map((each) => each.trim())) {
    const hits = columns.includes(part)
      ? [part]
      : part.length > 1 && part.endsWith('*')
        ? columns.filter((column) => column.startsWith(part.slice(0, -1)))
        : []
    if (hits.length === 0) return { problem: `there is no column "${part}"; there are ${columns.toSorted(compareText).join(', ')}` }
    found.push(...hits)
  }
  return { name: label!.trim(), columns: [...new Set(found)] }
}
