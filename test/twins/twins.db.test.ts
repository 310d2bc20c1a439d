import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PathColumns } from '../../src/domain/journey/columns.ts'
import { chosenPaths, type PathFilter } from '../../src/domain/journey/questions/filter.ts'
import { getChannels } from '../../src/domain/journey/questions/getChannels.ts'
import { getCrossings } from '../../src/domain/journey/questions/getCrossings.ts'
import { getDeviations, type Meant } from '../../src/domain/journey/questions/getDeviations.ts'
import { getFlow } from '../../src/domain/journey/questions/getFlow.ts'
import { getForks } from '../../src/domain/journey/questions/getForks.ts'
import { type FunnelSteps, getFunnel } from '../../src/domain/journey/questions/getFunnel.ts'
import { getHours } from '../../src/domain/journey/questions/getHours.ts'
import { getOutcomes } from '../../src/domain/journey/questions/getOutcomes.ts'
import { getPlaces } from '../../src/domain/journey/questions/getPlaces.ts'
import { getResumptions } from '../../src/domain/journey/questions/getResumptions.ts'
import { getStages } from '../../src/domain/journey/questions/getStages.ts'
import { getSteps } from '../../src/domain/journey/questions/getSteps.ts'
import { getTotals } from '../../src/domain/journey/questions/getTotals.ts'
import { getTouchpoints } from '../../src/domain/journey/questions/getTouchpoints.ts'
import { getVariants } from '../../src/domain/journey/questions/getVariants.ts'
import { getWaits } from '../../src/domain/journey/questions/getWaits.ts'
import { compareText } from '../../src/domain/kernel/order.ts'
import type { Database } from '../../src/server/db/database.ts'
import { sql } from '../../src/server/db/sql.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { loadColumns } from '../../src/server/journey/loadColumns.ts'
import type { PathQuestions } from '../../src/server/journey/pathQuestions.ts'
import { askPathsBySql } from '../../src/server/journey/sql/askPathsBySql.ts'
import { SEED } from '../setup/chance.ts'
import { presenceBySql } from '../../src/server/journey/sql/presenceBySql.ts'
import { openServer } from '../setup/openServer.ts'
import { filtersOver, funnels, manyLives, meantPaths } from './manyLives.ts'

const ORGANISATIONS = 2
const FILTERS = 15

interface Asked {
  filter: PathFilter
  funnel: FunnelSteps
  top: number
  meant: Meant
}

/** Every question twice: as SQL answers it, and as the domain does over columns. */
async function bothAnswers(ask: PathQuestions, columns: PathColumns, { filter, funnel, top, meant }: Asked) {
  return {
    sql: {
      flow: await ask.flow(filter),
      crossings: await ask.crossings(filter),
      steps: await ask.steps(filter, top),
      deviations: await ask.deviations(filter, meant),
      funnel: await ask.funnel(filter, funnel),
      stages: await ask.stages(filter),
      waits: await ask.waits(filter),
      hours: [await ask.hours(filter, 'channel'), await ask.hours(filter, 'device')],
      resumptions: await ask.resumptions(filter),
      variants: await ask.variants(filter, top),
      touchpoints: await ask.touchpoints(filter),
      forks: await ask.forks(filter, top),
      places: [await ask.places(filter, 'channel'), await ask.places(filter, 'stage')],
      channels: await ask.channels(filter),
      outcomes: await ask.outcomes(filter),
      totals: await ask.totals(filter),
      paths: await ask.paths(filter),
    },
    columns: {
      flow: getFlow(columns, filter),
      crossings: getCrossings(columns, filter),
      steps: getSteps(columns, filter, top),
      deviations: getDeviations(columns, filter, meant),
      funnel: getFunnel(columns, filter, funnel),
      stages: getStages(columns, filter),
      waits: getWaits(columns, filter),
      hours: [getHours(columns, filter, 'channel'), getHours(columns, filter, 'device')],
      resumptions: getResumptions(columns, filter),
      variants: getVariants(columns, filter, top),
      touchpoints: getTouchpoints(columns, filter),
      forks: getForks(columns, filter, top),
      places: [getPlaces(columns, filter, 'channel'), getPlaces(columns, filter, 'stage')],
      channels: getChannels(columns, filter),
      outcomes: getOutcomes(columns, filter),
      totals: getTotals(columns, filter),
      paths: chosenPaths(columns, filter).length,
    },
  }
}

