/** What spreadsheets calculate (also in full width), and what is written before a text that must be left alone. */
const ACTS = /^[=+\-@\t\r\n＝＋－＠']/u
/** Numbers, dates and times as a Finnish spreadsheet understands them. A whole number of at most 15 digits stays what it is. */
const LOOKS_COUNTED = /^(?=.*\d)[\d\s.,:/\-+eE]+$/
const WHOLE = /^(0|[1-9]\d{0,14})$/
const TRUTH = /^(true|false|tosi|epätosi)$/i

/** A text as a cell that no spreadsheet takes for a formula, a number or a date: an apostrophe goes before it. `undefuse` takes it away. */
export function defuse(text: string): string {
  return ACTS.test(text) || TRUTH.test(text) || (LOOKS_COUNTED.test(text) && !WHOLE.test(text)) ? `'${text}` : text
}

/** The text of a cell that `defuse` made. */
export function undefuse(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell
}
