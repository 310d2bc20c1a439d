import type { Encounter } from '../../../domain/encounter/encounter.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import { zoneOffset } from '../../../domain/kernel/zone.ts'
import { cellsOf, CELLS, type Cell } from './cells.ts'
import { defuse } from './defuse.ts'
import type { FormatWriter } from './format.ts'
import { statementJson } from './statementJson.ts'

/** The first column, by which a file of ours is known: what the row holds. */
export const SORT_COLUMN = 'polku'
/** A column for people alone: when it happened, where the customer lived it, as spreadsheets take a date. */
export const LOCAL_COLUMN = 'localTime'
/** The column in which a row holds a statement or a judgement, as JSON. */
export const STATEMENT_COLUMN = 'statement'
/** What the first column says of a row that holds a judgement. */
export const JUDGEMENT_ROW = 'judgement'

const BREAK = '\r\n'

/** CSV as a Finnish Excel opens it: marked UTF-8, semicolons, and no cell that it would calculate or take for something else. */
export function csvWriter(kinds: readonly string[], timeZone: string): FormatWriter {
  const columns = [SORT_COLUMN, LOCAL_COLUMN, ...kinds.map((kind) => `customer.${kind}`), ...CELLS, STATEMENT_COLUMN]
  const row = (sort: string, at: number, zone: string, cells: readonly Cell[]): string => {
    const texts = new Map(cells.map(([name, text]) => [name, defuse(text)]))
    texts.set(SORT_COLUMN, sort)
    texts.set(LOCAL_COLUMN, localText(at, zone))
    return csvLine(columns.map((column) => texts.get(column) ?? ''))
  }
  const encounter = (each: Encounter) => row('encounter', each.at, each.timeZone ?? timeZone, cellsOf(each))
  return {
    begin: () => `\ufeff${csvLine(columns.map(defuse))}`,
    judgement: (judgement) =>
      row(JUDGEMENT_ROW, Date.parse(judgement.at), timeZone, [
        ['occurredAt', judgement.at],
        [STATEMENT_COLUMN, JSON.stringify(judgement)],
      ]),
    statement: (statement) =>
      row('statement', statement.at, timeZone, [
        ['occurredAt', formatInstant(statement.at)],
        ...Object.entries(statement.identifiers).map(([kind, value]): Cell => [`customer.${kind}`, value]),
        [STATEMENT_COLUMN, JSON.stringify(statementJson(statement))],
      ]),
    placed: ({ body }) => encounter(body),
    awaiting: encounter,
    end: () => '',
  }
}

/** A line of CSV as a Finnish Excel takes it: semicolons, and quotation marks where a cell needs them. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(quote).join(';') + BREAK
}

function quote(cell: string): string {
  return /["\r\n;]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function localText(at: number, zone: string): string {
  return new Date(at + zoneOffset(zone, at)).toISOString().slice(0, 19).replace('T', ' ')
}
