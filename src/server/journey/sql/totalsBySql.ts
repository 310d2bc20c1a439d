import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Totals } from '../../../domain/journey/questions/getTotals.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { pathChosen } from './choice.ts'
import { medianSeconds, middleOf } from './middle.ts'

interface Row extends Omit<Totals, 'durationSeconds'> {
  lower: number | null
  upper: number | null
  p90: number | null
  seconds: number | null
}

/** `getTotals` in SQL. */
export async function totalsBySql(database: Database, filter: PathFilter): Promise<Totals> {
  const [row] = await askStatement<Row>(
    database,
    sql`
      WITH chosen AS (
        SELECT p.state, p.last_at - p.first_at AS took, p.resumptions, p.handovers, p.bounces
        FROM paths p WHERE ${pathChosen(filter)}
      ), counts AS (
        SELECT count(*) AS total,
          count(*) FILTER (WHERE state = 'active') AS active, count(*) FILTER (WHERE state = 'paused') AS paused,
          count(*) FILTER (WHERE state = 'abandoned') AS abandoned, count(*) FILTER (WHERE state = 'completed') AS completed,
          coalesce(sum(resumptions), 0) AS resumptions, count(*) FILTER (WHERE resumptions > 0) AS "pathsWithResumption",
          coalesce(sum(handovers), 0) AS handovers, count(*) FILTER (WHERE handovers > 0) AS "pathsWithHandover",
          coalesce(sum(bounces), 0) AS bounces, count(*) FILTER (WHERE bounces > 0) AS "pathsWithBounce"
        FROM chosen
      ), spread AS (
        -- Added in order of size, because sums of fractions depend on their order.
        SELECT sum(took / 1000::float8 ORDER BY took) AS seconds, percentile_disc(0.9) WITHIN GROUP (ORDER BY took) AS p90, ${middleOf(sql`took`)}
        FROM chosen
      )
      SELECT * FROM counts, spread`,
  )
  const { lower, upper, p90, seconds, ...counts } = row!
  return {
    ...counts,
    durationSeconds: {
      median: lower === null ? null : medianSeconds({ lower, upper: upper! }),
      mean: seconds === null ? null : seconds / counts.total,
      p90: p90 === null ? null : p90 / 1000,
    },
  }
}
