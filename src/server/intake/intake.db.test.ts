import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { readEncounter } from '../../domain/encounter/schema.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import type { Path } from '../../domain/journey/path.ts'
import { pathJson } from '../../domain/journey/pathJson.ts'
import type { Database } from '../db/database.ts'
import { describeDatabases } from '../db/testing.ts'
import { digestOf } from '../encounter/registerIds.ts'
import { passTime } from '../jobs/deadlineWorker.ts'
import { openDefinitionStore } from '../journey/definitionStore.ts'
import { openCalendar } from '../organisation/calendar.ts'
import { openIntake } from './intake.ts'
import { openKeptMemory } from './keptMemory.ts'

const stories = new URL('../../../../shared/acceptance/', import.meta.url)
const calendar = openCalendar()

function encounter(item: object): Encounter {
  const read = readEncounter(item, digestOf)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.encounter
}

function openAt(database: Database, start: number) {
  let now = start
  const clock = () => now
  const store = openDefinitionStore(database, calendar, clock)
  const memory = openKeptMemory()
  const intake = openIntake(database, store, clock, () => undefined, memory)
  return {
    intake,
    store,
    tick: async (at: number) => {
      now = at
      await passTime(database, store, clock, memory)
    },
  }
}

async function standing(database: Database) {
  const customers = await database.query<{ id: number; name: string }>('SELECT id, name FROM customers WHERE encounters > 0 ORDER BY name')
  const paths = await database.query<{ customer: number; body: Path }>(
    'SELECT customer_id AS customer, body FROM paths ORDER BY first_at, key',
  )
  const frictions = await database.query<{ customer: number; body: Friction }>(
    `SELECT customer_id AS customer, body FROM frictions ORDER BY at, kind, body ->> 'evidence'`,
  )
  return { customers, paths, frictions }
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const list = [...items]
  for (let index = list.length - 1, state = seed; index > 0; index--) {
    state = (state * 48_271) % 2_147_483_647
    const other = state % (index + 1)
    ;[list[index], list[other]] = [list[other]!, list[index]!]
  }
  return list
}