/** As `askPathsBySql` asks where there are too many names for marks. */
async function withoutMarks(database: Database, { filter }: Asked) {
  const touchpoints = await presenceBySql(database, filter, [sql`e.touchpoint`], { frictions: true, mostMarks: 0 })
  const stages = await presenceBySql(database, filter, [sql`e.stage`, sql`e.channel`], { frictions: true, mostMarks: 0 })
  return {
    touchpoints: touchpoints.map(({ names: [touchpoint], ...count }) => ({ touchpoint, ...count })).sort(inOrder),
    stages: stages.map(({ names: [stage, channel], frictions: _frictions, ...count }) => ({ stage, channel, ...count })).sort(inOrder),
  }
}

const inOrder = (left: unknown, right: unknown) => compareText(JSON.stringify(left), JSON.stringify(right))

describeDatabases('questions in SQL', (open) => {
  it(`give what the columns give, whatever was lived and asked (seed ${SEED})`, async () => {
    const told = {
      transitions: 0,
      forks: 0,
      resumed: 0,
      funnels: 0,
      partly: 0,
      troubled: 0,
      asMeant: 0,
      skipped: 0,
      repeated: 0,
      outOfOrder: 0,
      narrowed: 0,
    }
    for (const [number, lived] of fc.sample(manyLives, { seed: SEED, numRuns: ORGANISATIONS }).entries()) {
      const database = await open()
      const server = await openServer(database, lived.clock)
      await server.define(lived.definitions as Parameters<typeof server.define>[0])
      for (const batch of lived.batches) await server.intake.accept(batch)
      await server.tick(lived.clock)
      const columns = await loadColumns(database)
      const all = chosenPaths(columns, {}).length
      const asked = fc.record({ filter: filtersOver(lived), funnel: funnels, top: fc.integer({ min: 1, max: 5 }), meant: meantPaths })
      for (const each of fc.sample(asked, { seed: SEED + number, numRuns: FILTERS })) {
        const answers = await bothAnswers(askPathsBySql(database), columns, each)
        expect(answers.sql, JSON.stringify(each)).toEqual(answers.columns)
        const { touchpoints, stages } = answers.columns
        const same = { touchpoints: [...touchpoints].sort(inOrder), stages: [...stages].sort(inOrder) }
        expect(await withoutMarks(database, each), JSON.stringify(each)).toEqual(same)
        told.transitions += answers.sql.flow.length
        told.forks += answers.sql.forks.forks.length
        told.resumed += answers.sql.resumptions.resumed
        told.funnels += answers.sql.funnel.at(1)?.paths ?? 0
        const { crossings, deviations } = answers.sql
        told.troubled += crossings.crossings.reduce((sum, { withFriction }) => sum + withFriction, 0)
        told.asMeant += deviations.asMeant
        for (const what of ['skipped', 'repeated', 'outOfOrder'] as const)
          told[what] += deviations.stages.reduce((sum, stage) => sum + stage[what], 0)
        if (answers.sql.paths > 0 && answers.sql.paths < all) told.partly++
      }
      // What another system tells of customers is known to SQL alone: it counts as if only they had been here.
      const some = sql`SELECT id FROM customers WHERE id % 2 = 0`
      await database.query(
        ...sql`INSERT INTO statements (customer_id, identifier, at, identifiers, attributes)
          SELECT id, name, at, '{}', attributes FROM customers,
            LATERAL (VALUES (1, '{"tier": "gold"}'::jsonb), (2, jsonb_build_object('tier', CASE WHEN id % 2 = 0 THEN 'Silver' END))) AS told (at, attributes)`.render(),
      )
      const narrowed = fc.sample(asked, { seed: SEED + number, numRuns: 4 })
      const bySql = []
      for (const { filter, ...rest } of narrowed)
        bySql.push((await bothAnswers(askPathsBySql(database), columns, { filter: { ...filter, attribute: 'tier=silver' }, ...rest })).sql)
      for (const table of ['encounters', 'paths', 'frictions'])
        await database.query(`DELETE FROM ${table} WHERE customer_id NOT IN (${some.render()[0]})`)
      const fewer = await loadColumns(database)
      for (const [index, each] of narrowed.entries()) {
        const { columns: counted } = await bothAnswers(askPathsBySql(database), fewer, each)
        expect(bySql[index], JSON.stringify(each)).toEqual(counted)
        told.narrowed += counted.paths
      }
      await server.app.close()
    }
    // What was compared was not nothing.
    for (const [name, count] of Object.entries(told)) expect(count, name).toBeGreaterThan(0)
  })
})
