import { compareText } from '../../../domain/kernel/order.ts'
import { grouped } from '../../../domain/kernel/grouped.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Transition } from '../../../domain/journey/questions/getFlow.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'
import { bucketOf, gapsIn } from './gapSpread.ts'
import { medianSeconds } from './middle.ts'

interface Bucket {
  from: string
  to: string
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

/**
 * `getFlow` in SQL. Sorting every gap would take most of the time, so they are counted in buckets first, and only the buckets that hold
 * the middle of a transition are sorted.
 */
export function flowBySql(database: Database, filter: PathFilter): Promise<Transition[]> {
  return askCounts(database, filter, async ({ ask, filter: narrow }) => {
    const chosen = sql`${encounterChosen(narrow)} AND e.previous IS NOT NULL`
    const buckets = await ask<Bucket>(sql`
      SELECT e.previous AS "from", e.touchpoint AS "to", ${bucketOf(sql`e.gap`)} AS bucket, count(*) AS count
      FROM encounters e WHERE ${chosen} GROUP BY 1, 2, 3`)
    const transitions = grouped(buckets, ({ from, to }) => JSON.stringify([from, to]))
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
    const flow = [...transitions.values()].map((own, index) => ({
      from: own[0]!.from,
      to: own[0]!.to,
      count: countOf(own),
      medianSeconds: medianSeconds({ lower: gapOf.get(2 * index + 1)!, upper: gapOf.get(2 * index + 2)! }),
    }))
    return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
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
