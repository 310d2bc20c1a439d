import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import '../setup/context.ts'
import { openPolku } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { readEncounter } from '../../src/domain/encounter/schema.ts'
import { digestOf } from '../../src/server/encounter/registerIds.ts'
import { askRebuild, latestRebuild, rebuildPart } from '../../src/server/intake/rebuild.ts'
import { createDatabase } from '../setup/database.ts'
import { run, serve } from './server.ts'

const CUSTOMERS = 50
const ENCOUNTERS = 5000

it('finishes the rebuild of a process that was killed in the middle of a part, by another process', { timeout: 240_000 }, async () => {
  const { url, drop } = await createDatabase(inject('postgresUrl'))
  onTestFinished(drop)
  const room = mkdtempSync(join(tmpdir(), 'polku-rebuild-'))
  onTestFinished(() => rmSync(room, { recursive: true, force: true }))
  const settings = { DATABASE_URL: url, POLKU_DATA: room, POLKU_SECRET: 'a secret of nobody but tests, long enough' }
  expect((await run(['migrate'], settings)).code).toBe(0)
  const polku = await openPolku(readConfig(settings))
  onTestFinished(polku.close)
  const { database } = polku
  const before = Date.now() - ENCOUNTERS * 1000
  const items = Array.from({ length: ENCOUNTERS }, (_, index) => ({
    id: `e${index}`,
    occurredAt: new Date(before + index * 1000).toISOString(),
    customer: { crm: `C-${index % CUSTOMERS}` },
    touchpoint: 'form',
    journey: 'order',
  }))
  await polku.intake.accept(items.map((item) => (readEncounter(item, digestOf) as { encounter: never }).encounter))
  await database.query("UPDATE paths SET state = 'paused'")
  const paused = async () => (await database.query("SELECT 1 FROM paths WHERE state = 'paused'")).length
  expect(await askRebuild(polku, null)).toMatchObject({ customers: CUSTOMERS, encounters: ENCOUNTERS })
  expect(await rebuildPart(polku)).toBe(true)
  const left = await paused()
  expect(left).toBeGreaterThan(0)

  // Whoever derives these paths anew waits for them here: that is the middle of a part.
  const door = new pg.Client({ connectionString: url })
  door.on('error', () => undefined)
  onTestFinished(() => door.end())
  await door.connect()
  await door.query('BEGIN')
  await door.query("SELECT 1 FROM paths WHERE state = 'paused' FOR UPDATE")
  const victim = await serve(settings)
  const free = 'SELECT 1 FROM rebuild_chunks WHERE NOT done FOR UPDATE SKIP LOCKED'
  await expect.poll(async () => (await database.query(free)).length, { timeout: 60_000, interval: 50 }).toBe(0)
  expect(await victim.end('SIGKILL')).toBeNull()
  await door.query('COMMIT')
  await expect.poll(async () => (await database.query(free)).length, { timeout: 60_000, interval: 50 }).toBe(1)
  expect([await paused(), (await latestRebuild(database))!.finishedAt]).toEqual([left, null])

  const other = await serve(settings)
  await expect
    .poll(async () => await latestRebuild(database), { timeout: 60_000, interval: 100 })
    .toMatchObject({ doneEncounters: ENCOUNTERS, changed: CUSTOMERS, finishedAt: expect.any(Number) })
  expect(await paused()).toBe(0)
  expect(await other.end('SIGTERM')).toBe(0)
})
