import { DAY } from '../src/domain/kernel/duration.ts'
import type { PathFilter } from '../src/domain/journey/questions/filter.ts'
import { openDatabase } from '../src/server/db/database.ts'
import { askPathsBySql } from '../src/server/journey/sql/askPathsBySql.ts'
import { YEAR_END } from './madeYear.ts'
import { withManyEncounters } from './manyEncounters.ts'
import { tellTimes } from './tellTimes.ts'

const MONTH: PathFilter = { since: YEAR_END - 120 * DAY, until: YEAR_END - 90 * DAY }
const STEPS = ['loan-0', 'loan-2', 'loan-4', 'loan-6', 'loan-8']

await withManyEncounters(async (url) => {
  const database = await openDatabase({ url })
  const ask = askPathsBySql(database)
  const questions: [string, (filter: PathFilter) => Promise<unknown>][] = [
    ['flow, exact medians', (filter) => ask.flow(filter)],
    ['funnel, 5 steps in 7 days', (filter) => ask.funnel(filter, { by: 'touchpoint', steps: STEPS, within: 7 * DAY })],
    ['stages by channel', (filter) => ask.stages(filter)],
    ['hours of the week by channel', (filter) => ask.hours(filter, 'channel')],
    ['resumptions', (filter) => ask.resumptions(filter)],
    ['variants, 20 most frequent', (filter) => ask.variants(filter, 20)],
    ['touchpoints', (filter) => ask.touchpoints(filter)],
    ['channels', (filter) => ask.channels(filter)],
    ['outcomes', (filter) => ask.outcomes(filter)],
    ['totals', (filter) => ask.totals(filter)],
    ['paths', (filter) => ask.paths(filter)],
  ]
  for (const [name, question] of questions) {
    await tellTimes(database, name, [
      ['month', () => question(MONTH)],
      ['month, in the app', () => question({ ...MONTH, channels: ['app'] })],
      ['year', () => question({})],
    ])
  }
  await database.close()
})
