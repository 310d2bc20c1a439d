import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Variants } from '../../../domain/journey/questions/getVariants.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { isAboutEverything, pathChosen } from './choice.ts'

/** `getVariants` in SQL. */
export async function variantsBySql(database: Database, filter: PathFilter, top: number): Promise<Variants> {
  const whole = isAboutEverything(filter)
    ? sql`true`
    : sql`(e.customer_id, e.path) IN (SELECT p.customer_id, p.key FROM paths p WHERE ${pathChosen(filter)})`
  const [row] = await askStatement<Variants>(
    database,
    sql`
      WITH ways AS (
        SELECT array_agg(touchpoint) AS touchpoints
        FROM (SELECT e.customer_id, e.path, e.touchpoint FROM encounters e WHERE ${whole} ORDER BY e.customer_id, e.path, e.step) AS steps
        GROUP BY customer_id, path
      ), variants AS MATERIALIZED (
        SELECT touchpoints, count(*) AS paths FROM ways GROUP BY touchpoints
      ), most AS (
        SELECT * FROM variants ORDER BY paths DESC, touchpoints COLLATE "C" LIMIT ${top}::bigint
      )
      SELECT (SELECT count(*) FROM variants) AS count,
        (SELECT coalesce(json_agg(json_build_object('touchpoints', touchpoints, 'paths', paths)), '[]') FROM most) AS top`,
  )
  return row!
}
