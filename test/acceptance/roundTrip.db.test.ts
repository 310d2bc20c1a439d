import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BANK_STORY } from '../../seed/bankStory.ts'
import { demoOrganisation } from '../../seed/demo.ts'
import { importItems, type Judge } from '../../src/cli/import.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import { encounterJson, readEncounter } from '../../src/domain/encounter/schema.ts'
import type { DefinitionsInput } from '../../src/domain/journey/definition.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { digestOf } from '../../src/server/encounter/registerIds.ts'
import { EXPORT_FILES, exportTo, type ExportFormat, type ExportOptions } from '../../src/server/intake/export/exportTo.ts'
import { readStatementJson } from '../../src/server/intake/export/statementJson.ts'
import { readEncounters } from '../../src/server/intake/files/readEncounters.ts'
import { lives } from '../properties/life.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { judgeOcel } from './ocelRules.ts'
import { judgeXes } from './xesRules.ts'

const NOW = Date.parse('2027-03-01T00:00:00Z')
const FORMATS = Object.keys(EXPORT_FILES) as ExportFormat[]
const LONG = 120_000

const folder = mkdtempSync(join(tmpdir(), 'polku-round-'))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

function read(item: object, assumedInitiator?: Encounter['assumedInitiator']): Encounter {
  const result = readEncounter(item, digestOf)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return { ...result.encounter, ...(assumedInitiator && { assumedInitiator }) }
}

function tell(given: object) {
  const result = readStatementJson(given)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.statement
}

const HOSTILE = [
  '=1+1',
  '@x',
  "'quoted",
  '+358',
  '-1',
  '\tx',
  '00123',
  '1-2',
  'TRUE',
  'a;b"c',
  'a|b\\|c\\',
  '<&>"',
  '＝x',
  'line\r\nbreak\u0001\ufffe',
  '\u{1f600}',
]

/** Everything that a format may lose. */
function oddEncounters(): Encounter[] {
  const base = { occurredAt: '2026-05-01T10:00:00.123Z', touchpoint: 'odd' }
  return [
    ...HOSTILE.map((text, index) =>
      read({
        ...base,
        id: `odd-${index}`,
        customer: { crm: 'ODD', loyalty: `L${index} ${text.replace(/\p{Cc}/gu, '')}` },
        text,
        properties: { [text]: text, list: [text, 1, null, true], deep: { a: [{}] } },
        provides: [text.replace(/\p{Cc}/gu, ''), 'x|y', '\\'],
        handledBy: { person: `p ${index}` },
      }),
    ),
    read({
      ...base,
      id: '=odd',
      customer: { crm: 'ODD', email: 'odd@example.com', 'k²': 'squared' },
      touchpoint: '=cmd',
      journey: 'loan',
      matter: '007',
      measures: [
        { metric: 'nps', score: 3, scale: '0-10' },
        { metric: 'nps', score: 9.5 },
      ],
      promises: [{ what: 'call', dueAt: '2026-05-02T10:00:00+03:00' }],
      takesUp: ['card'],
      offers: ['loan', 'card'],
      properties: { 'lifecycle:transition': 'SCHEDULE', 'org:resource': '112', 'org:group': 'G' },
    }),
    read({ ...base, id: 'assumed', customer: { crm: 'ASSUMED' } }, 'customer'),
    read({ ...base, id: 'later', occurredAt: '2028-01-01T00:00:00Z', customer: { 'later-kind': 'x' }, matter: 'M-later' }, 'company'),
  ]
}

async function fill(server: OpenServer): Promise<void> {
  const demo = demoOrganisation({ customers: 12 })
  const crowd = fc.sample(lives(30), { numRuns: 4, seed: 7 })
  await server.define(demo.definitions)
  for (const life of crowd) await server.define(life.definitions as DefinitionsInput)
  await server.intake.tellAll([
    ...demo.statements.map((statement) => tell({ asOf: '2026-01-01T00:00:00Z', ...statement })),
    ...crowd.flatMap((life) => life.statements.map((statement) => tell(statement))),
    tell({
      customer: 'crm:ONLY-TOLD',
      asOf: '2026-02-01T00:00:00Z',
      holdings: [],
      consents: { ads: false },
      attributes: { name: '=Told;', '=': null },
    }),
  ])
  await server.intake.accept([
    ...BANK_STORY.map((item) => read(item)),
    ...demo.encounters.filter(({ id }) => !BANK_STORY.some((each) => each.id === id)).map((item) => read(item)),
    ...crowd.flatMap((life, number) => life.encounters.map((item) => read({ ...item, id: `${number}-${item.id}` }))),
    ...oddEncounters(),
  ])
  await judge(server)
  await server.tick(NOW)
}

