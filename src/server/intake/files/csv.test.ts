import { isUtf8 } from 'node:buffer'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { chooseDelimiter, readCsv } from './csv.ts'
import { BrokenFile, type FileRow, type ReadRow } from './fileRow.ts'
import { readText } from './text.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
}

async function collect(text: AsyncIterable<string>, delimiter?: string): Promise<ReadRow[]> {
  const rows: ReadRow[] = []
  for await (const batch of readCsv(text, () => null, delimiter)) rows.push(...batch)
  return rows
}

const values = (row: ReadRow) => ('fields' in row ? Object.values((row as FileRow).fields!) : row)

/** The plainest writer there is: what holds a quote, a delimiter or a line break is quoted, and quotes are doubled. */
function write(rows: string[][], delimiter: string, newline: string, quoteAll: boolean): string {
  const cell = (value: string) =>
    quoteAll || value.includes('"') || value.includes(delimiter) || /[\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  return rows.map((row) => row.map(cell).join(delimiter) + newline).join('')
}

const cell = fc.string({ unit: fc.constantFrom(...'abcÄöå€ 1.5";,\t|\n\r\'{[<'), maxLength: 12 })
const tables = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.record({
    header: fc.constant(Array.from({ length: width }, (_, index) => `column ${index}`)),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
    delimiter: fc.constantFrom(';', ',', '\t', '|'),
    newline: fc.constantFrom('\n', '\r\n'),
    quoteAll: fc.boolean(),
    size: fc.integer({ min: 1, max: 40 }),
  }),
)
/** A row of blanks alone is an empty line to any reader. */
const isBlank = (row: string[]) => row.every((value) => value.trim() === '')

describe('CSV', () => {
  it('gives back whatever was written, whatever the delimiter, the line ends and the pieces it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ header, rows, delimiter, newline, quoteAll, size }) => {
        const text = write([header, ...rows], delimiter, newline, quoteAll)
        const read = await collect(pieces(text, size), delimiter)
        expect(read.map(values)).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })

  it('tells the line on which each row begins, quoted line breaks counted', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ header, rows, delimiter, newline, quoteAll }) => {
        // A lone carriage return inside a cell is a line break to some editors and none to others.
        const plain = rows.filter((row) => !isBlank(row)).map((row) => row.map((value) => value.replaceAll('\r', '')))
        const text = write([header, ...plain], delimiter, newline, quoteAll)
        const read = await collect(pieces(text, 7), delimiter)
        let line = 2
        const lines = plain.map((row) => {
          const begins = line
          line += write([row], delimiter, newline, quoteAll).split('\n').length - 1
          return begins
        })
        expect(read.map((row) => row.line)).toEqual(lines)
      }),
      { numRuns: 200 },
    )
  })

  it('reads UTF-8, Windows-1252 and UTF-16, with a mark or without, plain or gzip', async () => {
    const windows: Record<string, number> = { '€': 0x80, š: 0x9a, '–': 0x96 }
    const encodings: Record<string, (text: string) => Buffer> = {
      plain: (text) => Buffer.from(text),
      marked: (text) => Buffer.from(`\ufeff${text}`),
      western: (text) => Buffer.from([...text].map((mark) => windows[mark] ?? mark.charCodeAt(0))),
      wide: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    }
    const word = fc.string({ unit: fc.constantFrom(...'abcäöåÄÖÅéü€š– 1'), maxLength: 10 })
    const rows = fc.array(fc.tuple(fc.constant('x'), word), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(...Object.keys(encodings)), fc.boolean(), async (given, encoding, isGzip) => {
        // A few Western texts, such as "Å€", are UTF-8 as well: nobody can tell them apart.
        fc.pre(encoding !== 'western' || given.every(([, text]) => /^[ -~]*$/.test(text) || !isUtf8(encodings['western']!(text))))
        const bytes = encodings[encoding]!(write([['avain', 'selitys'], ...given], ';', '\r\n', false))
        const path = join(folder, 'text')
        writeFileSync(path, isGzip ? gzipSync(bytes) : bytes)
        const read = await collect(readText(path))
        expect(read.map(values)).toEqual(given)
      }),
      { numRuns: 120 },
    )
  })

  it('finds the delimiter even where others stand in texts', () => {
    expect(chooseDelimiter('aika;asia\n1.2.2026;"a,b,c"\n2.2.2026;d,e\n', true)).toBe(';')
    expect(chooseDelimiter('time,text\n1,"a;b;c"\n2,"d\n;e"\n', true)).toBe(',')
    expect(chooseDelimiter('a\tb\tc\n1\t2,5\t3,5\n', true)).toBe('\t')
    expect(chooseDelimiter('id|device\n1|a;b\n', true)).toBe('|')
  })

  it('refuses ragged rows one by one, with their line, and reads on', async () => {
    const read = await collect(pieces('a;b\n1;2\n\n"x\ny";2;3\n4\n5;6\n', 5))
    expect(read.map((row) => [row.line, 'problem' in row ? row.problem : Object.values((row as FileRow).fields!)])).toEqual([
      [2, ['1', '2']],
      [4, 'has 3 columns where the header has 2'],
      [6, 'has 1 columns where the header has 2'],
      [7, ['5', '6']],
    ])
  })

  it('keeps the rows before a quote that is never closed, and names its line', async () => {
    const rows: ReadRow[] = []
    const reading = (async () => {
      for await (const batch of readCsv(pieces('a;b\n1;2\n3;4\n5;"six\n7;8\n', 6), () => null)) rows.push(...batch)
    })()
    await expect(reading).rejects.toThrow(BrokenFile)
    await expect(reading).rejects.toMatchObject({ message: 'a quote is opened and never closed' })
    expect(rows.map(values)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('refuses a header that names a column twice', async () => {
    await expect(collect(pieces('a;b;a\n1;2;3\n', 4))).rejects.toThrow('two columns are called "a"')
  })
})
