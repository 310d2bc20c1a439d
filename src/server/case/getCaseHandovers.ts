import type { z } from 'zod'
import type { getCaseHandovers as contract } from '../../api/caseFigures.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { all, type Sql, sql } from '../db/sql.ts'

/** Teams of who gave and who took in a line `l` of a log. */
export const FROM_TEAM: Sql = sql`coalesce(l.body ->> 'fromTeam', l.body ->> 'team')`
export const TO_TEAM: Sql = sql`coalesce(l.body ->> 'toTeam', l.body ->> 'team')`

/** How often cases went from one owner to another, by journey and pair of teams, the most frequent first. */
export async function getCaseHandovers(
  database: Queryable,
  { since, until, journey, team }: z.output<typeof contract.query>,
  now: number,
): Promise<z.output<typeof contract.answer>> {
  const [from, to] = [since, until].map((moment) => (moment === undefined ? null : Date.parse(moment))) as [number | null, number | null]
  const pairs = await database.query<z.output<typeof contract.answer>['pairs'][number]>(
    ...sql`
      SELECT * FROM (
        SELECT k.journey, ${FROM_TEAM} AS from, ${TO_TEAM} AS to, count(*) AS handovers, count(DISTINCT l.case_id) AS cases,
          count(*) FILTER (WHERE EXISTS (SELECT 1 FROM case_log earlier
            WHERE earlier.customer_id = l.customer_id AND earlier.case_id = l.case_id AND earlier.id < l.id
              AND earlier.kind = 'handed-over' AND earlier.body ->> 'fromTeam' = l.body ->> 'toTeam'
              AND earlier.body ->> 'fromTeam' <> earlier.body ->> 'toTeam')) AS bounces
        FROM case_log l JOIN cases k ON k.customer_id = l.customer_id AND k.id = l.case_id
        WHERE l.kind IN ('handed-over', 'inherited') AND ${all([
          from === null ? null : sql`l.at >= ${from}`,
          to === null ? null : sql`l.at < ${to}`,
          journey === undefined ? null : sql`k.journey = ${journey}`,
        ])}
        GROUP BY 1, 2, 3) AS pairs
      WHERE ${team === undefined ? sql`true` : sql`${team} IN ("from", "to")`}
      ORDER BY handovers DESC, journey, "from", "to"`.render(),
  )
  return { since: from === null ? null : formatInstant(from), until: formatInstant(to ?? now), pairs }
}
