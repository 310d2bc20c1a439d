import type { z } from 'zod'
import type { getCaseHandovers as contract } from '../../api/case.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'

/** How often cases went from one owner to another, by pair of teams, the most frequent first. */
export async function getCaseHandovers(
  database: Queryable,
  { since, until, journey }: z.output<typeof contract.query>,
  now: number,
): Promise<z.output<typeof contract.answer>> {
  const [from, to] = [since, until].map((moment) => (moment === undefined ? null : Date.parse(moment))) as [number | null, number | null]
  const pairs = await database.query<z.output<typeof contract.answer>['pairs'][number]>(
    ...sql`
      SELECT coalesce(l.body ->> 'fromTeam', l.body ->> 'team') AS from, coalesce(l.body ->> 'toTeam', l.body ->> 'team') AS to,
        count(*) AS handovers, count(DISTINCT l.case_id) AS cases
      FROM case_log l
      WHERE l.kind IN ('handed-over', 'inherited') AND ${all([
        from === null ? null : sql`l.at >= ${from}`,
        to === null ? null : sql`l.at < ${to}`,
        journey === undefined
          ? null
          : sql`EXISTS (SELECT 1 FROM cases k WHERE k.customer_id = l.customer_id AND k.id = l.case_id AND k.journey = ${journey})`,
      ])}
      GROUP BY 1, 2 ORDER BY handovers DESC, 1, 2`.render(),
  )
  return { since: from === null ? null : formatInstant(from), until: formatInstant(to ?? now), pairs }
}
