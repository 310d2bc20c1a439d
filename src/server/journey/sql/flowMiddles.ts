import { grouped } from '../../../domain/kernel/grouped.ts'
import { sql } from '../../db/sql.ts'
import type { Asking } from './askStatement.ts'
import { encounterChosen } from './choice.ts'
import { bucketOf, gapsIn } from './gapSpread.ts'
import type { Middle } from './middle.ts'

/** A transition by its names. */
interface Pair {
  from: string
  to: string
}

interface Bucket extends Pair {
  bucket: number
  count: number
}

/** The bucket that holds one of the middle two gaps of a transition, and the rank of that gap in it from 1. */
interface Sought extends Bucket {
  rank: number
}

interface Found {
  number: number
  gap: number
}

/** The middle two gaps of some transitions: gaps are counted in buckets first, and only the buckets that hold a middle are sorted. */
export async function flowMiddles({ ask, filter }: Asking, pairs: readonly Pair[]): Promise<(pair: Pair) => Middle> {
  if (pairs.length === 0) return () => ({ lower: NaN, upper: NaN })
  const chosen = sql`${encounterChosen(filter)} AND e.previous IS NOT NULL`
  const buckets = await ask<Bucket>(sql`
    SELECT e.previous AS "from", e.touchpoint AS "to", ${bucketOf(sql`e.gap`)} AS bucket, count(*) AS count
    FROM encounters e JOIN unnest(${pairs.map(({ from }) => from)}::text[], ${pairs.map(({ to }) => to)}::text[]) AS pair(previous, touchpoint)
      ON pair.previous = e.previous AND pair.touchpoint = e.touchpoint
    WHERE ${chosen} GROUP BY 1, 2, 3`)
  const transitions = grouped(buckets, keyOf)
  const sought = [...transitions.values()].flatMap(middleOfBuckets)
  const found = await ask<Found>(sql`
    WITH sought AS (
      SELECT * FROM unnest(${sought.map(({ from }) => from)}::text[], ${sought.map(({ to }) => to)}::text[],
        ${sought.map(({ bucket }) => gapsIn(bucket).since)}::bigint[], ${sought.map(({ bucket }) => gapsIn(bucket).until)}::bigint[],
        ${sought.map(({ rank }) => rank)}::bigint[]) WITH ORDINALITY AS given(previous, touchpoint, since, until, wanted, number)
    )
    SELECT number, gap FROM (
      SELECT s.number, s.wanted, e.gap, row_number() OVER (PARTITION BY s.number ORDER BY e.gap) AS rank
      FROM encounters e JOIN sought s ON s.previous = e.previous AND s.touchpoint = e.touchpoint AND e.gap >= s.since AND e.gap < s.until
      WHERE ${chosen}
    ) AS ranked WHERE rank = wanted`)
  const gapOf = new Map(found.map(({ number, gap }) => [number, gap]))
  const middles = new Map(
    [...transitions.keys()].map((key, index) => [key, { lower: gapOf.get(2 * index + 1)!, upper: gapOf.get(2 * index + 2)! }]),
  )
  return (pair) => middles.get(keyOf(pair))!
}

function keyOf({ from, to }: Pair): string {
  return JSON.stringify([from, to])
}

function middleOfBuckets(buckets: readonly Bucket[]): [Sought, Sought] {
  const total = buckets.reduce((sum, { count }) => sum + count, 0)
  const sorted = [...buckets].sort((a, b) => a.bucket - b.bucket)
  return [soughtAt(sorted, Math.ceil(total / 2)), soughtAt(sorted, Math.floor(total / 2) + 1)]
}

function soughtAt(sorted: readonly Bucket[], rank: number): Sought {
  let before = 0
  for (const bucket of sorted) {
    if (rank <= before + bucket.count) return { ...bucket, rank: rank - before }
    before += bucket.count
  }
  throw new RangeError(`There is no gap of rank ${rank}.`)
}
