import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, inject, it } from 'vitest'
import '../setup/context.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { createDatabase } from '../setup/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'
import { findLost, startSending } from './sender.ts'
import { run, serve, type Victim } from './server.ts'

const room = mkdtempSync(join(tmpdir(), 'polku-killed-'))
const seed = Number(process.env['POLKU_SEED'] ?? randomInt(1_000_000))
/** On each database; twenty on each by KILLS=20: every one costs a start of the server. */
const KILLS = Number(process.env.KILLS ?? 3)

afterAll(() => rmSync(room, { recursive: true, force: true, maxRetries: 3 }))

/** Numbers from 0 to 1 that a seed gives again. */
function chance(from: number): () => number {
  let state = from
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function killAgainAndAgain(settings: Record<string, string>, next: () => number): Promise<string[]> {
  const made = await run(['token', 'create', '--scope', 'ingest', '--name', 'test'], settings)
  const token = /polku_\w+_[\w-]+/.exec(made.printed)?.[0] ?? ''
  let victim: Victim | undefined
  const sender = startSending(() => victim?.address ?? 'http://127.0.0.1:1', token, `run${seed}`)
  for (let kill = 0; kill < KILLS; kill++) {
    victim = await serve(settings)
    const before = sender.acknowledged.length
    // Not before something was taken, so that every kill falls into intake.
    while (sender.acknowledged.length === before) await wait(5)
    await wait(next() * 150)
    await victim.end('SIGKILL')
  }
  await sender.stop()
  return sender.acknowledged
}

it.concurrent('keeps what it acknowledged on the embedded database, however it is killed', { timeout: 600_000 }, async () => {
  const settings = { POLKU_DATA: prepareHome(join(room, 'data')) }
  const acknowledged = await killAgainAndAgain(settings, chance(seed))
  const database = await openDatabase({ folder: join(room, 'data', 'database') })
  const found = await findLost(database, acknowledged)
  await database.close()
  expect({ seed, ...found }).toEqual({ seed, lost: [], halfDone: 0 })
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS)
})

it.concurrent('keeps what it acknowledged on PostgreSQL, however it is killed', { timeout: 600_000 }, async () => {
  const { url, drop } = await createDatabase(inject('postgresUrl'))
  const acknowledged = await killAgainAndAgain({ DATABASE_URL: url, POLKU_DATA: join(room, 'other') }, chance(seed + 1))
  const database = await openDatabase({ url })
  const found = await findLost(database, acknowledged)
  await database.close()
  await drop()
  expect({ seed, ...found }).toEqual({ seed, lost: [], halfDone: 0 })
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS)
})
