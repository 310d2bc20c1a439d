import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import '../setup/context.ts'
import { lockWriter } from '../../src/server/db/writerLock.ts'
import { createDatabase } from '../setup/database.ts'
import { run, serve } from './server.ts'

const FOUR_AND_A_HALF_MB = 4.5 * 1024 * 1024

/** Memory of a process in MB; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`
  return existsSync(status) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))![1]) / 1024 : 0
}

it('lets requests wait while there is room, refuses more, and answers all that wait before it stops', { timeout: 180_000 }, async () => {
  const { url, drop } = await createDatabase(inject('postgresUrl'))
  onTestFinished(drop)
  const room = mkdtempSync(join(tmpdir(), 'polku-stopped-'))
  onTestFinished(() => rmSync(room, { recursive: true, force: true }))
  const settings = { DATABASE_URL: url, POLKU_DATA: room, POLKU_ROLES: 'web' }
  const token = /polku_\w+_[\w-]+/.exec((await run(['token', 'create', '--scope', 'ingest'], settings)).printed)?.[0] ?? ''
  const polku = await serve(settings)
  const send = (id: string) => {
    const item = { id, occurredAt: new Date().toISOString(), customer: { crm: id }, touchpoint: 'form' }
    const body = JSON.stringify([item]).padEnd(FOUR_AND_A_HALF_MB)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return fetch(`${polku.address}/v1/encounters`, { method: 'POST', headers, body })
  }
  const door = new pg.Client({ connectionString: url })
  await door.connect()
  await door.query('BEGIN')
  await lockWriter({ query: async (text, parameters) => (await door.query(text, parameters && [...parameters])).rows })
  const answered = (each: Promise<Response>) =>
    each.then(
      ({ status }) => status,
      () => 'cut off',
    )
  // There is room for seven: when one is refused, the others are in.
  const waiting = Array.from({ length: 8 }, (_, number) => answered(send(`waits-${number}`)))
  await Promise.race(waiting)
  await expect.poll(() => answered(send('too-much'))).toBe(503)
  const full = memoryOf(polku.child.pid!)
  // Ten times what there is room for.
  for (let round = 0; round < 10; round++) {
    const refused = await Promise.all(Array.from({ length: 7 }, (_, number) => answered(send(`refused-${round}-${number}`))))
    expect(refused.filter((status) => status === 202)).toEqual([])
  }
  expect(memoryOf(polku.child.pid!) - full).toBeLessThan(100)
  const locks = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  await expect.poll(async () => (await door.query(locks)).rowCount).toBeGreaterThan(0)
  const ended = polku.end('SIGTERM')
  // It listens no more, and still it waits for those.
  await expect
    .poll(() =>
      fetch(polku.address).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed')
  expect(polku.child.exitCode).toBeNull()
  await door.query('COMMIT')
  await door.end()
  expect((await Promise.all(waiting)).filter((status) => status === 202)).toHaveLength(7)
  expect([await ended, polku.printed()]).toEqual([0, expect.not.stringContaining('could not')])
})
