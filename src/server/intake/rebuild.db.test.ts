import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { lives } from '../../../test/properties/life.ts'
import { readOne } from '../../../test/properties/domain.ts'
import { standing } from '../../../test/properties/keptTables.ts'
import type { DefinitionsInput } from '../../domain/journey/definition.ts'
import type { Database } from '../db/database.ts'
import { describeDatabases } from '../db/testing.ts'
import { openDefinitionStore } from '../journey/definitionStore.ts'
import { openCalendar } from '../organisation/calendar.ts'
import { openIntake } from './intake.ts'
import { askRebuild, latestRebuild, rebuildAll, rebuildPart } from './rebuild.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 6)

/** What somebody may have done to derived tables; each is mended. */
const TAMPERING = [
  'DELETE FROM paths',
  'DELETE FROM frictions',
  `UPDATE paths SET state = 'paused', outcome = 'other'`,
  `UPDATE paths SET body = '{}'`,
  `UPDATE encounters SET step = step + 1, previous = 'nowhere', channel = 'telepathy'`,
  `UPDATE encounters SET path = 'other', journey = 'other'`,
  `UPDATE customers SET encounters = 0, first_at = 1, last_at = NULL, pending = NOT pending`,
  `UPDATE customers SET fold = '{"provided":{},"holdings":{"x":null},"matters":{},"recent":[],"last":null,"toldAt":null}', due_at = NULL`,
  `UPDATE frictions SET severity = 1, pending = NOT pending`,
  `UPDATE frictions SET body = body || '{"evidence": []}'`,
  `INSERT INTO frictions SELECT customer_id, md5(id), 'silence', path, at, 3, false, '{"evidence":["x"]}', 1 FROM encounters`,
  `INSERT INTO paths (customer_id, key, journey, state, turn, first_at, last_at, encounters, resumptions, handovers, bounces, way, body)
     SELECT id, 'order/none', 'order', 'active', 'nobody', 1, 1, 1, 0, 0, 0, gen_random_uuid(), '{}' FROM customers WHERE encounters > 0`,
]

/** Where every row lies and which transaction wrote it: whatever is written again changes that. */
const ROWS = ['customers', 'encounters', 'paths', 'frictions', 'cases', 'statements', 'identifiers', 'outbox']
const written = async (database: Database) => {
  const texts = ROWS.map(
    (table) => `SELECT '${table}' AS kept, string_agg(ctid::text || xmin::text, ' ' ORDER BY ctid) AS rows FROM ${table}`,
  )
  return database.query(texts.join(' UNION ALL '))
}

describeDatabases('a rebuild', (open) => {
  let database: Database
  let tables: string

  beforeAll(async () => {
    database = await open()
    const rows = await database.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'polku_migration'`,
    )
    tables = rows.map(({ name }) => `"${name}"`).join(', ')
  })

  async function begin(definitionsGiven: unknown, at: number) {
    await database.exec(`TRUNCATE ${tables} RESTART IDENTITY`)
    const clock = () => at
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    await definitions.putAll(definitionsGiven as DefinitionsInput)
    const parts = { database, definitions, clock }
    return { parts, intake: openIntake(database, definitions, clock, () => undefined) }
  }

  it('finds nothing to write where encounters streamed in, and mends whatever was done to what is derived', async () => {
    const arrival = fc.tuple(lives(10), fc.infiniteStream(fc.nat(100)), fc.constantFrom(...TAMPERING))
    await fc.assert(
      fc.asyncProperty(arrival, async ([life, order, tampering]) => {
        const { parts, intake } = await begin(life.definitions, Date.parse(life.asOf))
        const shuffled = life.encounters.map((each) => ({ each: readOne(each), place: order.next().value as number }))
        shuffled.sort((left, right) => left.place - right.place)
        for (let from = 0; from < shuffled.length; from += 3) {
          await intake.accept(shuffled.slice(from, from + 3).map(({ each }) => each))
        }
        const [before, rows] = [await standing(database), await written(database)]
        await askRebuild(parts, null)
        await rebuildAll(parts, async () => undefined)
        expect(await written(database)).toEqual(rows)
        expect(await latestRebuild(database)).toMatchObject({ changed: 0, finishedAt: parts.clock() })

        await database.query(tampering)
        await askRebuild(parts, null)
        await rebuildAll(parts, async () => undefined)
        expect(await standing(database)).toEqual(before)
        // A second time there is nothing left.
        const mended = await written(database)
        await askRebuild(parts, null)
        await rebuildAll(parts, async () => undefined)
        expect(await written(database)).toEqual(mended)
      }),
      { numRuns: RUNS, endOnFailure: process.env.FUZZ_SHRINK === undefined },
    )
  }, 180_000)

  it('is finished by another worker when one dies in the middle, and goes on where it was', async () => {
    const { parts, intake } = await begin({ journeys: [{ key: 'order' }] }, 2_000_000)
    const encounters = Array.from({ length: 5000 }, (_, index) =>
      readOne({
        id: `e${String(index).padStart(4, '0')}`,
        occurredAt: new Date(1000 + index).toISOString(),
        customer: { crm: String(index % 50) },
        touchpoint: 'form',
        journey: index % 50 < 10 ? 'order' : 'loan',
      }),
    )
    await intake.accept(encounters)
    await database.query("UPDATE paths SET state = 'paused'")
    const asked = await askRebuild(parts, null)
    expect(asked).toMatchObject({ customers: 50, encounters: 5000, doneEncounters: 0, finishedAt: null })
    // Dies once its part is derived, before it is kept: nothing of it stays.
    const dying = {
      ...parts,
      database: {
        ...database,
        transaction: (work: Parameters<Database['transaction']>[0]) =>
          database.transaction(async (tx) => {
            await work(tx)
            throw new Error('killed')
          }),
      } as Database,
    }
    await expect(rebuildPart(dying)).rejects.toThrow('killed')
    expect(await database.query("SELECT 1 FROM paths WHERE state <> 'paused'")).toEqual([])
    expect(await rebuildPart(parts)).toBe(true)
    expect(await askRebuild(parts, null)).toMatchObject({ id: asked.id, finishedAt: null, changed: 39 })
    await rebuildAll(parts, async () => undefined)
    expect(await latestRebuild(database)).toMatchObject({ id: asked.id, doneEncounters: 5000, changed: 50, finishedAt: 2_000_000 })
    expect(await database.query("SELECT 1 FROM paths WHERE state = 'paused'")).toEqual([])
    // Of one journey only its customers are looked at.
    expect(await askRebuild(parts, 'order')).toMatchObject({ customers: 10, encounters: 1000 })
    await rebuildAll(parts, async () => undefined)
    expect(await latestRebuild(database)).toMatchObject({ journey: 'order', changed: 0, finishedAt: 2_000_000 })
  }, 60_000)
})
