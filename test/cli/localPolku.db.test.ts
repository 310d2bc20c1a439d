import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCommandLine } from '../../src/cli/commandLine.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'
import { findServing, listen, loadConfig, openPolku, type Polku } from '../../src/compose.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-local-'))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const row = (id: string, more: object = {}) =>
  `${JSON.stringify({ id, occurredAt: '2026-03-02T18:14:00Z', customer: { crm: `C-${id}` }, touchpoint: 'form', ...more })}\n`

interface Ended {
  code: number
  out: string[]
  err: string[]
}

/** Runs a command and catches what it prints. */
async function polku(...args: string[]): Promise<Ended> {
  const out: string[] = []
  const err: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)))
  try {
    return { code: await runCommandLine(args), out, err }
  } finally {
    vi.restoreAllMocks()
  }
}

function useFolder(name: string, more: Record<string, string> = {}): void {
  const settings = { POLKU_DATA: join(folder, name), DATABASE_URL: '', PORT: '0', LOG_LEVEL: 'silent', HOST: '', ...more }
  for (const [key, value] of Object.entries(settings)) vi.stubEnv(key, value)
}

describe('commands while a server has the embedded database open', () => {
  let running: Polku
  let server: { address: string; close: () => Promise<void> }

  beforeAll(async () => {
    prepareHome(join(folder, 'served'))
    useFolder('served')
    running = await openPolku(loadConfig())
    server = await listen(running)
    return async () => {
      await server.close()
      await running.close()
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true, maxRetries: 3 })
    }
  }, 120_000)

  const get = async (path: string, authorization?: string) => {
    const own = `Bearer ${(await findServing(loadConfig()))!.key}`
    const answer = await fetch(server.address + path, { headers: { authorization: authorization ?? own } })
    return { status: answer.status, body: await answer.json() }
  }

  it('makes tokens that the server takes at once', async () => {
    const { code, out, err } = await polku('token', 'create', '--scope', 'read', '--name', 'Screen')
    expect({ code, err }).toEqual({ code: 0, err: [] })
    expect(out[0]).toMatch(/^polku_[0-9a-z]{12}_\S{43}$/)
    expect((await get('/api/v1/journeys', `Bearer ${out[0]}`)).status).toBe(200)
    expect((await get('/api/v1/journeys', `Bearer ${out[0]!.slice(0, -1)}`)).status).toBe(401)
  })

  it('imports through the server: new, known and refused rows are told as always', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => row(`m${index}`)).join('')
    const path = file('many.ndjson', many + row('bad', { step: 'begin' }) + row('m0', { channel: 'web' }) + row('m1'))
    const first = await polku('import', path)
    expect(first.code).toBe(1)
    expect(first.out[0]).toBe('Imported: 1,200 new, 1 known already, 2 rejected.')
    expect(first.err.slice(0, 2)).toEqual([
      `${path}:1201: rejected: step must be one of start, progress, complete, abandon, fail`,
      expect.stringContaining(`${path}:1202: rejected: id is already the id`),
    ])
    expect((await polku('import', path)).out[0]).toBe('Imported: 0 new, 1,201 known already, 2 rejected.')
    expect((await get('/api/v1/customers/crm:C-m1199')).body).toMatchObject({ encounters: 1 })
  })

  it('keeps who is assumed to begin an encounter on the way to the server', async () => {
    const map = file('map.yaml', 'customer: {crm: c}\ntime: at\ntouchpoint: where\ninitiator: {value: customer}\n')
    const path = file('map.csv', 'c;at;where\nC-9;2026-03-02T18:14:00Z;counter\n')
    expect(await polku('import', path, '--map', map)).toMatchObject({ code: 0 })
    expect((await get('/api/v1/customers/crm:C-9/timeline')).body.items).toMatchObject([{ touchpoint: 'counter', initiator: 'customer' }])
  })

  it('defines through the server, and says in words what it refuses', async () => {
    const definitions = join(folder, 'definitions')
    mkdirSync(definitions)
    writeFileSync(join(definitions, 'a.yaml'), 'journeys:\n  - key: loan\n    pauseAfter: 3d\n')
    expect(await polku('define', definitions)).toEqual({ code: 0, out: ['journey loan: version 1'], err: [] })
    expect((await polku('define', definitions)).out).toEqual(['Nothing differs from what is in force.'])
    expect((await get('/api/v1/journeys/loan')).body).toMatchObject({ version: 1, definition: { pauseAfter: '3d' } })
    const refused = await polku('token', 'create', '--scope', 'read', '--name', 'x'.repeat(201))
    expect(refused).toMatchObject({ code: 3, err: [expect.stringMatching(/^The server at http\S+ refused: name must have at most 200/)] })
  })

  it('shows the key to its owner alone, and lets nobody else in with it from elsewhere', async () => {
    const { key } = (await findServing(loadConfig()))!
    const ask = (headers: Record<string, string>) => fetch(`${server.address}/api/v1/tokens`, { method: 'POST', headers })
    expect((await ask({ authorization: `Bearer ${key}` })).status).not.toBe(401)
    expect((await ask({ authorization: `Bearer ${key}`, 'x-forwarded-for': '192.0.2.1' })).status).toBe(401)
    expect((await ask({ authorization: `Bearer ${key}x` })).status).toBe(401)
  })

  it('exports through the server what an import takes in again, and mends what the server refused', async () => {
    const ingest = `Bearer ${(await polku('token', 'create', '--scope', 'ingest')).out[0]}`
    const body = JSON.stringify([
      { id: 'w1', occurredAt: '2026-03-02T18:14:00Z', customer: { crm: 'C-w' }, touchpoint: 'form', step: 'begin' },
    ])
    await fetch(`${server.address}/v1/encounters`, {
      method: 'POST',
      headers: { authorization: ingest, 'content-type': 'application/json' },
      body,
    })
    const [heading, waiting] = (await polku('quarantine', 'list')).out
    expect(heading).toMatch(/number +state +door/)
    expect(waiting).toMatch(/1 +waiting +\/v1\/encounters +w1 +\S+ +1 +step must be one of/)
    expect((await polku('quarantine', 'replay')).out).toEqual(['Taken: 0 new, 0 known already, 1 still wrong, 0 left out.'])
    const map = file('mend.yaml', 'rules:\n  - when: {step: begin}\n    set: {step: start}\n')
    expect(await polku('quarantine', 'repair', '--map', map)).toEqual({
      code: 0,
      out: ['Taken: 1 new, 0 known already, 0 still wrong, 0 left out.'],
      err: [],
    })
    expect((await polku('quarantine', 'list')).out).toEqual(['Nothing.'])
    expect((await polku('quarantine', 'discard')).code).toBe(2)

    const tell = { holdings: ['card'], asOf: '2026-01-01T00:00:00Z' }
    await fetch(`${server.address}/v1/customers/crm:C-w`, {
      method: 'PUT',
      headers: { authorization: ingest, 'content-type': 'application/json' },
      body: JSON.stringify(tell),
    })
    const path = join(folder, 'out.csv.gz')
    expect(await polku('export', '--format', 'csv', '--out', path, '--definitions', join(folder, 'kept'))).toMatchObject({
      code: 0,
      out: [],
    })
    const again = await polku('import', path)
    expect(again).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^Imported: 0 new, [\d,]+ known already, 0 rejected/), '1 statement of customers.'],
    })
    expect((await polku('define', join(folder, 'kept'))).out).toEqual(['Nothing differs from what is in force.'])
    expect((await polku('export', '--format', 'pdf')).code).toBe(2)
    const nowhere = await polku('export', '--format', 'csv', '--out', join(folder, 'no', 'such', 'folder.csv'))
    expect(nowhere).toMatchObject({ code: 2, err: [expect.stringMatching(/folder\.csv: there is no folder /)] })
  })

  it('is told by the doctor', async () => {
    const { code, out } = await polku('doctor')
    expect(out).toContainEqual(expect.stringMatching(/^ok +Database +open in the running server$/))
    expect(out).toContainEqual(expect.stringMatching(new RegExp(`^ok +Server +answers at ${server.address}$`)))
    expect(code).toBe(out.some((line) => line.startsWith('WRONG')) ? 3 : 0)
  })
})

