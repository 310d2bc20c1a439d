import { compareText } from '../../../domain/kernel/order.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { TouchpointCount } from '../../../domain/journey/questions/getTouchpoints.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'

/** `getTouchpoints` in SQL. */
export async function touchpointsBySql(database: Database, filter: PathFilter): Promise<TouchpointCount[]> {
  const rows = await askCounts<TouchpointCount>(
    database,
    sql`
      WITH paths AS (
        SELECT e.touchpoint, e.customer_id, e.path, count(*) AS encounters FROM encounters e WHERE ${encounterChosen(filter)}
        GROUP BY e.touchpoint, e.customer_id, e.path
      ), standing AS (
        SELECT customer_id, path, count(*) AS frictions FROM frictions GROUP BY customer_id, path
      ), customers AS (
        SELECT touchpoint, sum(encounters) AS encounters, count(*) AS paths, sum(frictions) AS frictions, count(frictions) AS "pathsWithFriction"
        FROM paths LEFT JOIN standing USING (customer_id, path) GROUP BY touchpoint, customer_id
      )
      SELECT touchpoint, sum(encounters) AS encounters, count(*) AS customers, sum(paths) AS paths,
        coalesce(sum(frictions), 0) AS frictions, sum("pathsWithFriction") AS "pathsWithFriction"
      FROM customers GROUP BY touchpoint`,
  )
  return rows.sort((a, b) => b.encounters - a.encounters || compareText(a.touchpoint, b.touchpoint))
}
