import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it, onTestFinished } from 'vitest'
import '../setup/context.ts'
import { type Database, openDatabase } from '../../src/server/db/database.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { createDatabase } from '../setup/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'
import { openServer } from '../setup/openServer.ts'
import { run, serve } from './server.ts'

const REQUESTS = 20
const START = Date.parse('2026-03-10T12:00:00Z')

const encounter = (number: number) => ({
  id: `e-${number}`,
  occurredAt: '2026-03-10T11:00:00Z',
  customer: { crm: `C-${number}` },
  touchpoint: 'form',
})

it('answers on the embedded database only after a sync to disk', { timeout: 120_000 }, async () => {
  const room = mkdtempSync(join(tmpdir(), 'polku-syncs-'))
  onTestFinished(() => rmSync(room, { recursive: true, force: true, maxRetries: 3 }))
  const [counted, counting] = [join(room, 'counted'), join(room, 'counting.cjs')]
  writeFileSync(counted, '')
  // Read before anything else in every thread of the server: a byte for each sync that has ended.
  writeFileSync(
    counting,
    `const fs = require('node:fs')
     const { fsyncSync } = fs
     fs.fsyncSync = (file) => { fsyncSync(file); fs.appendFileSync(${JSON.stringify(counted)}, '.') }
     require('node:module').syncBuiltinESMExports()`,
  )
  const settings = { POLKU_DATA: prepareHome(join(room, 'data')) }
  const token = /polku_\w+_[\w-]+/.exec((await run(['token', 'create', '--scope', 'ingest'], settings)).printed)?.[0] ?? ''
  // Deadlines are another's: what is counted is what the answers waited for.
  const polku = await serve({ ...settings, POLKU_ROLES: 'web', NODE_OPTIONS: `--require ${JSON.stringify(counting)}` })
  const syncs = () => readFileSync(counted).length
  const perAnswer: number[] = []
  for (let number = 0; number < REQUESTS; number++) {
    const before = syncs()
    const { status } = await fetch(`${polku.address}/v1/encounters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(encounter(number)),
    })
    perAnswer.push(syncs() - before)
    expect(status).toBe(202)
  }
  expect(await polku.end('SIGTERM')).toBe(0)
  expect(perAnswer.filter((count) => count === 0)).toEqual([])
})

/** Answers of a server on PostgreSQL, and how many of them came before the log was synced up to their commit. */
async function answersBeforeSync(
  url: string,
  from: number,
  isEnough: (early: number) => boolean,
): Promise<{ answers: number; early: number; warnings: string[] }> {
  const warnings: string[] = []
  const database = await openDatabase({ url, warn: (message) => warnings.push(message) })
  onTestFinished(() => database.close())
  await migrate(database)
  let written = '0/0'
  const noting: Database = {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        const result = await work(tx)
        // The commit comes after this place of the log.
        written = (await tx.query<{ place: string }>('SELECT pg_current_wal_insert_lsn()::text AS place'))[0]!.place
        return result
      }),
  }
  const server = await openServer(noting, START)
  const headers = { authorization: await server.bearer('ingest') }
  let early = 0
  let answers = 0
  for (; answers < REQUESTS || !isEnough(early); answers++) {
    const answer = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload: encounter(from + answers) })
    const [row] = await database.query<{ synced: boolean }>('SELECT pg_current_wal_flush_lsn() > $1::pg_lsn AS synced', [written])
    expect(answer.statusCode).toBe(202)
    if (!row!.synced) early++
  }
  await server.app.close()
  return { answers, early, warnings }
}

it('answers on PostgreSQL only after its log is synced, and warns of one that does not sync', async () => {
  const { url, drop } = await createDatabase(inject('postgresUrl'))
  onTestFinished(drop)
  expect(await answersBeforeSync(url, 0, () => true)).toEqual({ answers: REQUESTS, early: 0, warnings: [] })
  const careless = new URL(url)
  careless.searchParams.set('options', '-c synchronous_commit=off')
  // What is measured tells the difference, though commits of others on the same server may sync the log now and then.
  const other = await answersBeforeSync(careless.href.replace('+', '%20'), REQUESTS, (early) => early > 0)
  expect(other.early).toBeGreaterThan(0)
  expect(other.warnings).toEqual(['PostgreSQL has synchronous_commit off: a power cut can lose what Polku has acknowledged. Switch it on.'])
  const doctor = await run(['doctor'], { DATABASE_URL: careless.href.replace('+', '%20') })
  expect(doctor.printed).toMatch(/WRONG +Database +is not safe\n +PostgreSQL has synchronous_commit off/)
  expect(doctor.code).not.toBe(0)
})
