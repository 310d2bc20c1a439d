import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import {
  inMeantOrder,
  type Deviations,
  type Meant,
  type StageDeviation,
  type TouchpointDeviation,
} from '../../../domain/journey/questions/getDeviations.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'

interface Row {
  paths: number
  completed: number
  asMeant: number
  stages: Omit<StageDeviation, 'isMeant'>[]
  touchpoints: Omit<TouchpointDeviation, 'isMeant'>[]
}

/** `getDeviations` in SQL: visits of stages and touchpoints by path, told together. */
export async function deviationsBySql(database: Database, filter: PathFilter, meant: Meant): Promise<Deviations> {
  const [row] = await askStatement<Row>(
    database,
    filter,
    (narrow) => sql`
      WITH chosen AS MATERIALIZED (
        SELECT p.customer_id, p.key, p.state = 'completed' AS completed FROM ${fromChosenPaths(narrow)}
      ), meant AS (
        SELECT stage, rank - 1 AS rank FROM unnest(${meant.stages}::text[]) WITH ORDINALITY AS given(stage, rank)
      ), walked AS MATERIALIZED (
        SELECT c.customer_id, c.key, c.completed, e.step, e.touchpoint, e.stage
        FROM chosen c JOIN encounters e ON e.customer_id = c.customer_id AND e.path = c.key
      ), visits AS (
        SELECT v.customer_id, v.key, v.step, v.stage, m.rank, max(m.rank) OVER (
          PARTITION BY v.customer_id, v.key ORDER BY v.step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS furthest
        FROM (
          SELECT *, lag(stage) OVER (PARTITION BY customer_id, key ORDER BY step) AS before FROM walked WHERE stage IS NOT NULL
        ) AS v LEFT JOIN meant m ON m.stage = v.stage WHERE v.before IS DISTINCT FROM v.stage
      ), bystage AS MATERIALIZED (
        SELECT customer_id, key, stage, rank, count(*) > 1 AS repeated,
          coalesce((array_agg(furthest ORDER BY step))[1] > rank, false) AS late
        FROM visits GROUP BY customer_id, key, stage, rank
      ), bytouchpoint AS MATERIALIZED (
        SELECT customer_id, key, completed, touchpoint, count(*) > 1 AS repeated FROM walked GROUP BY customer_id, key, completed, touchpoint
      ), strays AS (
        SELECT customer_id, key FROM bytouchpoint
        WHERE cardinality(${meant.touchpoints}::text[]) > 0 AND NOT touchpoint = ANY(${meant.touchpoints}::text[]) GROUP BY customer_id, key
      ), bypath AS MATERIALIZED (
        SELECT c.customer_id, c.key, c.completed, coalesce(max(s.rank), -1) AS furthest, array_agg(s.rank) AS met, count(s.rank) AS meantmet,
          coalesce(bool_or(s.repeated OR s.late OR s.rank IS NULL) FILTER (WHERE s.stage IS NOT NULL), false) AS strayed
        FROM chosen c LEFT JOIN bystage s ON s.customer_id = c.customer_id AND s.key = c.key GROUP BY c.customer_id, c.key, c.completed
      ), skips AS (
        SELECT m.stage, count(*) AS skipped FROM meant m JOIN bypath p ON (p.completed OR m.rank < p.furthest) AND NOT coalesce(m.rank = ANY(p.met), false)
        GROUP BY m.stage
      ), stages AS (
        SELECT coalesce(s.stage, m.stage) AS stage, coalesce(s.paths, 0) AS paths, coalesce(k.skipped, 0) AS skipped,
          coalesce(s.repeated, 0) AS repeated, coalesce(s.late, 0) AS "outOfOrder"
        FROM (SELECT stage, count(*) AS paths, count(*) FILTER (WHERE repeated) AS repeated, count(*) FILTER (WHERE late) AS late
          FROM bystage GROUP BY stage) AS s FULL JOIN meant m ON m.stage = s.stage LEFT JOIN skips k ON k.stage = m.stage
      ), touchpoints AS (
        SELECT coalesce(t.touchpoint, m.touchpoint) AS touchpoint, coalesce(t.paths, 0) AS paths, coalesce(t.repeated, 0) AS repeated,
          CASE WHEN m.touchpoint IS NULL THEN 0 ELSE (SELECT count(*) FROM chosen WHERE completed) - coalesce(t.completed, 0) END AS skipped
        FROM (SELECT touchpoint, count(*) AS paths, count(*) FILTER (WHERE repeated) AS repeated, count(*) FILTER (WHERE completed) AS completed
          FROM bytouchpoint GROUP BY touchpoint) AS t FULL JOIN unnest(${meant.touchpoints}::text[]) AS m(touchpoint) ON m.touchpoint = t.touchpoint
      )
      SELECT (SELECT count(*) FROM chosen) AS paths, (SELECT count(*) FROM chosen WHERE completed) AS completed,
        (SELECT count(*) FROM bypath p WHERE NOT p.strayed
          AND p.meantmet = CASE WHEN p.completed THEN ${meant.stages.length}::int ELSE p.furthest + 1 END
          AND NOT EXISTS (SELECT 1 FROM strays s WHERE s.customer_id = p.customer_id AND s.key = p.key)) AS "asMeant",
        (SELECT coalesce(json_agg(stages), '[]') FROM stages) AS stages,
        (SELECT coalesce(json_agg(touchpoints), '[]') FROM touchpoints) AS touchpoints`,
  )
  const { stages, touchpoints, ...counts } = row!
  const known = { stages: new Set(meant.stages), touchpoints: new Set(meant.touchpoints) }
  return {
    ...counts,
    stages: inMeantOrder(
      stages.map((each) => ({ ...each, isMeant: known.stages.has(each.stage) })),
      meant.stages,
      ({ stage }) => stage,
    ),
    touchpoints: inMeantOrder(
      touchpoints.map((each) => ({ ...each, isMeant: known.touchpoints.has(each.touchpoint) })),
      meant.touchpoints,
      ({ touchpoint }) => touchpoint,
    ),
  }
}
