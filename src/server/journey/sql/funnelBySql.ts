import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { FunnelStep, FunnelSteps } from '../../../domain/journey/questions/getFunnel.ts'
import type { Database } from '../../db/database.ts'
import { list, numbered, type Sql, sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { encounterChosen } from './choice.ts'
import { medianSeconds, middleOf } from './middle.ts'

interface Row {
  step: number
  paths: number
  lower: number
  upper: number
  /** From the step before; null at the first. */
  lowerBetween: number | null
  upperBetween: number | null
}

/** `getFunnel` in SQL: beside each encounter stands, step by step, the latest beginning that led to it. */
export async function funnelBySql(database: Database, filter: PathFilter, given: FunnelSteps): Promise<FunnelStep[]> {
  const { steps } = given
  if (steps.length === 0) return []
  const shortest = steps.map((_, step) => sql`min(at - ${numbered('begun', step)}) AS ${numbered('took', step)}`)
  const nearest = steps.slice(1).map((_, step) => sql`min(${numbered('between', step + 1)}) AS ${numbered('between', step + 1)}`)
  const reached = steps.map(
    (_, step) => sql`(${step}::int, ${numbered('took', step)}, ${step === 0 ? sql`NULL::bigint` : numbered('between', step)})`,
  )
  const rows = await askStatement<Row>(
    database,
    filter,
    (narrow) => sql`
      WITH ways AS (SELECT ${list([...shortest, ...nearest])} FROM (${funnelBeginnings(encounterChosen(narrow), given)}) AS begun GROUP BY customer_id, path)
      SELECT reached.step, count(*) AS paths, ${middleOf(sql`reached.took`)},
        percentile_disc(0.5) WITHIN GROUP (ORDER BY reached.hop) AS "lowerBetween",
        percentile_disc(0.5) WITHIN GROUP (ORDER BY reached.hop DESC) AS "upperBetween"
      FROM ways, LATERAL (VALUES ${list(reached)}) AS reached(step, took, hop) WHERE reached.took IS NOT NULL GROUP BY reached.step`,
  )
  const rowOf = new Map(rows.map((row) => [row.step, row]))
  const first = rowOf.get(0)?.paths ?? 0
  return steps.map((step, index) => {
    const row = rowOf.get(index)
    const paths = row?.paths ?? 0
    return {
      step,
      paths,
      share: first === 0 ? null : paths / first,
      medianSeconds: row ? medianSeconds(row) : null,
      betweenSeconds: row && row.lowerBetween !== null ? medianSeconds({ lower: row.lowerBetween, upper: row.upperBetween! }) : null,
    }
  })
}

/** Encounters `e` that make a step, and beside each, step by step, the latest beginning that led to it and how long after the step before. */
export function funnelBeginnings(chosen: Sql, { by, steps, within }: FunnelSteps): Sql {
  const name = by === 'touchpoint' ? sql`e.touchpoint` : sql`e.stage`
  const first = sql`
    SELECT e.customer_id, e.path, e.step, e.at, ${name} AS name,
      CASE WHEN ${name} = ${steps[0]}::text AND 0 <= ${within}::float8 THEN e.at END AS ${numbered('begun', 0)}
    FROM encounters e WHERE ${chosen} AND ${name} = ANY(${steps}::text[])`
  return steps.slice(1).reduce((before, step, index) => {
    const [latest, reached] = [numbered('latest', index), numbered('reached', index)]
    const isMade = sql`name = ${step}::text AND at - ${latest} <= ${within}::float8`
    const begun = numbered('begun', index)
    return sql`
      SELECT *, CASE WHEN ${isMade} THEN ${latest} END AS ${numbered('begun', index + 1)},
        CASE WHEN ${isMade} THEN at - ${reached} END AS ${numbered('between', index + 1)}
      FROM (
        SELECT *, max(${begun}) OVER earlier AS ${latest}, max(at) FILTER (WHERE ${begun} IS NOT NULL) OVER earlier AS ${reached}
        FROM (${before}) AS before
        WINDOW earlier AS (PARTITION BY customer_id, path ORDER BY step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      ) AS led`
  }, first)
}