/** People part whom a wrong link joined, join whom no link does, and take something back. */
async function judge({ app, bearer, intake }: OpenServer): Promise<void> {
  const met = (id: string, customer: Record<string, string>) =>
    read({ id, occurredAt: '2026-05-03T10:00:00Z', touchpoint: 'desk', customer })
  await intake.accept([
    met('w1', { crm: 'WHO-1' }),
    met('w2', { crm: 'WHO-1', loyalty: 'WHO-L' }),
    met('w3', { loyalty: 'WHO-L' }),
    met('w4', { crm: 'WHO-2', phone: '+358401112223' }),
    met('w5', { crm: 'WHO-3' }),
  ])
  const authorization = await bearer('admin')
  const say = async (path: string, body: object) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload: body,
      headers: { authorization, host: 'localhost' },
    })
    expect(answer.statusCode).toBe(200)
    return answer.json<{ judgement: number }>()
  }
  await say('customers/crm:WHO-1/separate', { identifiers: ['loyalty:WHO-L'], because: '=the card was "lent" <away>', by: 'Eino; Ä' })
  await say('customers/crm:WHO-2/join', { identifiers: ['crm:WHO-3'], because: 'married name', by: 'Aino' })
  const { judgement } = await say('customers/crm:WHO-2/separate', { identifiers: ['phone:+358401112223'], because: 'a guess', by: 'Eino' })
  await say(`judgements/${judgement}/undo`, { because: 'it is hers\u0001', by: 'Aino' })
}

/** All that stands, under outward names, but when it was found. */
async function standing(database: Database) {
  const [customers, paths, frictions, encounters, awaiting, statements, identifiers, judgements] = await Promise.all([
    database.query('SELECT name, display_name, encounters, first_at, last_at FROM customers ORDER BY name COLLATE "C"'),
    database.query(
      'SELECT c.name, p.body FROM paths p JOIN customers c ON c.id = p.customer_id ORDER BY c.name COLLATE "C", p.key COLLATE "C"',
    ),
    database.query(
      'SELECT c.name, f.body FROM frictions f JOIN customers c ON c.id = f.customer_id ORDER BY c.name COLLATE "C", f.key COLLATE "C"',
    ),
    database.query(
      'SELECT c.name, e.id, e.path, e.step, e.body FROM encounters e JOIN customers c ON c.id = e.customer_id ORDER BY e.id COLLATE "C"',
    ),
    database.query('SELECT id, body FROM awaiting ORDER BY id'),
    database.query(
      'SELECT c.name, s.identifier, s.at, s.identifiers, s.attributes, s.holdings, s.consents FROM statements s JOIN customers c ON c.id = s.customer_id ORDER BY s.identifier COLLATE "C", s.at',
    ),
    database.query(
      'SELECT i.identifier, i.standing, c.name FROM identifiers i JOIN customers c ON c.id = i.customer_id ORDER BY i.identifier COLLATE "C"',
    ),
    database.query(
      'SELECT sort, identifiers, others, at, said_by, because, undone_at, undone_by, undone_because FROM judgements ORDER BY id',
    ),
  ])
  return { customers, paths, frictions, encounters, awaiting, statements, identifiers, judgements }
}

async function exported(database: Database, options: Omit<ExportOptions, 'timeZone'>): Promise<string> {
  let text = ''
  await exportTo(database, { ...options, timeZone: 'Europe/Helsinki' }, async (piece) => void (text += piece))
  const path = join(folder, `${Math.random()}.${EXPORT_FILES[options.format].ending}`)
  writeFileSync(path, text)
  return path
}

async function bring(server: OpenServer, path: string) {
  const items = readEncounters([path], { hash: digestOf })
  const authorization = await server.bearer('admin')
  const judge: Judge = async (judgements) => {
    const payload = { items: judgements }
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/judgements',
      payload,
      headers: { authorization, host: 'localhost' },
    })
    return answer.json()
  }
  const { statements, judgements, accepted, duplicates, rejections } = await importItems(items, server.intake.accept, false, {
    tell: server.intake.tellAll,
    judge,
  })
  rejections.tell()
  return { statements, judgements, accepted, duplicates, rejected: rejections.count, broken: rejections.broken }
}

