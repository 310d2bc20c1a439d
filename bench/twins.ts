import { DAY } from '../src/domain/kernel/duration.ts'
import type { PathFilter } from '../src/domain/journey/questions/filter.ts'
import { type Database, openDatabase } from '../src/server/db/database.ts'
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
    ['baseline: rows read once', ({ since = 0, until = YEAR_END }) => readOnce(database, since, until)],
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
  const only = process.argv.slice(2).filter((given) => questions.some(([name]) => name.startsWith(given)))
  for (const [name, question] of questions.filter(([given]) => only.length === 0 || only.some((each) => given.startsWith(each)))) {
    await tellTimes(database, name, [
      ['month', () => question(MONTH)],
      ['month, in the app', () => question({ ...MONTH, channels: ['app'] })],
      ['year', () => question({})],
    ])
  }
  await database.close()
})

/** The least that a question about encounters can take: each row in a time is read, and one column of it added up. */
function readOnce(of: Database, since: number, until: number): Promise<unknown> {
  return of.transaction(async (tx) => {
    await tx.exec('SET LOCAL max_parallel_workers_per_gather = 2; SET LOCAL parallel_setup_cost = 0; SET LOCAL jit = off')
    return tx.query('SELECT sum(hour) FROM encounters WHERE at >= $1 AND at < $2', [since, until])
  })
}
