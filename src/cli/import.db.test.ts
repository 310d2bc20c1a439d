import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { prepareHome } from '../../test/setup/emptyDatabase.ts'
import { openCalendar } from '../server/organisation/calendar.ts'
import { describeDatabases } from '../server/db/testing.ts'
import { digestOf } from '../server/encounter/registerIds.ts'
import { readEncounters } from '../server/intake/files/readEncounters.ts'
import { openIntake } from '../server/intake/intake.ts'
import { openDefinitionStore } from '../server/journey/definitionStore.ts'
import { runCommandLine } from './commandLine.ts'
import { importItems } from './import.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-import-'))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const row = (id: string, more: object = {}) =>
  `${JSON.stringify({ id, occurredAt: '2026-03-02T18:14:00Z', customer: { crm: `C-${id}` }, touchpoint: 'form', ...more })}\n`

describe('polku import', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  it('takes each encounter once, writes rejected rows down with their reasons, and touches nothing in a dry run', async () => {
    const data = join(folder, 'kept')
    vi.stubEnv('POLKU_DATA', data)
    vi.stubEnv('DATABASE_URL', '')
    const told: string[] = []
    vi.spyOn(console, 'log').mockImplementation((text) => void told.push(String(text)))
    vi.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)))
    const path = file('a.ndjson', row('1') + row('2', { colour: 'red' }) + row('3') + row('1', { touchpoint: 'call' }) + row('3'))

    expect(await runCommandLine(['import', path, '--dry-run'])).toBe(1)
    expect(told[0]).toBe('Could be imported: 4 new, 0 known already, 1 rejected.')
    expect([existsSync(data), existsSync(`${path}.rejected.ndjson`)]).toEqual([false, false])

    prepareHome(data)
    expect(await runCommandLine(['import', path])).toBe(1)
    expect(told).toContain('Imported: 2 new, 1 known already, 2 rejected.')
    const rejected = readFileSync(`${path}.rejected.ndjson`, 'utf8').trim().split('\n')
    expect(rejected.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { line: 2, id: '2', problems: [{ field: 'colour' }], raw: { id: '2', colour: 'red' } },
      { line: 4, id: '1', problems: [{ field: 'id' }], raw: { id: '1', touchpoint: 'call' } },
    ])
    expect(statSync(`${path}.rejected.ndjson`).mode & 0o077).toBe(0)

    expect(await runCommandLine(['import', file('b.ndjson', row('1') + row('3'))])).toBe(0)
    expect(told.at(-1)).toBe('Imported: 0 new, 2 known already, 0 rejected.')
  }, 180_000)

  it('fails when the database does', async () => {
    const path = file('fails.ndjson', row('f1') + row('f2'))
    const failing = importItems(readEncounters([path], { hash: digestOf }), () => Promise.reject(new Error('no room')), false)
    await expect(failing).rejects.toThrow('no room')
  })
})

describeDatabases('importing files', (open) => {
  it('keeps a file of several batches whole, and again changes nothing', async () => {
    const database = await open()
    const definitions = openDefinitionStore(database, openCalendar(), () => Date.UTC(2026, 2, 10))
    const intake = openIntake(
      database,
      definitions,
      () => Date.UTC(2026, 2, 10),
      () => {},
    )
    const path = file(
      'many.ndjson',
      Array.from({ length: 2500 }, (_, index) => row(String(index), { customer: { crm: `C-${index % 300}` } })).join(''),
    )
    const bring = () => importItems(readEncounters([path], { hash: digestOf }), intake.accept, false)
    const first = await bring()
    expect(first).toMatchObject({ accepted: 2500, duplicates: 0, rejectedFiles: [] })
    expect(await bring()).toMatchObject({ accepted: 0, duplicates: 2500 })
    const [kept] = await database.query<{ encounters: number; customers: number }>(
      'SELECT count(*)::int AS encounters, count(DISTINCT customer_id)::int AS customers FROM encounters',
    )
    expect(kept).toEqual({ encounters: 2500, customers: 300 })
  })
})
