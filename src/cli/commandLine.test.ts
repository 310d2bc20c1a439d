import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { runCommandLine } from './commandLine.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'polku-cli-'))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

interface Ended {
  code: number
  out: string
  err: string
}

/** Runs a command line in this process and catches what it prints. */
async function polku(...args: string[]): Promise<Ended> {
  const printed = { out: '', err: '' }
  const catchInto = (stream: 'out' | 'err', end: string) => (text: unknown) => {
    printed[stream] += `${String(text)}${end}`
    return true
  }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(catchInto('out', '\n')),
    vi.spyOn(console, 'error').mockImplementation(catchInto('err', '\n')),
    vi.spyOn(process.stdout, 'write').mockImplementation(catchInto('out', '')),
  ]
  try {
    return { code: await runCommandLine(args), ...printed }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const good = file('good.ndjson', '{"id":"1","occurredAt":"2026-03-02T18:14:00Z","customer":{"crm":"C-1"},"touchpoint":"form"}\n')
const mixed = file(
  'mixed.csv',
  'occurredAt;touchpoint;customer.crm\n2026-03-02T18:14:00Z;form;C-1\nsoon;form;C-1\n2026-03-02T18:14:00Z;form\n',
)
const cut = file(
  'cut.xes',
  '<log><trace><string key="concept:name" value="T"/><event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-03-02T18:14:00Z"/></event>',
)

const definitions = join(folder, 'definitions')
/** What is no file: a name that must not be given to another thing. */
const pipe = join(folder, 'pipe')
spawnSync('mkfifo', [pipe])
const wrongMap = file('wrong.yaml', 'time: at\n')

describe('polku', () => {
  it.each<[args: string[], code: number, says: RegExp]>([
    [['--help'], 0, /^$/],
    [['analyze', '--help'], 0, /^$/],
    [['analyze', good], 0, /^$/],
    [
      ['analyze', mixed],
      1,
      /^\S+mixed\.csv:3: rejected: occurredAt "soon" is not a time as iso\n\S+mixed\.csv:4: rejected: has 2 columns where the header has 3\n$/,
    ],
    [[], 2, /^$/],
    [['frobnicate'], 2, /^There is no command "frobnicate"; there are .*\n$/],
    [['analyze'], 2, /^Name at least one file\.\n$/],
    [['backup', join(folder, 'nowhere', 'all.polku')], 2, /^\S+all\.polku: there is no folder \S+nowhere\n$/],
    [['backup', folder], 2, /^\S+: is a folder, not a file\n$/],
    [['backup', pipe], 2, /^\S+pipe: is no plain file\n$/],
    [['export', '--format', 'csv', '--out', pipe], 2, /^\S+pipe: is no plain file\n$/],
    [['webhook', 'add'], 2, /^Name the address to send to\.\n$/],
    [['webhook', 'test'], 2, /^Name a webhook by its id\.\n$/],
    [['webhook', 'rotate', 'wh_1', '--overlap', '-1'], 2, /^Option '--overlap' argument is ambiguous\.\n$/],
    [['define'], 2, /^Name one folder\.\n$/],
    [['backup'], 2, /^Name one file\.\n$/],
    [['analyze', join(folder, 'nothing.csv')], 2, /^\S+nothing\.csv: there is no such file\n$/],
    [['analyze', good, '--colour'], 2, /^Unknown option '--colour'\n$/],
    [['analyze', good, '--as-of', 'tomorrow'], 2, /^--as-of must be a time with its zone.*\n$/],
    [['analyze', good, '--calendar', 'XX'], 2, /^--calendar: there is no calendar of "XX".*\n$/],
    [['analyze', good, '--details'], 2, /^--details needs --json\.\n$/],
    [['analyze', good, '--definitions', definitions], 2, /^\S+definitions: is no folder that can be read.*\n$/],
    [['analyze', good, '--map', wrongMap], 2, /^\S+wrong\.yaml:1: touchpoint: .*\n\S+wrong\.yaml:1: customer: .*\n$/],
    [['analyze', cut], 3, /^\S+cut\.xes:1:\d+: cannot be read on: .*[^.]\. What came before it was kept\.\n$/],
  ])('%j ends with %i and a readable word', async (args, code, says) => {
    const ended = await polku(...args)
    expect(ended).toMatchObject({ code, err: expect.stringMatching(says) as string })
  })

  it.each(['serve', 'migrate', 'import', 'define', 'token'])(
    '%s tells wrong settings as wrong usage, without their values',
    async (name) => {
      mkdirSync(definitions, { recursive: true })
      writeFileSync(join(definitions, 'a.yaml'), 'channels:\n  - key: chat\n')
      const rest = { import: [good], define: [definitions], token: ['create', '--scope', 'read'] }[name] ?? []
      vi.stubEnv('PORT', 'secret-port')
      vi.stubEnv('POLKU_DATA', join(folder, 'unused'))
      const ended = await polku(name, ...rest)
      vi.unstubAllEnvs()
      rmSync(definitions, { recursive: true })
      expect(ended).toEqual({ code: 2, out: '', err: 'PORT must be a whole number from 0 to 65535.\n' })
    },
  )

  it('analyzes to a report, or to one JSON document', async () => {
    const text = await polku('analyze', cut)
    expect(text.out).toContain('1 encounter of 1 customer\n')
    expect(text.out).toContain('Part of the input could not be read')
    const json = await polku('analyze', good, mixed, '--json', '--details')
    const document = JSON.parse(json.out) as Record<string, unknown>
    expect(document).toMatchObject({ encounters: 2, rejected: 2, customers: 1, asOf: '2026-03-02T18:14:00Z', skipped: 0, broken: [] })
    expect(document['pathList']).toMatchObject([{ customer: 'crm:C-1', journey: 'relationship', encounters: 2 }])
  })

  it('takes definitions from a folder, and names every wrong place in them', async () => {
    const place = mkdtempSync(join(folder, 'defined-'))
    writeFileSync(join(place, 'a.yaml'), 'journeys:\n  - key: loan\n    touchpoints: [form]\n')
    const good1 = await polku('analyze', good, '--definitions', place, '--json', '--details')
    expect(JSON.parse(good1.out)).toMatchObject({ pathList: [{ journey: 'loan' }] })
    writeFileSync(join(place, 'b.json'), '{\n "channels": [{"key": "chat"}],\n "touchpoints": [\n  {"key": "x", "initiator": "we"}]}')
    writeFileSync(join(place, 'c.yml'), 'journeys:\n  - key: loan\n    pauseAfter: soon\n')
    const wrong = await polku('analyze', good, '--definitions', place)
    expect(wrong.code).toBe(2)
    expect(wrong.err).toMatch(/b\.json:4: touchpoints › 0 › initiator: .*\n.*c\.yml:3: journeys › 0 › pauseAfter: must be a length of time/)
  })

  it('is a program: its exit code tells how it went, and no stack trace is shown without being asked', () => {
    const command = ['--import', 'tsx', 'src/cli/main.ts', 'analyze', 'nowhere']
    const ended = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
    expect(ended).toMatchObject({ status: 2, stdout: '', stderr: 'nowhere: there is no such file\n' })
  }, 60_000)

  it('prints its version', async () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(await polku('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' })
  })
})
