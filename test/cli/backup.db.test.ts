import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it, vi } from 'vitest'
import { demoOrganisation } from '../../seed/demo.ts'
import { runCommandLine } from '../../src/cli/commandLine.ts'
import { answerWithin, digestOf, letTimePass, listen, loadConfig, openPolku, type Polku } from '../../src/compose.ts'
import { readEncounter } from '../../src/domain/encounter/schema.ts'
import { readStatementJson } from '../../src/server/intake/export/statementJson.ts'
import { createDatabase } from '../setup/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-moves-'))
const LONG = 400_000

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, maxRetries: 3 })
})

function use(settings: { data: string } | { url: string }): void {
  const own = 'data' in settings ? { POLKU_DATA: join(folder, settings.data), DATABASE_URL: '' } : { DATABASE_URL: settings.url }
  const all = { POLKU_SECRET: 'x'.repeat(32), PORT: '0', HOST: '', LOG_LEVEL: 'silent', ...own }
  for (const [key, value] of Object.entries(all)) vi.stubEnv(key, value)
}

async function polku(...args: string[]): Promise<{ code: number; printed: string[] }> {
  const printed: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation((text) => void printed.push(String(text)))
  try {
    return { code: await runCommandLine(args), printed }
  } finally {
    vi.restoreAllMocks()
  }
}

async function within<Result>(work: (own: Polku) => Promise<Result>): Promise<Result> {
  const own = await openPolku(loadConfig())
  try {
    return await work(own)
  } finally {
    await own.close()
  }
}

async function fill(own: Polku): Promise<void> {
  const demo = demoOrganisation({ customers: 6 })
  await own.definitions.putAll(demo.definitions)
  await own.intake.tellAll(
    demo.statements.flatMap((statement) => {
      const read = readStatementJson({ asOf: '2026-01-01T00:00:00Z', ...statement })
      return 'statement' in read ? [read.statement] : []
    }),
  )
  await own.intake.accept(
    demo.encounters.flatMap((item) => {
      const read = readEncounter(item, digestOf)
      return 'encounter' in read ? [read.encounter] : []
    }),
  )
  await letTimePass(own)
}

/** What the API answers of everything, without the moment of the answer. */
async function answers(own: Polku) {
  const ask = await answerWithin(own)
  const get = async (path: string) => {
    const { status, text } = await ask('GET', path, undefined)
    expect(status).toBe(200)
    return JSON.parse(text) as { items: Record<string, unknown>[] } & Record<string, unknown>
  }
  const customers = await get('/api/v1/customers?limit=200')
  const lists = ['paths', 'frictions', 'cases', 'journeys', 'touchpoints', 'judgements'].map((what) => get(`/api/v1/${what}`))
  const { asOf: _asOf, answeredBy: _answeredBy, ...flow } = await get('/api/v1/journeys/car-loan/flow')
  const each = customers.items.map(({ customer }) => encodeURIComponent(String(customer)))
  return {
    customers,
    lists: await Promise.all(lists),
    flow,
    each: await Promise.all(each.flatMap((name) => ['', '/timeline', '/identity'].map((part) => get(`/api/v1/customers/${name}${part}`)))),
  }
}

describe('a backup through the command line', () => {
  it(
    'goes from embedded, beside its server, to PostgreSQL and back; everything answers as before',
    async () => {
      const { url, drop } = await createDatabase(inject('postgresUrl'))
      const [first, second] = [join(folder, 'first.backup'), join(folder, 'second.backup')]
      for (const name of ['from', 'to']) prepareHome(join(folder, name))
      use({ data: 'from' })
      const expected = await within(async (own) => {
        await fill(own)
        const server = await listen(own)
        expect(await polku('backup', first)).toMatchObject({ code: 0 })
        expect(await polku('restore', first, '--replace')).toMatchObject({
          code: 3,
          printed: [expect.stringContaining('Stop it, then restore')],
        })
        await server.close()
        return answers(own)
      })
      expect(expected.customers.items.length).toBeGreaterThan(6)
      for (const list of expected.lists.slice(0, 5)) expect(list.items.length).toBeGreaterThan(0)

      use({ url })
      expect(await polku('restore', first)).toMatchObject({ code: 0 })
      expect(await within(answers)).toEqual(expected)
      expect(await polku('restore', first)).toMatchObject({ code: 3, printed: [expect.stringContaining('--replace')] })
      expect(await polku('backup', second)).toMatchObject({ code: 0 })

      use({ data: 'to' })
      expect(await polku('restore', second)).toMatchObject({ code: 0 })
      expect(await within(answers)).toEqual(expected)
      await drop()
    },
    LONG,
  )
})
