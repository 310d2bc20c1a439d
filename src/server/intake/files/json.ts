import { BATCH, BrokenFile, emptyFields, type Fields, type FieldValue, type ReadRow } from './fileRow.ts'

/** No line or item of a JSON file may be longer than this many characters. */
const LONGEST = 10_000_000

/** Reads JSON: one item a line, or an array of items when the file begins with `[`. Either way in constant memory. */
export async function* readJson(text: AsyncIterable<string>): AsyncGenerator<ReadRow[]> {
  let read: ((piece: string | null) => ReadRow[]) | null = null
  let blank = ''
  for await (const piece of text) {
    if (!read) {
      blank += piece
      const start = blank.search(/\S/)
      if (start < 0) continue
      read = blank[start] === '[' ? arrayReader() : lineReader()
      yield* batches(read(blank))
    } else yield* batches(read(piece))
  }
  if (read) yield* batches(read(null))
}

function* batches(rows: ReadRow[]): Generator<ReadRow[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH)
}

function lineReader(): (piece: string | null) => ReadRow[] {
  let line = 0
  let carried = ''
  return (piece) => {
    const lines = (carried + (piece ?? '')).split('\n')
    carried = piece === null ? '' : lines.pop()!
    if (carried.length > LONGEST) throw new BrokenFile(`the line has more than ${LONGEST} characters`, line + lines.length + 1)
    return lines.flatMap((text) => {
      line++
      return text.trim() === '' ? [] : [readLine(text, line)]
    })
  }
}

function readLine(text: string, line: number): ReadRow {
  try {
    return { line, number: line, raw: JSON.parse(text) as unknown }
  } catch (error) {
    return { line, raw: text.slice(0, 1000), problem: `is not JSON: ${(error as Error).message}` }
  }
}

/** Cuts the items of an array out of the text by their brackets; `JSON.parse` judges each. */
function arrayReader(): (piece: string | null) => ReadRow[] {
  let line = 1
  let column = 0
  let number = 0
  let depth = 0
  let inText = false
  let escaped = false
  let isOver = false
  let item = ''
  let itemLine = 1
  let itemColumn = 1

  const finish = (rows: ReadRow[], separator: string) => {
    if (item.trim() === '' && separator === ']' && number === 0) return
    try {
      number++
      rows.push({ line: itemLine, number, raw: JSON.parse(item) as unknown })
    } catch (error) {
      throw new BrokenFile(`the item that begins here is not JSON: ${(error as Error).message}`, itemLine, itemColumn)
    }
    item = ''
  }

  return (piece) => {
    const rows: ReadRow[] = []
    if (piece === null) {
      if (!isOver) throw new BrokenFile('the array does not end', line, column)
      return rows
    }
    let start = depth > 0 ? 0 : piece.length
    const beginItem = (index: number) => {
      start = index
      itemLine = line
      itemColumn = column + 1
    }
    for (let index = 0; index < piece.length; index++) {
      const mark = piece[index]!
      column++
      if (mark === '\n') {
        line++
        column = 0
      }
      if (inText) {
        if (escaped) escaped = false
        else if (mark === '\\') escaped = true
        else if (mark === '"') inText = false
        continue
      }
      if (mark === '"' && depth > 0) inText = true
      else if (mark === '[' || mark === '{') {
        if (isOver) throw new BrokenFile('something follows the array', line, column)
        if (depth++ === 0) beginItem(index + 1)
        else if (depth === 2 && item.trim() === '' && piece.slice(start, index).trim() === '') {
          itemLine = line
          itemColumn = column
        }
      } else if (depth === 1 && (mark === ',' || mark === ']')) {
        item += piece.slice(start, index)
        finish(rows, mark)
        beginItem(index + 1)
        if (mark === ']') {
          depth = 0
          isOver = true
          start = piece.length
        }
      } else if (mark === ']' || mark === '}') depth--
      else if (isOver && mark.trim() !== '') throw new BrokenFile('something follows the array', line, column)
    }
    item += piece.slice(start)
    if (item.length > LONGEST) throw new BrokenFile(`the item has more than ${LONGEST} characters`, itemLine, itemColumn)
    return rows
  }
}

/** The fields of a JSON item by dotted name (`customer.id`), so that a map can name them. */
export function fieldsOfJson(item: unknown): Fields {
  const fields = emptyFields()
  if (item !== null && typeof item === 'object' && !Array.isArray(item)) flatten(item, '', fields)
  return fields
}

function flatten(item: object, before: string, fields: Fields): void {
  for (const [key, value] of Object.entries(item)) {
    const name = before + key
    if (Array.isArray(value)) fields[name] = value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    else if (value !== null && typeof value === 'object') flatten(value as object, `${name}.`, fields)
    else if (value !== null) fields[name] = value as FieldValue
  }
}
