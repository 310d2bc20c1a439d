import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Totals } from '../../../domain/journey/questions/getTotals.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatements } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'
import { medianSeconds } from './middle.ts'

type Counts = Omit<Totals, 'durationSeconds'>

interface Spread {
  lower: number
  upper: number
  p90: number
  seconds: number
}

/** `getTotals` in SQL: counts first, so that each duration sought is known by its place in order of size. */
export function totalsBySql(database: Database, filter: PathFilter): Promise<Totals> {
  return askStatements(database, filter, async ({ ask, filter: narrow }) => {
    const [counts] = await ask<Counts>(sql`
      SELECT count(*) AS total,
        count(*) FILTER (WHERE p.state = 'active') AS active, count(*) FILTER (WHERE p.state = 'paused') AS paused,
        count(*) FILTER (WHERE p.state = 'abandoned') AS abandoned, count(*) FILTER (WHERE p.state = 'completed') AS completed,
        coalesce(sum(p.resumptions), 0) AS resumptions, count(*) FILTER (WHERE p.resumptions > 0) AS "pathsWithResumption",
        coalesce(sum(p.handovers), 0) AS handovers, count(*) FILTER (WHERE p.handovers > 0) AS "pathsWithHandover",
        coalesce(sum(p.bounces), 0) AS bounces, count(*) FILTER (WHERE p.bounces > 0) AS "pathsWithBounce"
      FROM ${fromChosenPaths(narrow)}`)
    const { total } = counts!
    if (total === 0) return { ...counts!, durationSeconds: { median: null, mean: null, p90: null } }
    const at = (place: number) => sql`max(took) FILTER (WHERE place = ${place}::bigint)`
    // Added in order of size, because sums of fractions depend on their order.
    const [spread] = await ask<Spread>(sql`
      SELECT ${at(Math.ceil(total / 2))} AS lower, ${at(Math.floor(total / 2) + 1)} AS upper, ${at(Math.ceil(total * 0.9))} AS p90,
        sum(took / 1000::float8 ORDER BY place) AS seconds
      FROM (
        SELECT took, row_number() OVER (ORDER BY took) AS place FROM (SELECT p.last_at - p.first_at AS took FROM ${fromChosenPaths(narrow)}) AS chosen
      ) AS placed`)
    const { p90, seconds, ...middle } = spread!
    return { ...counts!, durationSeconds: { median: medianSeconds(middle), mean: seconds / total, p90: p90 / 1000 } }
  })
}
