import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import '../setup/context.ts'
import { openPolku, startWorker } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { lockWriter } from '../../src/server/db/writerLock.ts'
import { openServer } from '../setup/openServer.ts'
import { createDatabase } from '../setup/database.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-10T12:00:00Z')
/** More than one turn of a worker looks at. */
const CUSTOMERS = 450

it('fires each deadline once, though two workers look at one PostgreSQL', { timeout: 240_000 }, async () => {
  const { url, drop } = await createDatabase(inject('postgresUrl'))
  onTestFinished(drop)
  const room = mkdtempSync(join(tmpdir(), 'polku-workers-'))
  onTestFinished(() => rmSync(room, { recursive: true, force: true }))
  const config = readConfig({ DATABASE_URL: url, POLKU_DATA: room, POLKU_SECRET: 'a secret of nobody but tests, long enough' })
  let now = START
  const failures: unknown[] = []
  const open = () => openPolku(config, () => now)
  const both = [await open(), await open()]
  const [{ database }] = both as [(typeof both)[0]]
  onTestFinished(async () => void (await Promise.all(both.map((polku) => polku.close()))))

  const server = await openServer(database, START)
  const payload = Array.from({ length: CUSTOMERS }, (_, number) => ({
    id: `e-${number}`,
    occurredAt: new Date(START - number).toISOString(),
    customer: { crm: `C-${number}` },
    touchpoint: 'form',
    journey: 'order',
    matter: `M-${number}`,
    initiator: 'customer',
    step: 'fail',
  }))
  const headers = { authorization: await server.bearer('ingest') }
  const sent = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload })
  expect(sent.json()).toMatchObject({ accepted: CUSTOMERS })
  await server.app.close()
  const count = async () => {
    const [row] = await database.query<{ frictions: number; told: number; cases: number; opened: number; due: number }>(
      `SELECT (SELECT count(*) FROM frictions) AS frictions,
              (SELECT count(*) FROM outbox WHERE type = 'friction.found') AS told,
              (SELECT count(*) FROM cases) AS cases,
              (SELECT count(*) FROM outbox WHERE type = 'case.opened') AS opened,
              (SELECT count(*) FROM customers WHERE due_at < $1 OR alert_at < $1) AS due`,
      [now],
    )
    return row!
  }
  expect(await count()).toEqual({ frictions: 0, told: 0, cases: 0, opened: 0, due: 0 })

  const deeds = both.map(() => 0)
  both.forEach((polku, index) => polku.onCommit(() => deeds[index]!++))
  now += 30 * 24 * HOUR
  // Neither begins before both wait at the same door, so that they take turns.
  const waiting = () =>
    database.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  const door = new pg.Client({ connectionString: url })
  await door.connect()
  await door.query('BEGIN')
  await lockWriter({ query: async (text, parameters) => (await door.query(text, parameters && [...parameters])).rows })
  const workers = both.map((polku) => startWorker(polku, (error) => failures.push(error)))
  await expect.poll(waiting, { timeout: 60_000, interval: 20 }).toHaveLength(2)
  await door.end()
  await expect.poll(async () => (await count()).due, { timeout: 120_000, interval: 50 }).toBe(0)
  // Both look again, and find nothing to do.
  await wait(2500)
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(failures).toEqual([])
  expect(await count()).toEqual({ frictions: CUSTOMERS, told: CUSTOMERS, cases: CUSTOMERS, opened: CUSTOMERS, due: 0 })
  expect(await database.query('SELECT customer_id FROM outbox GROUP BY customer_id, type, body HAVING count(*) > 1')).toEqual([])
  expect(Math.min(...deeds)).toBeGreaterThan(0)
})
