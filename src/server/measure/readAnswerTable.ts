import type { AnswerTable, TableRow, UnusedRow } from '../../domain/measure/driverTable.ts'
import { readCsv } from '../intake/files/csv.ts'
import { BrokenFile } from '../intake/files/fileRow.ts'
import { checkFiles, type FileDamage } from '../intake/files/readEncounters.ts'
import { readText } from '../intake/files/text.ts'

/** A CSV file as a table, its ragged rows, and where it could not be read on, if so. */
export interface ReadTable extends AnswerTable {
  ragged: UnusedRow[]
  broken: FileDamage | null
}

/** Reads a CSV file (also .gz, any usual delimiter and encoding) whole; throws `MissingFile`. */
export async function readAnswerTable(file: string): Promise<ReadTable> {
  await checkFiles([file])
  let columns: readonly string[] = []
  const rows: TableRow[] = []
  const ragged: UnusedRow[] = []
  let broken: FileDamage | null = null
  const judge = (header: readonly string[]) => {
    columns = header
    return header.length === 0 ? 'the header names no column' : null
  }
  try {
    for await (const batch of readCsv(readText(file), judge)) {
      for (const row of batch) {
        if ('problem' in row) ragged.push({ line: row.line, problem: row.problem })
        else rows.push({ line: row.line, cells: row.fields as TableRow['cells'] })
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    broken = { file, ...(error.line !== undefined && { line: error.line }), problem: error.message }
  }
  return { columns, rows, ragged, broken }
}
