import type { Formats } from './i18n/formats.ts'

/** Begins a cell that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** Rows as CSV with a byte-order mark, so that spreadsheets read its letters; `;` where the decimal mark is a comma. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[], formats: Formats): string {
  const decimal = formats.number(0.5).includes(',') ? ',' : '.'
  const mark = decimal === ',' ? ';' : ','
  const cell = (value: string | number | null) => {
    if (value === null) return ''
    if (typeof value === 'number') return String(value).replace('.', decimal)
    const plain = FORMULA.test(value) ? `'${value}` : value
    return /["\n\r]|[;,]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(mark)).join('\r\n')}\r\n`
}
