import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database, Transaction } from './database.ts'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))

// Any number will do, as long as nothing else in the database takes the same.
const LOCK = 7_065_812_437

/** One step from one shape of the tables to the next, forward only. */
export type Migration = { name: string; sql: string; hash: string }

type Applied = { position: number; name: string; hash: string }

/** Reads the migrations that drizzle-kit generated, in their order. */
export function readMigrations(folder: string = FOLDER): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  return journal.entries.map(({ tag }) => {
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n')
    return { name: tag, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/** Brings the tables up to date and answers the names of the steps taken; processes that start together wait for each other. */
export function migrate(database: Database, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  return database.transaction((transaction) => migrateWithin(transaction, migrations))
}

/** The same inside a transaction. */
export async function migrateWithin(transaction: Transaction, migrations: readonly Migration[]): Promise<string[]> {
  await transaction.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
  await transaction.exec(
    'CREATE TABLE IF NOT EXISTS polku_migration (position integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  )
  const applied = await transaction.query<Applied>('SELECT position, name, hash FROM polku_migration ORDER BY position')
  refuseForeign(applied, migrations)
  const missing = migrations.slice(applied.length)
  await applyAll(transaction, missing, applied.length)
  return missing.map(({ name }) => name)
}

/** Names of the steps that `migrate` would take; throws when the database was made by a newer or another program. */
export async function pendingMigrations(database: Database, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  const [kept] = await database.query<{ exists: boolean }>("SELECT to_regclass('polku_migration') IS NOT NULL AS exists")
  const applied = kept!.exists ? await database.query<Applied>('SELECT position, name, hash FROM polku_migration ORDER BY position') : []
  refuseForeign(applied, migrations)
  return migrations.slice(applied.length).map(({ name }) => name)
}

function refuseForeign(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [index, { name, hash }] of applied.entries()) {
    const own = migrations[index]
    if (own === undefined) {
      throw new Error(`The database is newer than this program: it has had ${name}. Start the newer program, or restore a backup.`)
    }
    if (own.hash !== hash) {
      throw new Error(`The database was made by another program: its step ${name} is not this program's ${own.name}.`)
    }
  }
}

async function applyAll(transaction: Transaction, missing: readonly Migration[], from: number): Promise<void> {
  for (const { name, sql } of missing) {
    try {
      await transaction.exec(sql)
    } catch (error) {
      throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
    }
  }
  await transaction.query(
    'INSERT INTO polku_migration (position, name, hash) SELECT $1::int + place - 1, name, hash FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS step (name, hash, place)',
    [from, missing.map(({ name }) => name), missing.map(({ hash }) => hash)],
  )
}
