import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openAsBlob, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { databaseOf } from './embedded.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

/** Gives a fresh, migrated database; it closes by itself with the test, or with the file when opened in a `beforeAll`. */
export type OpenFresh = () => Promise<Database>

/** The same tests on both engines: PGlite in memory and a PostgreSQL database of their own. */
export function describeDatabases(name: string, tests: (open: OpenFresh) => void): void {
  describe(`${name}, embedded`, () => {
    let template: Blob
    beforeAll(async () => {
      template = await embeddedTemplate(readMigrations())
    })
    tests(closing(() => openDatabase({ template })))
  })
  describe(`${name}, PostgreSQL`, () => {
    const databases = freshPostgres()
    tests(closing(databases))
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

/** PGlite takes seconds to make an empty database and one to load a dumped one, so one dump is kept for all files of tests. */
async function embeddedTemplate(migrations: readonly Migration[]): Promise<Blob> {
  const folder = fileURLToPath(new URL('../../../node_modules/.cache/polku/', import.meta.url))
  const engine = readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8')
  const key = createHash('sha256').update(engine)
  for (const { hash } of migrations) key.update(hash)
  key.update(readFileSync(new URL('./migrate.ts', import.meta.url)))
  const path = join(folder, `${key.digest('hex').slice(0, 16)}.tar`)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    for (const old of readdirSync(folder)) rmSync(join(folder, old), { force: true })
    const made = await PGlite.create()
    await migrate(databaseOf(made), migrations)
    const dump = await made.dumpDataDir('none')
    await made.close()
    const unfinished = `${path}.${process.pid}`
    writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()))
    renameSync(unfinished, path)
  }
  return openAsBlob(path)
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
