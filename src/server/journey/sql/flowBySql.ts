import { compareText } from '../../../domain/kernel/order.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Transition } from '../../../domain/journey/questions/getFlow.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { encounterChosen } from './choice.ts'
import { bucketOf } from './gapSpread.ts'
import { medianSeconds } from './middle.ts'

interface Row {
  from: string
  to: string
  count: number
  lower: number
  upper: number
}

/**
 * `getFlow` in SQL. Sorting every gap would take most of the time, so they are counted in buckets first, and only the bucket that holds
 * the middle of a transition is sorted.
 */
export async function flowBySql(database: Database, filter: PathFilter): Promise<Transition[]> {
  const chosen = sql`${encounterChosen(filter)} AND e.previous IS NOT NULL`
  const rows = await askStatement<Row>(
    database,
    sql`
      WITH spread AS MATERIALIZED (
        SELECT e.previous, e.touchpoint, ${bucketOf(sql`e.gap`)} AS bucket, count(*) AS count FROM encounters e WHERE ${chosen} GROUP BY 1, 2, 3
      ), ranked AS (
        SELECT *, sum(count) OVER (PARTITION BY previous, touchpoint ORDER BY bucket) AS upto,
          sum(count) OVER (PARTITION BY previous, touchpoint) AS total FROM spread
      ), middle AS MATERIALIZED (
        SELECT previous, touchpoint, bucket, total, upto - count AS before, ceil(total / 2) AS lower, floor(total / 2) + 1 AS upper
        FROM ranked WHERE upto >= ceil(total / 2) AND upto - count < floor(total / 2) + 1
      ), gaps AS (
        SELECT m.*, e.gap, m.before + row_number() OVER (PARTITION BY m.previous, m.touchpoint, m.bucket ORDER BY e.gap) AS rank
        FROM encounters e JOIN middle m ON m.previous = e.previous AND m.touchpoint = e.touchpoint AND m.bucket = ${bucketOf(sql`e.gap`)}
        WHERE ${chosen}
      )
      SELECT previous AS "from", touchpoint AS "to", total AS count,
        min(gap) FILTER (WHERE rank = lower) AS lower, min(gap) FILTER (WHERE rank = upper) AS upper
      FROM gaps GROUP BY previous, touchpoint, total`,
  )
  const flow = rows.map(({ from, to, count, ...middle }) => ({ from, to, count, medianSeconds: medianSeconds(middle) }))
  return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
}
