import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Totals } from '../../../domain/journey/questions/getTotals.ts'
import type { Database } from '../../db/database.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'
import { medianSeconds } from './middle.ts'

interface Row extends Omit<Totals, 'durationSeconds'> {
  lower: number | null
  upper: number | null
  p90: number | null
  seconds: number | null
}

/** `getTotals` in SQL: durations are sorted once, and those sought are known by their place. */
export async function totalsBySql(database: Database, filter: PathFilter): Promise<Totals> {
  const at = (place: Sql) => sql`max(took) FILTER (WHERE place = ${place})`
  const [row] = await askStatement<Row>(
    database,
    filter,
    (narrow) => sql`
      WITH chosen AS MATERIALIZED (
        SELECT p.state, p.last_at - p.first_at AS took, p.resumptions, p.handovers, p.bounces FROM ${fromChosenPaths(narrow)}
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
        SELECT ${at(sql`(total + 1) / 2`)} AS lower, ${at(sql`total / 2 + 1`)} AS upper, ${at(sql`ceil(total * 0.9::float8)`)} AS p90,
          sum(took / 1000::float8 ORDER BY place) AS seconds
        FROM (SELECT took, row_number() OVER (ORDER BY took) AS place FROM chosen) AS placed, counts
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
