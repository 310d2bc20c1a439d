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

/** Starting an engine takes seconds, so those in memory are used again, by all files of this process, and end with it. */
const free: EngineThread[] = []

function startInMemory(): Promise<EngineThread> {
  return startEngine({ dump: join(inject('emptyDatabase'), 'empty.tar') })
}

/** Engines in memory with new tables. */
function freshEmbedded(): OpenFresh {
  const migrations = readMigrations()
  beforeAll(async () => {
    if (free.length === 0) free.push(await startInMemory())
  })
  return async () => {
    const engine = free.pop() ?? (await startInMemory())
    await engine.client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DISCARD TEMP; DISCARD SEQUENCES; RESET ALL')
    // Closing gives the engine to the next test instead of ending it.
    const lent = { ...engine, close: async () => void free.push(engine) }
    const database = databaseOf(lent)
    await migrate(database, migrations)
    return database
  }
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
