import './context.ts'
import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { createDatabase } from './database.ts'
import { openInMemory } from './emptyDatabase.ts'

describe('the databases of the tests', () => {
  it('has a real PostgreSQL of at least version 15 that syncs to disk', async () => {
    const client = new pg.Client({ connectionString: inject('postgresUrl') })
    await client.connect()
    const version = await client.query<{ server_version_num: string }>('SHOW server_version_num')
    const fsync = await client.query<{ fsync: string }>('SHOW fsync')
    const lowered = await client.query<{ lower: string }>("SELECT lower('ÄITI')")
    await client.end()
    expect(Number(version.rows[0]?.server_version_num)).toBeGreaterThanOrEqual(150_000)
    expect(fsync.rows[0]?.fsync).toBe('on')
    expect(lowered.rows[0]?.lower).toBe('äiti')
  })

  it('gives a test an empty database of its own and takes it away again', async () => {
    const database = await createDatabase(inject('postgresUrl'))
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const tables = await client.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
    expect(tables.rowCount).toBe(0)
    await client.end()
    await database.drop()
    await expect(new pg.Client({ connectionString: database.url }).connect()).rejects.toThrow(/does not exist/)
  })

  it('has PGlite, the same language in this process', async () => {
    const db = await openInMemory()
    const answer = await db.query<{ one: number }>('SELECT 1 AS one')
    await db.close()
    expect(answer).toEqual([{ one: 1 }])
  })
})
