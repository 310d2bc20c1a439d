import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { identifierTexts } from '../../src/domain/customer/identifier.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import { judgeIdentity } from '../../src/server/customer/judgeIdentity.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { HttpProblem } from '../../src/server/http/problem.ts'
import { openIntake } from '../../src/server/intake/intake.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import type { DefinitionsInput } from '../../src/domain/journey/definition.ts'
import { readOne } from './domain.ts'
import { standing } from './keptTables.ts'
import { lives, type Life } from './life.ts'

/** What is said of identifiers by their place among all that occur; `undo` = the saying before so many. */
type Said = { sort: 'join' | 'separate'; one: number[]; other: number[] } | { sort: 'undo'; back: number }

interface History {
  life: Life
  said: Said[]
  /** Where each item comes in: encounters in any order, sayings in theirs. */
  places: number[]
}

const place = fc.nat(1000)
const some = fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 2 })
const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ sort: fc.constantFrom('separate', 'separate', 'join'), one: some, other: some }) },
  { weight: 1, arbitrary: fc.record({ sort: fc.constant('undo'), back: fc.nat(3) }) },
)
const VALUES = { crm: ['1', '2'], email: ['a@b.fi', 'c@d.fi'], user: ['u', 'v'], anonymous: ['x', 'y'] }
const who = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(VALUES) as (keyof typeof VALUES)[])), { minLength: 1, maxLength: 3 })
  .chain((kinds) => fc.record(Object.fromEntries(kinds.map((kind) => [kind, fc.constantFrom(...VALUES[kind])]))))
const crowded = fc.tuple(lives(9), fc.array(who, { minLength: 9, maxLength: 9 })).map(([life, whose]): Life => ({
  ...life,
  // Of two statements of one moment the later to come replaces the other, so only one is told.
  statements: life.statements.slice(0, 1),
  encounters: life.encounters.map((each, index) => ({ ...each, customer: whose[index % 9] as Record<string, string> })),
}))
const histories: fc.Arbitrary<History> = fc.record({
  life: crowded,
  said: fc.array(said, { minLength: 1, maxLength: 4 }),
  places: fc.array(place, { minLength: 24, maxLength: 24 }),
})

const RUNS = Number(process.env.FUZZ_RUNS ?? 10)
const by = { token: null, name: 'Aino' }

describeDatabases('who is who', (open) => {
  let database: Database
  let tables: string

  beforeAll(async () => {
    database = await open()
    const rows = await database.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'polku_migration'`,
    )
    tables = rows.map(({ name }) => `"${name}"`).join(', ')
  })

  async function begin(life: Life) {
    await database.exec(`TRUNCATE ${tables} RESTART IDENTITY`)
    const clock = () => Date.parse(life.asOf)
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    await definitions.putAll(life.definitions as DefinitionsInput)
    const intake = openIntake(database, definitions, clock, () => undefined)
    const encounters = life.encounters.map(readOne)
    const known = [...new Set(encounters.flatMap((each) => identifierTexts(each.customer)))]
    const numbers: (number | null)[] = []
    const say = async (given: Said) => {
      const pick = (places: number[]) => places.map((each) => known[each % known.length]!)
      const saying =
        given.sort === 'undo'
          ? { sort: given.sort, judgement: numbers.at(-1 - given.back) ?? 0 }
          : given.sort === 'join'
            ? { sort: given.sort, identifiers: [...pick(given.one), ...pick(given.other)] }
            : {
                sort: given.sort,
                identifiers: pick(given.one),
                others: pick(given.other).filter((each) => !pick(given.one).includes(each)),
              }
      const done = await judgeIdentity({ database, definitions, clock }, saying, { by, because: 'they told' }).catch((error: unknown) => {
        if (!(error instanceof HttpProblem)) throw error
        return { judgement: null }
      })
      numbers.push(done.judgement)
    }
    const tell = (index: number) => {
      const { customer, asOf, holdings } = life.statements[index]!
      const [kind = '', value = ''] = customer.toLowerCase().split(':')
      const at = Math.min(Date.parse(asOf), clock())
      return intake.tell({ identifier: `${kind}:${value}`, identifiers: { [kind]: value }, at, ...(holdings && { holdings }) })
    }
    return { intake, encounters, say, tell }
  }

  it('comes to the same whatever people said first, last or in between, took back, and in whatever order encounters came', async () => {
    let apart = 0
    await fc.assert(
      fc.asyncProperty(histories, async ({ life, said: sayings, places }) => {
        const straight = await begin(life)
        for (const given of sayings) await straight.say(given)
        for (const index of life.statements.keys()) await straight.tell(index)
        await straight.intake.accept(straight.encounters)
        const expected = await standing(database)
        apart += (await database.query(`SELECT 1 FROM identifiers GROUP BY group_id HAVING count(DISTINCT customer_id) > 1`)).length

        const mixed = await begin(life)
        const at = (index: number) => places[index % places.length]!
        const turns = sayings.map((_, index) => at(index)).sort((left, right) => left - right)
        const items = [
          ...mixed.encounters.map((each: Encounter, index) => ({ at: at(index + 5), do: () => mixed.intake.accept([each]) })),
          ...life.statements.map((_, index) => ({ at: at(index + 19), do: () => mixed.tell(index) })),
          ...sayings.map((given, index) => ({ at: turns[index]! - 0.5, do: () => mixed.say(given) })),
        ].sort((left, right) => left.at - right.at)
        for (const item of items) await item.do()
        expect(await standing(database)).toEqual(expected)
      }),
      {
        numRuns: RUNS,
        endOnFailure: process.env.FUZZ_SHRINK === undefined,
        ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }),
      },
    )
    // People's word really kept some apart.
    expect(apart).toBeGreaterThan(0)
  }, 180_000)
})
