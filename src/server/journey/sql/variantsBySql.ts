import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Variants } from '../../../domain/journey/questions/getVariants.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'

/** `getVariants` in SQL: counts the digests of ways, and reads the encounters of one path for each way that may be among the most frequent. */
export async function variantsBySql(database: Database, filter: PathFilter, top: number): Promise<Variants> {
  const [row] = await askStatement<Variants>(
    database,
    filter,
    (narrow) => sql`
      WITH variants AS MATERIALIZED (
        SELECT p.way, count(*) AS paths, min(p.customer_id) AS customer FROM ${fromChosenPaths(narrow)} GROUP BY p.way
      ), frequent AS MATERIALIZED (
        SELECT * FROM variants ORDER BY paths DESC FETCH FIRST (${top}::bigint) ROWS WITH TIES
      ), walked AS (
        SELECT f.way, f.paths, f.customer, min(p.key) AS key
        FROM frequent f JOIN paths p ON p.customer_id = f.customer AND p.way = f.way GROUP BY f.way, f.paths, f.customer
      ), spelled AS (
        SELECT w.paths, array_agg(e.touchpoint ORDER BY e.step) AS touchpoints
        FROM walked w JOIN encounters e ON e.customer_id = w.customer AND e.path = w.key GROUP BY w.way, w.paths
      ), most AS (
        SELECT * FROM spelled ORDER BY paths DESC, touchpoints COLLATE "C" LIMIT ${top}::bigint
      )
      SELECT (SELECT count(*) FROM variants) AS count,
        (SELECT coalesce(json_agg(json_build_object('touchpoints', touchpoints, 'paths', paths)), '[]') FROM most) AS top`,
  )
  return row!
}
