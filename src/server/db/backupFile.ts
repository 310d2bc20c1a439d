import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

/** A table in a backup: its columns, each with PostgreSQL's name of its type. */
export interface BackupTable {
  name: string
  columns: { name: string; type: string }[]
}

/** The first line of a backup: what made it, when (ms since 1970 UTC), the steps its tables had had, and which tables follow. */
export interface BackupHeader {
  format: 'polku-backup'
  version: 1
  polku: string
  takenAt: number
  migrations: { name: string; hash: string }[]
  tables: BackupTable[]
  /** The last number that each sequence gave; null when it has given none. */
  sequences: { name: string; last: number | null }[]
}

/** The last line: how many rows each table has, and the SHA-256 of every line before it. */
export interface BackupEnd {
  rows: Record<string, number>
  sha256: string
}

/** A file that is no backup, or a damaged one; the message is one sentence for people. */
export class UnusableBackup extends Error {
  override readonly name = 'UnusableBackup'
}

/** Ends the rows of a table. */
export const END_OF_TABLE = String.raw`\.`

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const UNESCAPES: Record<string, string> = { '\\': '\\', t: '\t', n: '\n', r: '\r' }

/** A row as one line, as COPY writes text: columns with tabs between, `\N` for null. */
export function lineOf(values: readonly (string | null)[]): string {
  return values.map((value) => (value === null ? String.raw`\N` : value.replace(/[\\\t\n\r]/g, (mark) => ESCAPES[mark]!))).join('\t')
}

/** The values of a line that `lineOf` wrote. */
export function valuesOf(line: string): (string | null)[] {
  return line.split('\t').map((value) => {
    if (value === String.raw`\N`) return null
    return value.includes('\\') ? value.replace(/\\(.)/g, (_whole, mark: string) => UNESCAPES[mark] ?? mark) : value
  })
}

/** What a backup holds, in order: its header, then batches of rows of one table after the other, then its end. */
export type BackupPart = { header: BackupHeader } | { table: BackupTable; rows: (string | null)[][] } | { end: BackupEnd }

const BATCH = 2000

/** Reads a backup and checks as it goes that it is whole: every table there, every row counted, the sum right. Throws `UnusableBackup`. */
export async function* readBackup(path: string): AsyncGenerator<BackupPart> {
  const sum = createHash('sha256')
  const counts: Record<string, number> = {}
  let header: BackupHeader | undefined
  let table: BackupTable | undefined
  let following = 0
  let rows: (string | null)[][] = []
  let isEnded = false
  for await (const line of linesOf(path)) {
    if (isEnded) throw new UnusableBackup('The backup is damaged: there is more after its end.')
    if (header === undefined) {
      header = headerOf(line)
      yield { header }
    } else if (table !== undefined) {
      if (line === END_OF_TABLE) {
        if (rows.length > 0) yield { table, rows }
        rows = []
        table = undefined
      } else {
        const values = valuesOf(line)
        if (values.length !== table.columns.length) throw damaged(`a row of ${table.name} has not as many columns as it should`)
        rows.push(values)
        counts[table.name]!++
        if (rows.length === BATCH) {
          yield { table, rows }
          rows = []
        }
      }
    } else if (following < header.tables.length) {
      table = header.tables[following++]!
      if (line !== `\\table ${table.name}`) throw damaged(`the table ${table.name} is not where it should be`)
      counts[table.name] = 0
    } else {
      const end = endOf(line)
      if (end.sha256 !== sum.digest('hex')) throw damaged('its content is not what was written')
      for (const { name } of header.tables) if (end.rows[name] !== counts[name]) throw damaged(`rows of ${name} are missing`)
      isEnded = true
      yield { end }
    }
    if (!isEnded) sum.update(line).update('\n')
  }
  if (header === undefined) throw foreign()
  if (!isEnded) throw damaged('it ends too early')
}

function damaged(how: string): UnusableBackup {
  return new UnusableBackup(`The backup is damaged: ${how}. Use another copy of it.`)
}

function foreign(): UnusableBackup {
  return new UnusableBackup('The file is no backup of Polku.')
}

function headerOf(line: string): BackupHeader {
  let header: unknown
  try {
    header = JSON.parse(line)
  } catch {
    throw foreign()
  }
  const { format, version } = (header ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'polku-backup') throw foreign()
  if (version !== 1) throw new UnusableBackup('The backup was made by a newer Polku: restore it with that one.')
  return header as BackupHeader
}

function endOf(line: string): BackupEnd {
  try {
    const { end } = JSON.parse(line) as { end: BackupEnd }
    if (typeof end.sha256 === 'string' && typeof end.rows === 'object') return end
  } catch {
    // Told below.
  }
  throw damaged('its end cannot be read')
}

/** Lines end with line feeds alone: what is kept may hold other separators of lines. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const text = file.pipe(createGunzip()).setEncoding('utf8')
  file.once('error', (error) => text.destroy(error))
  let rest = ''
  try {
    for await (const chunk of text) {
      const lines = `${rest}${chunk as string}`.split('\n')
      rest = lines.pop()!
      yield* lines
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // Not what came before tells it: an error may overtake what was unpacked well.
    if (message === 'incorrect header check') throw foreign()
    if (code?.startsWith('Z_')) throw damaged(code === 'Z_BUF_ERROR' ? 'it ends too early' : 'it cannot be unpacked')
    throw error
  }
  if (rest !== '') yield rest
}
