import { PASSING, quoted } from './backup.ts'
import { type BackupHeader, type BackupTable, readBackup, UnusableBackup } from './backupFile.ts'
import type { Database, Queryable, Transaction } from './database.ts'
import { migrateWithin, readMigrations, type Migration } from './migrate.ts'

/** What was restored: from which program and moment (ms since 1970 UTC), and how many rows. */
export interface Restored {
  polku: string
  takenAt: number
  rows: number
}

/** What a transaction has of its own cannot be brought along: everything is as if the restoring transaction had written it. */
const OF_NOW: Record<string, string> = { xid8: 'pg_current_xact_id()', pg_snapshot: 'pg_current_snapshot()' }

/**
 * Puts a backup into a database that holds nothing – or in place of what it holds, with `replace` – whole or not at all. The file is read
 * to its end and checked before anything is touched. Throws `UnusableBackup`.
 */
export async function restore(database: Database, path: string, { replace }: { replace: boolean }): Promise<Restored> {
  const header = await checkBackup(path)
  const migrations = readMigrations()
  const steps = stepsOf(header, migrations)
  return database.transaction(async (tx) => {
    // A server that uses the database would wait for the restore, and the restore for the server.
    await tx.exec("SET LOCAL lock_timeout = '10s'")
    const known = await knownTables(tx, migrations)
    if (!replace) await refuseFull(tx, known)
    if (known.length > 0) await tx.exec(`DROP TABLE IF EXISTS ${[...known, 'polku_migration'].map(quoted).join(', ')} CASCADE`)
    await migrateWithin(tx, steps)
    let rows = 0
    for await (const part of readBackup(path)) {
      if (!('rows' in part)) continue
      rows += part.rows.length
      await insert(tx, part.table, part.rows)
    }
    for (const { name, last } of header.sequences) {
      if (last !== null) await tx.query('SELECT setval($1::text::regclass, $2)', [quoted(name), last])
    }
    await migrateWithin(tx, migrations)
    return { polku: header.polku, takenAt: header.takenAt, rows }
  })
}

/** Reads a backup to its end; throws `UnusableBackup` unless it is whole. */
export async function checkBackup(path: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined
  for await (const part of readBackup(path)) if ('header' in part) ({ header } = part)
  return header!
}

/** The steps that the backup's tables had had, as this program knows them. */
function stepsOf(header: BackupHeader, migrations: readonly Migration[]): Migration[] {
  return header.migrations.map(({ name, hash }, index) => {
    const own = migrations[index]
    if (own === undefined) {
      throw new UnusableBackup(`The backup is newer than this program: it has had ${name}. Restore it with Polku ${header.polku}.`)
    }
    if (own.hash !== hash) {
      throw new UnusableBackup(`The backup was made by another program (Polku ${header.polku}): its tables are not those of this one.`)
    }
    return own
  })
}

/** Those of this program's tables that are there. */
async function knownTables(tx: Queryable, migrations: readonly Migration[]): Promise<string[]> {
  const names = migrations.flatMap(({ sql }) => [...sql.matchAll(/CREATE TABLE "(\w+)"/g)].map((match) => match[1]!))
  const rows = await tx.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname = ANY($1::text[])`,
    [names],
  )
  return rows.map(({ name }) => name)
}

async function refuseFull(tx: Queryable, tables: readonly string[]): Promise<void> {
  const kept = tables.filter((name) => !PASSING.includes(name))
  if (kept.length === 0) return
  const [row] = await tx.query<{ full: boolean }>(
    `SELECT ${kept.map((name) => `EXISTS (SELECT 1 FROM ${quoted(name)})`).join(' OR ')} AS full`,
  )
  if (row!.full) {
    throw new UnusableBackup('The database holds something already. Restore into an empty one, or give up what it holds with --replace.')
  }
}

async function insert(tx: Transaction, { name, columns }: BackupTable, rows: readonly (readonly (string | null)[])[]): Promise<void> {
  const brought = columns.map((column, index) => ({ ...column, index })).filter(({ type }) => OF_NOW[type] === undefined)
  const values = columns.map(({ type }, index) => OF_NOW[type] ?? `c${index}::${type}`)
  const given = brought.map((_, place) => `$${place + 1}::text[]`)
  await tx.query(
    `INSERT INTO ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')})
     SELECT ${values.join(', ')} FROM unnest(${given.join(', ')}) AS given(${brought.map(({ index }) => `c${index}`).join(', ')})`,
    brought.map(({ index }) => rows.map((row) => row[index]!)),
  )
}
