import { gapsOfBucket } from '../../../domain/journey/columns.ts'
import { type Sql, sql } from '../../db/sql.ts'

const BEGINNINGS = Array.from({ length: 255 }, (_, bucket) => gapsOfBucket(bucket + 1).from)

/** The bucket of a gap in ms as `gapBucket` gives it. */
export function bucketOf(gap: Sql): Sql {
  return sql`width_bucket(${gap}::float8, ${BEGINNINGS}::float8[])`
}

/** The gaps of a bucket in whole ms, `until` exclusive. */
export function gapsIn(bucket: number): { since: number; until: number } {
  const { from, until } = gapsOfBucket(bucket)
  return { since: Math.ceil(from), until: Math.min(Math.ceil(until), Number.MAX_SAFE_INTEGER) }
}
