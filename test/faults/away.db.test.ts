import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/server/db/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'
import { startPostgres, type PostgresServer } from '../setup/postgresServer.ts'
import { findLost, startSending } from './sender.ts'
import { run, serve } from './server.ts'

const room = mkdtempSync(join(tmpdir(), 'polku-away-'))
// PostgreSQL runs as a lesser user when we are root.
chmodSync(room, 0o755)

afterAll(() => rmSync(room, { recursive: true, force: true, maxRetries: 3 }))

/** A place that stays the same while the server behind it comes and goes. */
async function openPlace(): Promise<{ port: number; lead: (to: number | null) => void; close: () => void }> {
  let target: number | null = null
  const open = new Set<Socket>()
  const place = createServer((near) => {
    const far = target === null ? near.destroy() : connect(target, '127.0.0.1')
    open.add(near)
    for (const end of [near, far]) end.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy(), open.delete(near)))
    if (target !== null) near.pipe(far).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(place, 'listening')
  return {
    port: (place.address() as AddressInfo).port,
    lead: (to) => (target = to),
    close: () => {
      place.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** Kills the whole of PostgreSQL as a power cut would, and starts it again on the same files. */
async function killAndStart(folder: string): Promise<PostgresServer> {
  process.kill(Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  for (let attempt = 0; ; attempt++) {
    // Those it had started notice a moment later, and until then their memory is in use.
    await wait(300)
    try {
      return await startPostgres(folder)
    } catch (error) {
      if (attempt === 20) throw error
    }
  }
}

const portOf = (server: PostgresServer) => Number(new URL(server.url).port)

it(
  'answers 503 while PostgreSQL is away or killed, loses nothing it acknowledged, and goes on by itself',
  { timeout: 600_000 },
  async () => {
    const folder = join(room, 'postgres')
    mkdirSync(folder)
    let postgres = await startPostgres(folder)
    const place = await openPlace()
    place.lead(portOf(postgres))
    const url = `postgres://polku@127.0.0.1:${place.port}/postgres`
    const settings = { DATABASE_URL: url, POLKU_DATA: join(room, 'data') }
    const token = /polku_\w+_[\w-]+/.exec((await run(['token', 'create', '--scope', 'ingest'], settings)).printed)?.[0] ?? ''
    const polku = await serve(settings)
    const sender = startSending(() => polku.address, token, 'away')
    const more = async () => {
      const before = sender.acknowledged.length
      await expect.poll(() => sender.acknowledged.length, { timeout: 120_000, interval: 20 }).toBeGreaterThan(before + 20)
    }
    const refusals = async () => {
      const before = sender.refused.length
      await expect.poll(() => sender.refused.length, { timeout: 120_000, interval: 20 }).toBeGreaterThan(before + 5)
    }
    await more()
    await postgres.stop()
    await refusals()
    postgres = await startPostgres(folder)
    place.lead(portOf(postgres))
    await more()
    for (let kill = 0; kill < 3; kill++) {
      postgres = await killAndStart(folder)
      place.lead(portOf(postgres))
      await more()
    }
    await sender.stop()
    expect(await polku.end('SIGTERM')).toBe(0)
    const kinds = new Set(sender.refused.map(({ status, retryAfter, type }) => `${status} ${retryAfter} ${type?.split(';')[0]}`))
    expect([...kinds]).toEqual(['503 5 application/problem+json'])
    const database = await openDatabase({ url })
    expect(await findLost(database, sender.acknowledged)).toEqual({ lost: [], halfDone: 0 })
    await database.close()
    place.close()
    await postgres.stop()
  },
)

it('is one server for one embedded folder, and is not misled by what a killed one left behind', { timeout: 300_000 }, async () => {
  const settings = { POLKU_DATA: prepareHome(join(room, 'embedded')) }
  expect((await run(['migrate'], settings)).code).toBe(0)
  const first = await serve(settings)
  const second = await run(['serve'], settings)
  expect(second.code).toBe(3)
  expect(second.printed).toMatch(/The data folder .* is in use by another Polku \(process \d+ on .+\)\. Stop that one first/)
  await first.end('SIGKILL')
  // The number of the killed server now belongs to another process: this one.
  const told = join(settings.POLKU_DATA, 'serving.json')
  writeFileSync(told, JSON.stringify({ ...(JSON.parse(readFileSync(told, 'utf8')) as object), pid: process.pid }))
  expect(await run(['token', 'create', '--scope', 'read'], settings)).toMatchObject({ code: 0, printed: expect.stringMatching(/^polku_/m) })
})