describeDatabases('exported and imported again', (open) => {
  let database: Database
  let source: OpenServer
  let before: Awaited<ReturnType<typeof standing>>

  beforeAll(async () => {
    database = await open()
    source = await openServer(database, NOW)
    await fill(source)
    before = await standing(database)
    return () => source.app.close()
  }, LONG)

  it.each(FORMATS)(
    'as %s: the same paths, frictions and counts, and every encounter and statement as it came',
    async (format) => {
      const path = await exported(database, { format })
      const fresh = await open()
      const target = await openServer(fresh, NOW)
      const definitions = await source.app.inject({ url: '/api/v1/definitions', headers: { authorization: await source.bearer('read') } })
      await target.define(definitions.json())
      const count = before.encounters.length + before.awaiting.length
      expect(count).toBeGreaterThan(200)
      expect(await bring(target, path)).toEqual({
        statements: before.statements.length,
        judgements: 3,
        accepted: count,
        duplicates: 0,
        rejected: 0,
        broken: [],
      })
      await target.tick(NOW)
      expect(await standing(fresh)).toEqual(before)
      // Into the database it came from it brings nothing new: each encounter has the very content it had.
      expect(await bring(source, path)).toMatchObject({ accepted: 0, duplicates: count, rejected: 0 })
      expect(await standing(database)).toEqual(before)
      await target.app.close()
    },
    LONG,
  )

  it('as XES that obeys the schema, a trace for each path', async () => {
    const log = readFileSync(await exported(database, { format: 'xes' }), 'utf8')
    expect(judgeXes(log)).toEqual({ problems: [], traces: before.paths.length, events: before.encounters.length + before.awaiting.length })
    const odd = log.slice(log.indexOf('value="=cmd"'), log.indexOf('</event>', log.indexOf('value="=cmd"')))
    expect(odd).toContain(
      '<string key="lifecycle:transition" value="SCHEDULE"/>\n<string key="org:resource" value="112"/>\n<string key="org:group" value="G"/>',
    )
  })

  it('as OCEL 2.0 that obeys the schema, with every object that events are related to', async () => {
    const log: unknown = JSON.parse(readFileSync(await exported(database, { format: 'ocel' }), 'utf8'))
    const judged = judgeOcel(log)
    expect(judged.problems).toEqual([])
    expect(judged.objects).toMatchObject({
      customer: before.customers.length,
      path: before.paths.length,
      statement: before.statements.length,
    })
    expect(judged.qualifiers).toEqual(['customer', 'given up', 'handled by', 'matter', 'offered', 'path', 'taken up'])
  })

  it('chooses by time and journey', async () => {
    const since = Date.parse('2026-03-10T00:00:00Z')
    const until = Date.parse('2026-03-20T00:00:00Z')
    const idsOf = async (options: Partial<ExportOptions>) => {
      const ids: string[] = []
      const path = await exported(database, { format: 'ndjson', ...options })
      for await (const batch of readEncounters([path], { hash: digestOf })) {
        for (const item of batch) if ('encounter' in item) ids.push(item.encounter.id)
      }
      return ids.sort()
    }
    const ids = (condition: string) =>
      database.query<{ id: string }>(`SELECT id FROM encounters WHERE ${condition}`).then((rows) => rows.map(({ id }) => id).sort())
    expect(await idsOf({ since, until })).toEqual(await ids(`at >= ${since} AND at < ${until}`))
    expect(await idsOf({ journey: 'car-loan', until })).toEqual(await ids(`journey = 'car-loan' AND at < ${until}`))
    expect((await idsOf({ journey: 'car-loan', until })).length).toBeGreaterThan(3)
    expect(await idsOf({ since: Date.parse('2027-06-01T00:00:00Z') })).toEqual(['later'])
    for (const format of FORMATS) {
      const path = await exported(database, { format, since, until, journey: 'car-loan' })
      if (format === 'xes') expect(judgeXes(readFileSync(path, 'utf8')).problems).toEqual([])
      if (format === 'ocel') expect(judgeOcel(JSON.parse(readFileSync(path, 'utf8'))).problems).toEqual([])
    }
  })

  it('is of one moment, while others go on writing, and leaves nothing open', async () => {
    // Joins customers and adds an encounter, while the export is under way; outside of its transaction.
    const joins = { ...encounterJson(read({ ...BANK_STORY[0]!, id: 'meanwhile' })), customer: { crm: 'C-1001', loyalty: 'meanwhile' } }
    let begin = () => {}
    const written = new Promise<void>((resolve) => (begin = resolve)).then(() => source.intake.accept([read(joins)]))
    let text = ''
    await exportTo(database, { format: 'ndjson', timeZone: 'UTC' }, async (piece) => {
      text += piece
      if (piece === '') return
      begin()
      await written
    })
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id?: string })
    expect(lines.some(({ id }) => id === 'meanwhile')).toBe(false)
    expect(lines.filter(({ id }) => id !== undefined)).toHaveLength(before.encounters.length + before.awaiting.length)
    await expect(
      exportTo(database, { format: 'ndjson', timeZone: 'UTC' }, () => Promise.reject(new Error('nobody listens'))),
    ).rejects.toThrow('nobody listens')
    expect(await database.query("SELECT name FROM pg_cursors WHERE name LIKE 'export_%'")).toEqual([])
  })
})
