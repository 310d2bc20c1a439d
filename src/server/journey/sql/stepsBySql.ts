import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import { compareLinks, type StepLink } from '../../../domain/journey/questions/getSteps.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'

/** `getSteps` in SQL: where each step leads, and the last step of those that lead nowhere. */
export async function stepsBySql(database: Database, filter: PathFilter, most: number): Promise<StepLink[]> {
  const links = await askStatement<StepLink>(
    database,
    filter,
    (narrow) => sql`
      WITH chosen AS MATERIALIZED (
        SELECT p.customer_id, p.key, p.encounters, standing.path IS NOT NULL AS troubled
        FROM (SELECT p.customer_id, p.key, p.encounters FROM ${fromChosenPaths(narrow)}) AS p
          LEFT JOIN (SELECT DISTINCT f.customer_id, f.path FROM frictions f) AS standing
            ON standing.customer_id = p.customer_id AND standing.path = p.key
      )
      SELECT e.step - 1 AS step, e.previous AS "from", e.touchpoint AS "to", count(*) AS paths, count(*) FILTER (WHERE c.troubled) AS "withFriction"
      FROM chosen c JOIN encounters e ON e.customer_id = c.customer_id AND e.path = c.key
      WHERE e.step BETWEEN 2 AND ${most + 1}::int GROUP BY 1, 2, 3
      UNION ALL
      SELECT e.step, e.touchpoint, NULL, count(*), count(*) FILTER (WHERE c.troubled)
      FROM chosen c JOIN encounters e ON e.customer_id = c.customer_id AND e.path = c.key AND e.step = c.encounters
      WHERE c.encounters <= ${most}::int GROUP BY 1, 2`,
  )
  return links.sort(compareLinks)
}
