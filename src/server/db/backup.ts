import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type BackupEnd, type BackupHeader, type BackupTable, END_OF_TABLE, lineOf } from './backupFile.ts'
import type { Database, Queryable, Transaction } from './database.ts'

/** Tables whose rows mean something only to the processes that run just now. */
export const PASSING: readonly string[] = ['path_changes', 'keyed_writes', 'rebuilds', 'rebuild_chunks', 'last_writer']

const FETCHED = 2000

/**
 * Writes everything a database holds at one moment into a file, while others go on: beside it first, synced, then renamed. Tells how many
 * rows it has. `polku` is the version of the program, `takenAt` ms since 1970 UTC.
 */
export async function backup(database: Database, path: string, given: { polku: string; takenAt: number }): Promise<number> {
  const unfinished = `${path}.${process.pid}.unfinished`
  try {
    const rows = await database.transaction(async (tx) => {
      // One snapshot for all statements.
      await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const counts: Record<string, number> = {}
      await pipeline(Readable.from(linesOf(tx, given, counts)), createGzip({ level: 4 }), createWriteStream(unfinished, { mode: 0o600 }))
      return Object.values(counts).reduce((sum, count) => sum + count, 0)
    })
    const file = await open(unfinished, 'r')
    await file.sync().finally(() => file.close())
    await rename(unfinished, path)
    return rows
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function* linesOf(
  tx: Transaction,
  { polku, takenAt }: { polku: string; takenAt: number },
  counts: Record<string, number>,
): AsyncGenerator<string> {
  const sum = createHash('sha256')
  const write = (text: string): string => {
    sum.update(text)
    return text
  }
  const tables = await tablesOf(tx)
  const header: BackupHeader = {
    format: 'polku-backup',
    version: 1,
    polku,
    takenAt,
    migrations: await tx.query('SELECT name, hash FROM polku_migration ORDER BY position'),
    tables,
    sequences: await tx.query(`SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`),
  }
  yield write(`${JSON.stringify(header)}\n`)
  for (const table of tables) {
    yield write(`\\table ${table.name}\n`)
    counts[table.name] = 0
    for await (const rows of rowsOf(tx, table)) {
      counts[table.name]! += rows.length
      yield write(rows.map((row) => `${lineOf(row)}\n`).join(''))
    }
    yield write(`${END_OF_TABLE}\n`)
  }
  const end: BackupEnd = { rows: counts, sha256: sum.digest('hex') }
  yield `${JSON.stringify({ end })}\n`
}

/** Every table that is kept, with its columns. */
async function tablesOf(tx: Queryable): Promise<BackupTable[]> {
  const columns = await tx.query<{ table: string; name: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY c.relname COLLATE "C", a.attnum`,
  )
  const tables = new Map<string, BackupTable>()
  for (const { table, name, type } of columns) {
    if (table === 'polku_migration' || PASSING.includes(table)) continue
    const known = tables.get(table)
    if (known) known.columns.push({ name, type })
    else tables.set(table, { name: table, columns: [{ name, type }] })
  }
  return [...tables.values()]
}

async function* rowsOf(tx: Transaction, { name, columns }: BackupTable): AsyncGenerator<(string | null)[][]> {
  const list = columns.map((column, index) => `${quoted(column.name)}::text AS c${index}`).join(', ')
  // Statements are prepared by their text, so that each table's cursor has a name of its own.
  const cursor = quoted(`kept_${name}`)
  await tx.exec(`DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT ${list} FROM ${quoted(name)}`)
  for (;;) {
    const rows = await tx.query<Record<string, string | null>>(`FETCH ${FETCHED} FROM ${cursor}`)
    if (rows.length > 0) yield rows.map((row) => columns.map((_, index) => row[`c${index}`]!))
    if (rows.length < FETCHED) break
  }
  await tx.exec(`CLOSE ${cursor}`)
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
