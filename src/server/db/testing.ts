import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
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

/** Engines in memory, used again with new tables, because starting one takes a second or more. */
function freshEmbedded(): OpenFresh {
  const migrations = readMigrations()
  const free: EngineThread[] = []
  const all: EngineThread[] = []
  beforeAll(async () => {
    all.push(await startInMemory())
    free.push(...all)
  })
  afterAll(async () => {
    await Promise.all(all.map((engine) => engine.close()))
  })
  return async () => {
    const engine = free.pop() ?? (await startInMemory())
    if (!all.includes(engine)) all.push(engine)
    await engine.client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DISCARD TEMP; DISCARD SEQUENCES; RESET ALL')
    // Closing gives the engine to the next test instead of ending it.
    const lent = { ...engine, close: async () => void free.push(engine) }
    const database = databaseOf(lent)
    await migrate(database, migrations)
    return database
  }
}

/** PGlite takes many seconds to make an empty database and one to load it, so what it made once is kept for later runs. */
async function startInMemory(): Promise<EngineThread> {
  const folder = fileURLToPath(new URL('../../../node_modules/.cache/polku/', import.meta.url))
  const engine = readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')))
  const path = join(folder, `${createHash('sha256').update(engine).digest('hex').slice(0, 16)}.tar`)
  if (!existsSync(path)) {
    const made = await PGlite.create()
    const dump = await made.dumpDataDir('none')
    await made.close()
    mkdirSync(folder, { recursive: true })
    const unfinished = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()))
    renameSync(unfinished, path)
  }
  return startEngine({ dump: path })
}

/** Copies of one migrated database on the tests' PostgreSQL; all are dropped with the file. */
function freshPostgres(): OpenFresh {
  const server = inject('postgresUrl')
  const template = `polku_${randomBytes(6).toString('hex')}`
  let copies = 0
  const urlOf = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href
  beforeAll(async () => {
    await runOn(server, [`CREATE DATABASE ${template}`])
    const database = await openDatabase({ url: urlOf(template) })
    await migrate(database)
    await database.close()
  })
  afterAll(async () => {
    const names = [template, ...Array.from({ length: copies }, (_, index) => `${template}_${index}`)]
    await runOn(
      server,
      names.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    )
  })
  return async () => {
    const name = `${template}_${copies++}`
    await runOn(server, [`CREATE DATABASE ${name} TEMPLATE ${template}`])
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