describe('polku doctor', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('finds nothing wrong in an empty folder, and makes no database there', async () => {
    useFolder('fresh')
    const { out } = await polku('doctor')
    expect(out).toContainEqual(expect.stringMatching(/^ok +Settings +embedded database in .*fresh$/))
    expect(out).toContainEqual(expect.stringMatching(/^ok +Database +will be made at the first start$/))
    expect(out).toContainEqual(expect.stringMatching(/^ok +Model +none/))
    expect(out.filter((line) => line.startsWith('WRONG') && !line.includes('Screens'))).toEqual([])
  })

  it.each<[string, Record<string, string>, RegExp[]]>([
    ['settings', { PORT: 'x' }, [/^WRONG +Settings +are not usable$/, /PORT must be a whole number/]],
    [
      'a database out of reach',
      { DATABASE_URL: 'postgres://polku:secret@127.0.0.1:1/none', POLKU_SECRET: 'x'.repeat(32) },
      [/^WRONG +Database +cannot be opened: PostgreSQL at 127\.0\.0\.1:1\/none cannot be used/, /Check DATABASE_URL/],
    ],
    [
      'a model that may not be reached so',
      { POLKU_LLM_URL: 'http://models.example/v1', POLKU_LLM_MODEL: 'small-1', POLKU_LLM_KEY: 'secret@model' },
      [/^WRONG +Model +small-1 at models\.example: must begin with https:\/\/$/, /Check POLKU_LLM_URL/],
    ],
  ])('says what is wrong with %s and how to mend it, and no secret', async (name, settings, lines) => {
    useFolder(name.replaceAll(' ', '-'), settings)
    const { code, out } = await polku('doctor')
    expect(code).toBe(3)
    for (const line of lines) expect(out).toContainEqual(expect.stringMatching(line))
    expect(out.join('\n')).not.toContain('secret@')
  })
})
