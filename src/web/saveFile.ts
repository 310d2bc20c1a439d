import { writeCsv } from './csv.ts'
import type { Formats } from './i18n/formats.ts'

/** Rows of a table, its head first. */
export type Rows = readonly (readonly (string | number | null)[])[]

/** Gives the browser a file to keep. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A name of a file of ours: what it holds in letters, digits and hyphens. */
export function fileName(holds: string, ending: string): string {
  return `polku-${holds.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')}.${ending}`
}

/** Keeps rows as a file that spreadsheets open: CSV as the language writes it, or an Excel workbook. */
export async function saveRows(rows: Rows, name: string, as: 'csv' | 'xlsx', formats: Formats): Promise<void> {
  if (as === 'csv') return saveFile(new Blob([writeCsv(rows, formats)], { type: 'text/csv;charset=utf-8' }), fileName(name, as))
  saveFile(await writeWorkbook(rows), fileName(name, as))
}

/** An Excel workbook of one sheet; its head stays in sight. */
async function writeWorkbook(rows: Rows): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser')
  const [head = [], ...others] = rows
  const sheet = [head.map((value) => ({ value: String(value ?? ''), fontWeight: 'bold' as const })), ...others.map((row) => [...row])]
  const widths = head.map((_, column) => ({ width: widthOf(rows, column) }))
  return write(sheet, { columns: widths, stickyRowsCount: 1 }).toBlob()
}

/** Wide enough for most of a column's first cells, in letters. */
function widthOf(rows: Rows, column: number): number {
  const lengths = rows.slice(0, 200).map((row) => String(row[column] ?? '').length)
  return Math.min(60, Math.max(8, ...lengths)) + 2
}
