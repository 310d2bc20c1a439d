import { finished } from 'node:stream/promises'
import { parse, type CsvError } from 'csv-parse'
import { BATCH, BrokenFile, emptyFields, type ReadRow } from './fileRow.ts'

const DELIMITERS = [';', ',', '\t', '|']
const SAMPLE = 64 * 1024
/** No row may be longer than this many characters: a quote that is never closed would swallow the rest of the file. */
const LONGEST = 1_000_000

/** Judges the header before any row is read; a word of refusal ends the reading. */
export type JudgeHeader = (columns: readonly string[]) => string | null

/** Reads CSV with a header row; the delimiter is told by the first rows unless it is given. Ragged rows come out as unreadable. */
export async function* readCsv(text: AsyncIterable<string>, judge: JudgeHeader, delimiter?: string): AsyncGenerator<ReadRow[]> {
  const pieces = text[Symbol.asyncIterator]()
  const { sample, isWhole } = await takeSample(pieces)
  const reading = openRows(delimiter ?? chooseDelimiter(sample, isWhole), judge)
  await reading.write(sample)
  yield* reading.take()
  for (let next = await pieces.next(); !next.done && !reading.isOver(); next = await pieces.next()) {
    await reading.write(next.value)
    yield* reading.take()
  }
  await reading.end()
  yield* reading.take()
  reading.raise()
}

async function takeSample(pieces: AsyncIterator<string>): Promise<{ sample: string; isWhole: boolean }> {
  let sample = ''
  while (sample.length < SAMPLE) {
    const next = await pieces.next()
    if (next.done) return { sample, isWhole: true }
    sample += next.value
  }
  return { sample, isWhole: false }
}

function openRows(delimiter: string, judge: JudgeHeader) {
  let rows: ReadRow[] = []
  let header: string[] | null = null
  let linesBefore = 0
  let refusal: BrokenFile | null = null

  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST,
    // Rows are taken here and not from the stream: a stream that fails drops the rows that it had ready.
    on_record: (record: string[], { lines }) => {
      const line = firstLine(record, linesBefore, lines)
      linesBefore = lines
      if (refusal) return null
      if (header) rows.push(toRow(record, header, line))
      else {
        header = record.map((name) => name.trim())
        const problem = judgeNames(header) ?? judge(header.filter((name) => name !== ''))
        if (problem !== null) refusal = new BrokenFile(problem, line)
      }
      return null
    },
  })
  parser.on('error', (error: CsvError) => {
    refusal ??= new BrokenFile(wordOf(error), Number(error['lines'] ?? 0) || undefined, columnOf(error))
  })
  parser.resume()

  return {
    write: (piece: string) => new Promise<void>((resolve) => parser.write(piece, () => resolve())),
    end: async () => {
      if (!parser.writableEnded && !parser.destroyed) parser.end()
      await finished(parser).catch(() => {})
    },
    isOver: () => refusal !== null,
    raise: () => {
      if (refusal) throw refusal
    },
    take: function* (): Generator<ReadRow[]> {
      const taken = rows
      rows = []
      for (let start = 0; start < taken.length; start += BATCH) yield taken.slice(start, start + BATCH)
    },
  }
}

/** The parser counts lines up to a row's end; a row begins as many lines earlier as its quoted fields hold line breaks. */
function firstLine(record: string[], before: number, end: number): number {
  if (end - before <= 1) return end
  let breaks = 0
  for (const value of record) if (value.includes('\n') || value.includes('\r')) breaks += value.split(/\r\n|\n|\r/).length - 1
  return end - breaks
}

function toRow(record: string[], header: string[], line: number): ReadRow {
  if (record.length !== header.length) {
    return { line, raw: record, problem: `has ${record.length} columns where the header has ${header.length}` }
  }
  const fields = emptyFields()
  for (let index = 0; index < header.length; index++) if (header[index] !== '') fields[header[index]!] = record[index]!
  return { line, number: line, raw: fields, fields }
}

function judgeNames(header: string[]): string | null {
  const seen = new Set<string>()
  for (const name of header) {
    if (name !== '' && seen.has(name)) return `two columns are called "${name}"`
    seen.add(name)
  }
  return null
}

function wordOf(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed'
  if (error.code === 'CSV_MAX_RECORD_SIZE') return `a row has more than ${LONGEST} characters; is a quote never closed?`
  return error.message
}

function columnOf(error: CsvError): number | undefined {
  const column = error['column']
  return typeof column === 'number' ? column + 1 : undefined
}

/** The delimiter that cuts the first rows into most columns, alike in every row. */
export function chooseDelimiter(sample: string, isWhole: boolean): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = countColumns(sample, delimiter, isWhole)
    const columns = counts[0] ?? 1
    if (columns < 2) continue
    const alike = counts.filter((count) => count === columns).length / counts.length
    const score = alike * 1000 + columns
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Columns of each of the first rows, quotes respected; a row cut off by the end of the sample is left out. */
function countColumns(sample: string, delimiter: string, isWhole: boolean): number[] {
  const counts: number[] = []
  let columns = 1
  let isQuoted = false
  let isBlank = true
  let atStart = true
  for (const mark of sample) {
    if (isQuoted) {
      if (mark === '"') isQuoted = false
      continue
    }
    if (mark === '"' && atStart) isQuoted = true
    atStart = false
    if (mark === delimiter) {
      columns++
      atStart = true
      isBlank = false
    } else if (mark === '\n' || mark === '\r') {
      if (!isBlank) counts.push(columns)
      if (counts.length === 50) return counts
      columns = 1
      isBlank = true
      atStart = true
    } else isBlank = false
  }
  if (isWhole && !isBlank) counts.push(columns)
  return counts
}
