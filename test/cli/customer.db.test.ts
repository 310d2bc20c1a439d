import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { runCommandLine } from '../../src/cli/commandLine.ts'
import { digestOf, listen, loadConfig, openPolku, type Polku } from '../../src/compose.ts'
import { readEncounter } from '../../src/domain/encounter/schema.ts'
import { createDatabase } from '../setup/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-customer-'))

/** Runs a command and catches what it prints. */
async function polku(...args: string[]): Promise<{ code: number; out: string; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)))
  try {
    return { code: await runCommandLine(args), out: out.join('\n'), err }
  } finally {
    vi.restoreAllMocks()
  }
}

function met(id: string, customer: Record<string, string>) {
  const read = readEncounter({ id, occurredAt: '2026-03-01T10:00:00Z', touchpoint: 'desk', customer }, digestOf)
  return 'encounter' in read ? [read.encounter] : []
}

describe.each(['where no server has the database open', 'beside a running server'])('polku customer, %s', (where) => {
  /** The running server's. */
  let database: Polku['database'] | null

  beforeAll(async () => {
    const isServed = where.startsWith('beside')
    const { url, drop } = await createDatabase(inject('postgresUrl'))
    if (isServed) prepareHome(folder)
    const settings = { POLKU_DATA: folder, PORT: '0', HOST: '', LOG_LEVEL: 'silent', POLKU_SECRET: 'x'.repeat(32) }
    for (const [key, value] of Object.entries({ ...settings, DATABASE_URL: isServed ? '' : url })) vi.stubEnv(key, value)
    const own = await openPolku(loadConfig())
    await own.intake.accept([...met('c1', { crm: 'C-1', phone: '+358401234567' }), ...met('c2', { phone: '+358401234567' })])
    const server = isServed ? await listen(own) : null
    if (!isServed) await own.close()
    database = isServed ? own.database : null
    return async () => {
      await server?.close()
      if (isServed) await own.close()
      vi.unstubAllEnvs()
      await drop()
      if (isServed) rmSync(folder, { recursive: true, maxRetries: 3 })
    }
  }, 120_000)

  it('shows, tries, separates and takes back', async () => {
    const tried = await polku('customer', 'separate', 'crm:C-1', 'phone:+358401234567', '--because', 'lent', '--dry-run')
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was changed: 2 customers would stand so.') })
    const done = await polku('customer', 'separate', 'crm:C-1', 'phone:+358401234567', '--because', 'lent', '--by', 'Eino')
    const number = /under number (\d+)/.exec(done.out)![1]!
    const refused = await polku('customer', 'join', 'crm:C-1', 'phone:+358401234567', '--because', 'no')
    expect(refused).toMatchObject({ code: 3, err: [expect.stringContaining(`Eino said under number ${number}`)] })
    expect((await polku('customer', 'show', 'crm:C-1')).out).toMatch(/Eino: phone:\+358401234567 are not crm:C-1, lent/)
    expect(await polku('customer', 'undo', number, '--because', 'hers', '--by', 'Aino')).toMatchObject({ code: 0 })
    const shown = await polku('customer', 'show', 'phone:+358401234567')
    expect(shown.out).toMatch(/^crm:C-1\n/)
    expect(shown.out).toMatch(/Aino took it back: hers/)
  })

  it('says what it does not understand', async () => {
    for (const args of [
      ['find'],
      ['show'],
      ['join', 'crm:C-1', '--because', 'x'],
      ['undo', 'x', '--because', 'y'],
      ['show', 'a:b', '--from', 'c:d'],
    ]) {
      expect((await polku('customer', ...args)).code).toBe(2)
    }
    const silent = await polku('customer', 'undo', '1')
    expect(silent).toMatchObject({ code: 2, err: [expect.stringContaining('--because')] })
  })

  it('is looked at by doctor, which tells of a rebuild under way', async () => {
    expect((await polku('doctor')).out).not.toContain('Rebuild')
    const own = database === null ? await openPolku(loadConfig()) : null
    await (own?.database ?? database!).query('INSERT INTO rebuilds (journey, asked_at) VALUES (NULL, 0)')
    await own?.close()
    expect((await polku('doctor')).out).toMatch(/Rebuild +under way: 0 of 0 encounters/)
  })
})
