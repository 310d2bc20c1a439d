import type { z } from 'zod'
import type { getSegments as contract } from '../../api/feedbackFigures.ts'
import type { Queryable } from '../db/database.ts'

/** Statements that are looked at. */
const LOOKED_AT = 20_000

/** Attributes that part customers into segments: each value, on the average, is told of at least two. */
export async function getSegments(database: Queryable): Promise<z.output<typeof contract.answer>> {
  const items = await database.query<{ key: string; values: number }>(
    `SELECT key, count(DISTINCT lower(value))::int AS values
     FROM (SELECT attributes FROM statements WHERE attributes <> '{}'::jsonb LIMIT $1) AS told, jsonb_each_text(told.attributes)
     WHERE value IS NOT NULL
     GROUP BY key HAVING count(DISTINCT lower(value)) BETWEEN 2 AND 50 AND count(*) >= 2 * count(DISTINCT lower(value))
     ORDER BY key COLLATE "C" LIMIT 50`,
    [LOOKED_AT],
  )
  return { items }
}
