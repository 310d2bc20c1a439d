import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it } from 'vitest'
import { createDatabase } from '../../../test/setup/database.ts'
import { openDatabase } from './database.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { describeDatabases } from './testing.ts'

const own = readMigrations()

function step(name: string, sql: string): Migration {
  return { name, sql, hash: `hash of ${name}` }
}

const leaf = step('leaf', 'CREATE TABLE leaf (id integer);\n--> statement-breakpoint\nCREATE INDEX leaf_id ON leaf (id);')
const branch = step('branch', 'CREATE TABLE branch (id integer)')

describeDatabases('migrations', (open) => {
  it('are applied in order, each once', async () => {
    const database = await open()
    expect(await migrate(database)).toEqual([])
    expect(await migrate(database, [...own, leaf])).toEqual(['leaf'])
    expect(await migrate(database, [...own, leaf, branch])).toEqual(['branch'])
    expect(await migrate(database, [...own, leaf, branch])).toEqual([])
    const applied = await database.query<{ name: string }>('SELECT name FROM polku_migration ORDER BY position')
    expect(applied.map(({ name }) => name)).toEqual([...own.map(({ name }) => name), 'leaf', 'branch'])
  })

  it('leave nothing behind when one fails', async () => {
    const database = await open()
    const broken = step('broken', 'CREATE TABLE branch (id nothing)')
    await expect(migrate(database, [...own, leaf, broken])).rejects.toThrow(/^Migration broken failed: .*nothing/)
    expect(await database.query("SELECT to_regclass('leaf') AS leaf")).toEqual([{ leaf: null }])
    expect(await migrate(database, [...own, leaf])).toEqual(['leaf'])
  })

  it('refuse a database that is newer than the program', async () => {
    const database = await open()
    await migrate(database, [...own, leaf])
    await expect(migrate(database, own)).rejects.toThrow('The database is newer than this program: it has had leaf.')
  })

  it('refuse a database whose steps were others', async () => {
    const database = await open()
    await migrate(database, [...own, leaf])
    await expect(migrate(database, [...own, branch])).rejects.toThrow("its step leaf is not this program's branch")
  })
})

describe('migrations', () => {
  it('are made once by processes that start together', async () => {
    const { url, drop } = await createDatabase(inject('postgresUrl'))
    const processes = await Promise.all([1, 2, 3].map(() => openDatabase({ url })))
    const applied = await Promise.all(processes.map((database) => migrate(database)))
    await Promise.all(processes.map((database) => database.close()))
    await drop()
    expect(applied.flat()).toEqual(own.map(({ name }) => name))
  })

  it('say what the tables say', () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url))
    const out = mkdtempSync(join(tmpdir(), 'polku-migrations-'))
    cpSync(join(root, 'src/server/db/migrations'), out, { recursive: true })
    const before = readdirSync(out)
    const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')
    const schema = './src/server/**/tables.ts'
    execFileSync(process.execPath, [kit, 'generate', '--dialect', 'postgresql', '--schema', schema, '--out', out], {
      cwd: root,
      stdio: 'pipe',
    })
    const after = readdirSync(out)
    rmSync(out, { recursive: true, force: true })
    expect(after, 'Tables changed: run npm run db:generate.').toEqual(before)
  })
})