describeDatabases('intake', (open) => {
  describe.skipIf(!existsSync(stories))('the acceptance stories through the intake', () => {
    it.each([
      ['bank', 1],
      ['bank', 7],
      ['return', 3],
      ['easter', 5],
    ])('%s story, one by one in the order of seed %i', async (name, seed) => {
      const database = await open()
      const expected = JSON.parse(readFileSync(new URL(`${name}-story.expected.json`, stories), 'utf8'))
      const { definitions } = await openAt(database, 0).store.current()
      const { intake, tick } = openAt(database, Date.parse(expected.asOf))
      const lines = readFileSync(new URL(`${name}-story.ndjson`, stories), 'utf8')
        .trim()
        .split('\n')
      for (const line of shuffled(lines, seed)) {
        expect(await intake.accept([encounter(JSON.parse(line))])).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
      }
      await tick(Date.parse(expected.asOf))
      const { customers, paths, frictions } = await standing(database)
      expect(customers).toHaveLength(1)
      const customer = customers[0]!.name
      expect(paths.map((row) => pathJson(row.body, customer, definitions))).toMatchObject(expected.paths)
      const byKey = new Map(paths.map((row) => [row.body.key, row.body]))
      expect(frictions.map((row) => frictionJson(row.body, customer, byKey.get(row.body.path)!))).toMatchObject(expected.frictions)
      expect(frictions).toHaveLength(expected.frictions.length)
    })
  })

  const start = Date.parse('2026-03-02T18:00:00Z')
  const loan = (id: string, hours: number, facets: object) =>
    encounter({
      id,
      occurredAt: new Date(start + hours * 3_600_000).toISOString(),
      customer: { crm: 'C-1' },
      journey: 'loan',
      matter: 'L-1',
      touchpoint: 'desk',
      ...facets,
    })

  it('opens a case when a deadline passes, and withdraws it when a late encounter refutes the friction', async () => {
    const database = await open()
    const { intake, tick } = openAt(database, start + 3_600_000)
    await intake.accept([loan('a', 0, { initiator: 'customer', step: 'start' })])
    await tick(start + 48 * 3_600_000)
    expect(await database.query('SELECT kind FROM frictions')).toEqual([])
    await tick(start + 48 * 3_600_000 + 1)
    expect(await database.query('SELECT kind, pending FROM frictions')).toEqual([{ kind: 'silence', pending: true }])
    expect(await database.query('SELECT state, severity FROM cases')).toEqual([{ state: 'open', severity: 3 }])
    await intake.accept([loan('b', 40, { initiator: 'company', asks: ['income'] })])
    expect(await database.query('SELECT kind FROM frictions')).toEqual([])
    expect(await database.query('SELECT state FROM cases')).toEqual([{ state: 'withdrawn' }])
    const told = await database.query<{ type: string }>('SELECT type FROM outbox ORDER BY id')
    expect(told.map((row) => row.type)).toEqual(['path.changed', 'friction.found', 'case.opened', 'friction.withdrawn', 'case.withdrawn'])
  })

  it('tells duplicates and conflicts of id apart, also within one batch', async () => {
    const database = await open()
    const { intake } = openAt(database, start + 9e9)
    const a = loan('a', 0, { initiator: 'customer' })
    const result = await intake.accept([a, a, loan('a', 1, { initiator: 'customer' }), loan('b', 1, { initiator: 'customer' })])
    expect(result).toMatchObject({ accepted: 2, duplicates: 1, rejected: [{ index: 2, id: 'a' }] })
    expect(await intake.accept([a])).toMatchObject({ accepted: 0, duplicates: 1 })
    expect(await database.query('SELECT id FROM encounters ORDER BY id')).toEqual([{ id: 'a' }, { id: 'b' }])
  })

  it('keeps an encounter dated ahead of the clock until its time comes', async () => {
    const database = await open()
    const { intake, tick } = openAt(database, start)
    await intake.accept([loan('a', 5, { initiator: 'customer' })])
    expect((await standing(database)).customers).toEqual([])
    expect(await intake.accept([loan('a', 5, { initiator: 'customer' })])).toMatchObject({ duplicates: 1 })
    await tick(start + 5 * 3_600_000)
    expect((await standing(database)).paths).toHaveLength(1)
  })

  it('joins customers by a late link, and sets apart two values of a unique kind', async () => {
    const database = await open()
    const { intake } = openAt(database, start + 9e9)
    const meet = (id: string, hours: number, customer: object) => ({
      ...loan(id, hours, { initiator: 'customer', step: 'start' }),
      customer: customer as Record<string, string>,
    })
    await intake.accept([meet('a', 0, { anonymous: 'x' }), meet('b', 1, { email: 'a@example.com' })])
    expect((await standing(database)).customers.map((row) => row.name)).toEqual(['anonymous:x', 'email:a@example.com'])
    await intake.accept([meet('c', 2, { anonymous: 'x', email: 'a@example.com', crm: 'C-1' })])
    const joined = await standing(database)
    expect(joined.customers.map((row) => row.name)).toEqual(['crm:C-1'])
    expect(joined.paths.map((row) => row.body.encounters)).toEqual([3])
    await intake.accept([meet('d', 3, { anonymous: 'x', crm: 'C-2' })])
    const apart = await standing(database)
    expect(apart.customers.map((row) => row.name)).toEqual(['anonymous:x', 'crm:C-1', 'crm:C-2', 'email:a@example.com'])
    expect(await database.query('SELECT event FROM identity_log ORDER BY id')).toEqual([{ event: 'joined' }, { event: 'conflict' }])
    const counted = await database.query('SELECT name, encounters FROM customers ORDER BY name')
    expect(counted).toEqual(apart.customers.map(({ name }) => ({ name, encounters: 1 })))
  })

  it('derives a journey again when its definition changes, without a restart', async () => {
    const database = await open()
    const { intake, store, tick } = openAt(database, start + 30 * 86_400_000)
    await intake.accept([
      loan('a', 0, { initiator: 'customer' }),
      loan('b', 1, { initiator: 'customer' }),
      loan('c', 2, { initiator: 'customer' }),
    ])
    expect(await database.query('SELECT kind FROM frictions')).toEqual([])
    await store.putAll({ journeys: [{ key: 'loan', effortLimit: 2 }] })
    await tick(start + 30 * 86_400_000)
    expect(await database.query(`SELECT kind, body -> 'evidence' AS evidence FROM frictions`)).toEqual([
      { kind: 'effort', evidence: ['c'] },
    ])
    await store.putAll({ journeys: [{ key: 'loan', effortLimit: 3 }] })
    await tick(start + 30 * 86_400_000)
    expect(await database.query('SELECT kind FROM frictions')).toEqual([])
  })

  it('keeps the name another system told when its customer is joined to an older one', async () => {
    const database = await open()
    const { intake } = openAt(database, start + 9e9)
    const meet = (id: string, hours: number, customer: Record<string, string>) => ({ ...loan(id, hours, {}), customer })
    await intake.accept([meet('a', 0, { anonymous: 'x' })])
    await intake.tell({ identifier: 'crm:C-1', identifiers: { crm: 'C-1' }, at: start, attributes: { name: 'Aino Esimerkki' } })
    await intake.accept([meet('b', 1, { anonymous: 'x', crm: 'C-1' })])
    expect(await database.query('SELECT name, display_name AS "displayName" FROM customers')).toEqual([
      { name: 'crm:C-1', displayName: 'Aino Esimerkki' },
    ])
  })

  it('puts encounters of one moment in the order of their ids, whichever came first', async () => {
    const database = await open()
    const { intake } = openAt(database, start + 9e9)
    await intake.accept([loan('m', 0, {})])
    await intake.accept([loan('z', 0, {}), loan('a', 0, {})])
    expect(await database.query('SELECT id, step FROM encounters ORDER BY step')).toEqual([
      { id: 'a', step: 1 },
      { id: 'm', step: 2 },
      { id: 'z', step: 3 },
    ])
  })

  it('passes over a stored definition that this version cannot use, and takes encounters all the same', async () => {
    const database = await open()
    const { intake, store } = openAt(database, start + 9e9)
    await store.putAll({ journeys: [{ key: 'loan', effortLimit: 1 }] })
    await database.query(
      `INSERT INTO definitions (sort, key, version, publication, since, body) VALUES ('journey', 'odd', 1, 1, 0, '{"key": "odd", "pauseAfter": 7}')`,
    )
    expect(await intake.accept([loan('a', 0, {}), loan('b', 1, {})])).toMatchObject({ accepted: 2 })
    expect(await database.query('SELECT kind FROM frictions')).toEqual([{ kind: 'effort' }])
  })

  it('knows holdings from a statement, so that an offer of them is a friction', async () => {
    const database = await open()
    const { intake } = openAt(database, start + 9e9)
    await intake.tell({
      identifier: 'crm:C-1',
      identifiers: { crm: 'C-1', email: 'a@example.com' },
      at: start,
      holdings: ['mortgage'],
      attributes: { name: 'Aino Esimerkki' },
    })
    await intake.accept([loan('a', 1, { initiator: 'company', offers: ['mortgage', 'card'] })])
    expect(await database.query(`SELECT kind, body -> 'products' AS products FROM frictions`)).toEqual([
      { kind: 'irrelevant-offer', products: ['mortgage'] },
    ])
    expect(await database.query('SELECT display_name AS name FROM customers')).toEqual([{ name: 'Aino Esimerkki' }])
  })
})
