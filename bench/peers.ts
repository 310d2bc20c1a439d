import { DAY } from '../src/domain/kernel/duration.ts'
import { openDatabase } from '../src/server/db/database.ts'
import { askPathsBySql } from '../src/server/journey/sql/askPathsBySql.ts'
import { YEAR_BEGINNING, YEAR_END } from './madeYear.ts'
import { withManyEncounters } from './manyEncounters.ts'
import { tellTimes } from './tellTimes.ts'

const STEPS = ['loan-0', 'loan-2', 'loan-4', 'loan-6', 'loan-8']
const LIMIT = 120

/** Which touchpoint follows which, as one would write it first. */
const FOLLOWS = `
  WITH steps AS (
    SELECT touchpoint, lag(touchpoint) OVER path AS previous, at - lag(at) OVER path AS gap, at FROM encounters
    WINDOW path AS (PARTITION BY customer_id, path ORDER BY at, id)
  )
  SELECT previous, touchpoint, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) FROM steps
  WHERE previous IS NOT NULL AND at >= $1 AND at < $2 GROUP BY 1, 2 ORDER BY 3 DESC`

/** A funnel of one join for each step, each after the step before it and within seven days of that. */
const FUNNEL = `
  WITH ${STEPS.map((_, step) =>
    step === 0
      ? `level0 AS (SELECT DISTINCT customer_id, path, at FROM encounters WHERE touchpoint = $3 AND at >= $1 AND at < $2)`
      : `level${step} AS (
        SELECT DISTINCT e.customer_id, e.path, e.at FROM level${step - 1} l
        JOIN encounters e ON e.customer_id = l.customer_id AND e.path = l.path
        WHERE e.at > l.at AND e.at <= l.at + ${7 * DAY} AND e.touchpoint = $${step + 3} AND e.at >= $1 AND e.at < $2)`,
  ).join(', ')}
  ${STEPS.map((_, step) => `SELECT ${step} AS step, count(DISTINCT (customer_id, path)) AS paths FROM level${step}`).join(' UNION ALL ')} ORDER BY 1`

/** The hundred most frequent ways of five touchpoints: numbered per path, then one join for each place. */
const JOURNEY = `
  WITH numbered AS (
    SELECT customer_id, path, touchpoint, row_number() OVER (PARTITION BY customer_id, path ORDER BY at) AS place
    FROM encounters WHERE at >= $1 AND at < $2
  )
  SELECT n1.touchpoint AS t1, n2.touchpoint AS t2, n3.touchpoint AS t3, n4.touchpoint AS t4, n5.touchpoint AS t5, count(*)
  FROM numbered n1
  ${[2, 3, 4, 5].map((place) => `LEFT JOIN numbered n${place} ON n${place}.customer_id = n1.customer_id AND n${place}.path = n1.path AND n${place}.place = ${place}`).join(' ')}
  WHERE n1.place = 1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC LIMIT 100`

await withManyEncounters(async (url) => {
  const database = await openDatabase({ url })
  const ask = askPathsBySql(database)
  for (const [name, since, until] of [
    ['month', YEAR_END - 120 * DAY, YEAR_END - 90 * DAY],
    ['year', YEAR_BEGINNING, YEAR_END],
  ] as const) {
    const filter = { since, until }
    await tellTimes(database, name, [
      ['directly follows: plain window functions', orGiveUp(FOLLOWS, [since, until])],
      ['ours', () => ask.flow(filter)],
    ])
    await tellTimes(database, name, [
      ['funnel: a join for each step', orGiveUp(FUNNEL, [since, until, ...STEPS])],
      ['ours', () => ask.funnel(filter, { by: 'touchpoint', steps: STEPS, within: 7 * DAY })],
    ])
    await tellTimes(database, name, [
      ['journeys of five: a join for each step', orGiveUp(JOURNEY, [since, until])],
      ['ours: whole ways', () => ask.variants(filter, 100)],
    ])
  }
  await database.close()

  /** Stops after two minutes, and says so instead of waiting twice more. */
  function orGiveUp(text: string, parameters: readonly unknown[]): () => Promise<void> {
    let over = false
    return async () => {
      if (over) return
      try {
        await database.transaction(async (tx) => {
          await tx.query(`SET LOCAL statement_timeout = '${LIMIT}s'`)
          await tx.query(text, parameters)
        })
      } catch (error) {
        over = true
        console.log(`over ${LIMIT} s: ${(error as Error).message}`)
      }
    }
  }
})
