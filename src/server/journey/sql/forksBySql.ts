import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import { compareForks } from '../../../domain/journey/questions/getForks.ts'
import type { Forks } from '../../../domain/touchpoint/relevance.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'

/** `getForks` in SQL: where each path first left each touchpoint, and what it had met by then. */
export async function forksBySql(database: Database, filter: PathFilter, fewest: number): Promise<Forks> {
  const [row] = await askStatement<Forks>(
    database,
    filter,
    (narrow) => sql`
      WITH chosen AS MATERIALIZED (
        SELECT p.customer_id, p.key, p.journey, p.state IN ('completed', 'abandoned') AS finished, p.state = 'completed' AS completed,
          p.encounters AS last
        FROM ${fromChosenPaths(narrow)}
      ), walked AS MATERIALIZED (
        SELECT c.*, e.step, e.touchpoint, lag(e.touchpoint) OVER (PARTITION BY e.customer_id, e.path ORDER BY e.step) AS before
        FROM chosen c JOIN encounters e ON e.customer_id = c.customer_id AND e.path = c.key
      ), met AS MATERIALIZED (
        SELECT customer_id, key, journey, touchpoint, finished, completed, last, min(step) AS first FROM walked
        GROUP BY customer_id, key, journey, touchpoint, finished, completed, last
      ), went AS MATERIALIZED (
        SELECT DISTINCT ON (customer_id, key, before) customer_id, key, journey, before, touchpoint, completed, step
        FROM walked WHERE finished AND before IS DISTINCT FROM touchpoint ORDER BY customer_id, key, before, step
      ), points AS (
        SELECT journey, before, count(*) AS paths, count(*) FILTER (WHERE completed) AS completed FROM went GROUP BY journey, before
      ), byit AS (
        SELECT w.journey, w.before, w.touchpoint, count(*) AS paths, count(*) FILTER (WHERE w.completed) AS completed
        FROM went w JOIN met m ON m.customer_id = w.customer_id AND m.key = w.key AND m.touchpoint = w.touchpoint AND m.first = w.step
        GROUP BY w.journey, w.before, w.touchpoint
      ), had AS (
        SELECT w.journey, w.before, m.touchpoint, count(*) AS paths, count(*) FILTER (WHERE w.completed) AS completed
        FROM went w JOIN met m ON m.customer_id = w.customer_id AND m.key = w.key AND m.first < w.step
        GROUP BY w.journey, w.before, m.touchpoint
      ), forks AS (
        SELECT b.journey, b.before AS "from", b.touchpoint, b.paths AS by, b.completed AS "completedBy",
          p.paths - b.paths - coalesce(h.paths, 0) AS past, p.completed - b.completed - coalesce(h.completed, 0) AS "completedPast"
        FROM byit b JOIN points p ON p.journey = b.journey AND p.before IS NOT DISTINCT FROM b.before
        LEFT JOIN had h ON h.journey = b.journey AND h.before IS NOT DISTINCT FROM b.before AND h.touchpoint = b.touchpoint
      ), reached AS (
        SELECT journey, touchpoint, count(*) AS paths, count(*) FILTER (WHERE finished) AS finished,
          count(*) FILTER (WHERE completed) AS completed, count(*) FILTER (WHERE completed AND first = last) AS ended
        FROM met GROUP BY journey, touchpoint
      ), journeys AS (
        SELECT journey, count(*) AS finished, count(*) FILTER (WHERE completed) AS completed FROM chosen WHERE finished GROUP BY journey
      )
      SELECT (SELECT coalesce(json_agg(journeys), '[]') FROM journeys) AS journeys,
        (SELECT coalesce(json_agg(reached), '[]') FROM reached) AS reached,
        (SELECT coalesce(json_agg(forks), '[]') FROM forks WHERE by >= ${fewest}::int AND past >= ${fewest}::int) AS forks`,
  )
  return {
    journeys: row!.journeys.sort((a, b) => compareNames(a.journey, b.journey)),
    reached: row!.reached.sort((a, b) => compareNames(a.journey, b.journey) || compareNames(a.touchpoint, b.touchpoint)),
    forks: row!.forks.sort(compareForks),
  }
}
