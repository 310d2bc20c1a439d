import { gapsOfBucket } from '../../../domain/journey/columns.ts'
import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Resumptions } from '../../../domain/journey/questions/getResumptions.ts'
import type { Database } from '../../db/database.ts'
import { all, sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { encounterFits, isAboutPathsOnly, pathFits, pathOfEncounterFits } from './choice.ts'
import { bucketOf } from './gapSpread.ts'
import { medianSeconds, type Middle, middleOf } from './middle.ts'

interface Row {
  resting: number
  middle: Middle | null
  gaps: { bucket: number; count: number }[]
  channels: ({ from: string | null; to: string | null; count: number } & Middle)[]
  hours: { hour: number; count: number }[]
}

/** `getResumptions` in SQL. */
export async function resumptionsBySql(database: Database, filter: PathFilter): Promise<Resumptions> {
  const [row] = await askStatement<Row>(
    database,
    filter,
    (narrow) => sql`
      WITH returns AS MATERIALIZED (
        SELECT e.channel AS "from", r.channel AS "to", r.gap, r.hour % 24 AS hour
        FROM encounters r JOIN encounters e ON e.customer_id = r.customer_id AND e.at = r.at - r.gap AND e.path = r.path AND e.step = r.step - 1
        WHERE r.resumed AND ${all([returnedWithin(narrow), encounterFits(narrow), pathOfEncounterFits(narrow)])}
      ), gaps AS (SELECT ${bucketOf(sql`gap`)} AS bucket, count(*) AS count FROM returns GROUP BY 1),
      channels AS (SELECT "from", "to", count(*) AS count, ${middleOf(sql`gap`)} FROM returns GROUP BY 1, 2),
      hours AS (SELECT hour, count(*) AS count FROM returns GROUP BY 1),
      middle AS (SELECT ${middleOf(sql`gap`)} FROM returns HAVING count(*) > 0)
      SELECT (${restingOf(narrow)}) AS resting, (SELECT row_to_json(middle) FROM middle) AS middle,
        (SELECT coalesce(json_agg(gaps ORDER BY bucket), '[]') FROM gaps) AS gaps,
        (SELECT coalesce(json_agg(channels), '[]') FROM channels) AS channels,
        (SELECT coalesce(json_agg(hours), '[]') FROM hours) AS hours`,
  )
  const { resting, middle, gaps, channels, hours } = row!
  const resumed = hours.reduce((sum, { count }) => sum + count, 0)
  const counts = channels.map(({ from, to, count, ...gap }) => ({ from, to, count, medianGapSeconds: medianSeconds(gap) }))
  const hourOf = new Map(hours.map(({ hour, count }) => [hour, count]))
  return {
    resumed,
    resting,
    resumeRate: resumed + resting === 0 ? null : resumed / (resumed + resting),
    medianGapSeconds: middle && medianSeconds(middle),
    gaps: gaps.map(({ bucket, count }) => {
      const { from, until } = gapsOfBucket(bucket)
      return { from: from / 1000, until: until / 1000, count }
    }),
    channels: counts.sort((a, b) => b.count - a.count || compareNames(a.from, b.from) || compareNames(a.to, b.to)),
    hours: Array.from({ length: 24 }, (_, hour) => hourOf.get(hour) ?? 0),
  }
}

/** What went before, whose time is known by the gap, is chosen; so what came back cannot be earlier. */
function returnedWithin({ since, until }: PathFilter) {
  return all([
    since === undefined ? null : sql`r.at >= ${since} AND r.at - r.gap >= ${since}`,
    until === undefined ? null : sql`r.at - r.gap < ${until}`,
  ])
}

/** Paths at rest whose last encounter is chosen. */
function restingOf(filter: PathFilter) {
  const last = sql`JOIN encounters e ON e.customer_id = p.customer_id AND e.at = p.last_at AND e.path = p.key AND e.step = p.encounters`
  return sql`
    SELECT count(*) FROM paths p ${isAboutPathsOnly(filter) ? sql`` : last}
    WHERE p.state IN ('paused', 'abandoned') AND ${pathFits(filter)} AND ${isAboutPathsOnly(filter) ? sql`true` : encounterFits(filter)}`
}
