import { sql } from '../../db/sql.ts'
import type { Asking } from './askStatement.ts'
import { encounterChosen } from './choice.ts'

/** Where the middle of a transition's gaps may lie, in ms, both inclusive; null where there is no telling. */
export interface Window {
  from: string
  to: string
  since: number | null
  until: number | null
}

/** Below so many encounters, guessing takes longer than it saves. */
const FEW = 300_000
const LEAST_READ = 80_000
const SHARE_READ = 0.02
const SLICES = 24

/** Guesses from the gaps in slices of time spread over the time asked for; no guess where all are few. */
export async function guessWindows({ ask, filter, span }: Asking): Promise<Window[]> {
  if (span === null) return []
  const [size] = await ask<{ rows: number }>(sql`SELECT reltuples::bigint AS rows FROM pg_class WHERE oid = 'encounters'::regclass`)
  const from = Math.max(filter.since ?? span.first, span.first)
  const until = Math.min(filter.until ?? span.last + 1, span.last + 1)
  const rows = (size!.rows * (until - from)) / (span.last + 1 - span.first)
  if (!(rows >= FEW)) return []
  const length = (((LEAST_READ + SHARE_READ * rows) / rows) * (until - from)) / SLICES
  const begins = Array.from({ length: SLICES }, (_, slice) => Math.floor(from + ((slice + 0.5) * (until - from)) / SLICES - length / 2))
  // Of n gaps in a sample, the middle of all lies within twice the root of n places of the middle, save once in thousands of times.
  return ask<Window>(sql`
    SELECT previous AS "from", touchpoint AS "to",
      max(gap) FILTER (WHERE place <= count / 2.0 - 1.5 * sqrt(count)) AS since, min(gap) FILTER (WHERE place >= count / 2.0 + 1.5 * sqrt(count) + 1) AS until
    FROM (
      SELECT e.previous, e.touchpoint, e.gap, row_number() OVER gaps AS place, count(*) OVER (PARTITION BY e.previous, e.touchpoint) AS count
      FROM unnest(${begins}::bigint[], ${begins.map((begin) => begin + Math.ceil(length))}::bigint[]) AS slice(since, until)
      JOIN encounters e ON e.at >= slice.since AND e.at < slice.until
      WHERE ${encounterChosen(filter)} AND e.previous IS NOT NULL
      WINDOW gaps AS (PARTITION BY e.previous, e.touchpoint ORDER BY e.gap)
    ) AS sample GROUP BY 1, 2`)
}
