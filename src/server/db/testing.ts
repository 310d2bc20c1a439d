import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { databaseOf } from './embedded.ts'
import { type EngineThread, startEngine } from './engineThread.ts'
import { migrate, readMigrations } from './migrate.ts'

/** Gives a fresh, migrated database; it closes by itself with the test, or with the file when opened in a `beforeAll`. */
export type OpenFresh = () => Promise<Database>

/** The same tests on both engines: PGlite in memory and a PostgreSQL database of their own. */
export function describeDatabases(name: string, tests: (open: OpenFresh) => void): void {
  describe(`${name}, embedded`, () => {
    tests(closing(freshEmbedded()))
  })
  describe(`${name}, PostgreSQL`, () => {
    tests(closing(freshPostgres()))
  })
}

function closing(open: OpenFresh): OpenFresh {
  const left: Database[] = []
  afterAll(async () => {
    await Promise.all(left.map((database) => database.close()))
  })
  return async () => {
    const database = await open()
    let closed: Promise<void> | undefined
    const once: Database = { ...database, close: () => (closed ??= database.close()) }
    try {
      onTestFinished(() => once.close())
    } catch {
      // Not inside a test.
      left.push(once)
    }
    return once
  }
}

/** An engine, and the shape of its tables as the migrations made them; undefined before the first. */
type Kept = { engine: EngineThread; shape: string | undefined }

/** Starting an engine takes seconds, so those in memory are used again, by all files of this process, and end with it. */
const free: Kept[] = []

async function startInMemory(): Promise<Kept> {
  return { engine: await startEngine({ dump: join(inject('emptyDatabase'), 'empty.tar') }), shape: undefined }
}

/** Forgets what the session of the test before set, and takes what it wrote out of every table that has pages. */
const EMPTY = `DISCARD TEMP; DISCARD SEQUENCES; RESET ALL;
DO $$
DECLARE
  written text := (SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'polku_migration' AND pg_relation_size(oid) > 0);
  counted regclass;
BEGIN
  IF written IS NOT NULL THEN EXECUTE 'TRUNCATE ' || written || ' CASCADE'; END IF;
  FOR counted IN SELECT format('%I.%I', schemaname, sequencename)::regclass FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
  LOOP EXECUTE 'ALTER SEQUENCE ' || counted || ' RESTART'; END LOOP;
END $$`

/** Whatever changes tables, types, functions or triggers writes rows of the catalogue in a transaction of its own, so their sums tell of it. */
const CATALOGUE = {
  attribute: 'attrelid',
  attrdef: 'oid',
  constraint: 'oid',
  index: 'indexrelid',
  trigger: 'oid',
  proc: 'oid',
  type: 'oid',
  rewrite: 'oid',
  policy: 'oid',
  namespace: 'oid',
  extension: 'oid',
}
/** What the engine came with has smaller numbers. */
const OURS = 16_384
const SHAPE = `SELECT concat_ws(' ',
  ${Object.entries(CATALOGUE)
    .map(([name, id]) => `(SELECT count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM pg_${name} WHERE ${id} >= ${OURS})`)
    .join(',\n  ')},
  (SELECT count(*) FROM pg_statistic JOIN pg_class ON pg_class.oid = starelid WHERE relnamespace = 'public'::regnamespace),
  (SELECT md5(string_agg(concat_ws(' ', oid, relname, relpersistence, relrowsecurity, reloptions, CASE relkind WHEN 'r' THEN pg_relation_size(oid) END), ',' ORDER BY oid))
    FROM pg_class WHERE relnamespace = 'public'::regnamespace),
  (SELECT md5(string_agg(concat_ws(' ', position, name, hash), ',' ORDER BY position)) FROM polku_migration)) AS shape`

/** Engines in memory with new tables, or with those of the test before when they are as the migrations made them and empty again. */
function freshEmbedded(): OpenFresh {
  const migrations = readMigrations()
  beforeAll(async () => {
    if (free.length === 0) free.push(await startInMemory())
  })
  return async () => {
    const kept = free.pop() ?? (await startInMemory())
    const { client } = kept.engine
    // Closing gives the engine to the next test instead of ending it.
    const database = databaseOf({ ...kept.engine, close: async () => void free.push(kept) })
    if (kept.shape !== undefined && (await shapeOnceEmpty(client)) === kept.shape) return database
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DISCARD TEMP; DISCARD SEQUENCES; RESET ALL')
    await migrate(database, migrations)
    kept.shape = await shapeOf(client)
    return database
  }
}

/** The shape after emptying; undefined when a test left tables that cannot even be asked. */
async function shapeOnceEmpty(client: pg.Client): Promise<string | undefined> {
  try {
    await client.query(EMPTY)
    return await shapeOf(client)
  } catch (error) {
    if (error instanceof pg.DatabaseError) return undefined
    throw error
  }
}

async function shapeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(SHAPE)
  return rows[0]!.shape
}

const urlOf = (name: string) => Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href

/** A migrated database to copy; made once in this process, and gone with the tests' PostgreSQL. */
let template: Promise<string> | undefined

async function makeTemplate(): Promise<string> {
  const name = `polku_${randomBytes(6).toString('hex')}`
  await runOn(inject('postgresUrl'), [`CREATE DATABASE ${name}`])
  const database = await openDatabase({ url: urlOf(name) })
  await migrate(database)
  await database.close()
  return name
}

/** Copies of one migrated database on the tests' PostgreSQL; all are dropped with the file. */
function freshPostgres(): OpenFresh {
  const copies: string[] = []
  beforeAll(async () => {
    await (template ??= makeTemplate())
  })
  afterAll(() =>
    runOn(
      inject('postgresUrl'),
      copies.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    ),
  )
  return async () => {
    const name = `polku_${randomBytes(6).toString('hex')}`
    await runOn(inject('postgresUrl'), [`CREATE DATABASE ${name} TEMPLATE ${await template}`])
    copies.push(name)
    return openDatabase({ url: urlOf(name) })
  }
}

async function runOn(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
