import { grouped } from '../../../domain/kernel/grouped.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Database } from '../../db/database.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'
import { bucketOf, gapsIn } from './gapSpread.ts'
import { medianSeconds } from './middle.ts'

/** How often encounters say the same two things, and the exact median of the seconds since the encounters before them. */
export interface GapMedian {
  row: string | null
  column: string | null
  count: number
  medianSeconds: number
}

interface Bucket {
  row: string | null
  column: string | null
  bucket: number
  count: number
}

/** The bucket that holds one of the middle two gaps of a group, and the rank of that gap in it from 1. */
interface Sought extends Bucket {
  rank: number
}

interface Found {
  number: number
  gap: number
}

/**
 * Exact medians of the gaps before chosen encounters by two columns. Sorting every gap would take most of the time, so they are counted in
 * buckets first, and only the buckets that hold the middle of a group are sorted.
 */
export function gapMediansBySql(database: Database, filter: PathFilter, [row, column]: readonly [Sql, Sql]): Promise<GapMedian[]> {
  return askCounts(database, filter, async ({ ask, filter: narrow }) => {
    const chosen = sql`${encounterChosen(narrow)} AND e.previous IS NOT NULL`
    const buckets = await ask<Bucket>(sql`
      SELECT ${row} AS "row", ${column} AS "column", ${bucketOf(sql`e.gap`)} AS bucket, count(*) AS count
      FROM encounters e WHERE ${chosen} GROUP BY 1, 2, 3`)
    const groups = [...grouped(buckets, (each) => JSON.stringify([each.row, each.column])).values()]
    const sought = groups.flatMap(middleOfBuckets)
    const found = await ask<Found>(sql`
      WITH sought AS (
        SELECT * FROM unnest(${sought.map((each) => each.row ?? '')}::text[], ${sought.map((each) => each.column ?? '')}::text[],
          ${sought.map(({ bucket }) => gapsIn(bucket).since)}::bigint[], ${sought.map(({ bucket }) => gapsIn(bucket).until)}::bigint[],
          ${sought.map(({ rank }) => rank)}::bigint[]) WITH ORDINALITY AS given(its_row, its_column, since, until, wanted, number)
      )
      SELECT number, gap FROM (
        SELECT s.number, s.wanted, e.gap, row_number() OVER (PARTITION BY s.number ORDER BY e.gap) AS rank
        FROM encounters e JOIN sought s ON s.its_row = coalesce(${row}, '') AND s.its_column = coalesce(${column}, '')
          AND e.gap >= s.since AND e.gap < s.until
        WHERE ${chosen}
      ) AS ranked WHERE rank = wanted`)
    const gapOf = new Map(found.map(({ number, gap }) => [number, gap]))
    return groups.map((own, index) => ({
      row: own[0]!.row,
      column: own[0]!.column,
      count: countOf(own),
      medianSeconds: medianSeconds({ lower: gapOf.get(2 * index + 1)!, upper: gapOf.get(2 * index + 2)! }),
    }))
  })
}

function countOf(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0)
}

function middleOfBuckets(buckets: readonly Bucket[]): [Sought, Sought] {
  const total = countOf(buckets)
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
