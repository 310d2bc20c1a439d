import { medianOfSorted } from '../../../domain/kernel/statistics.ts'
import { type Sql, sql } from '../../db/sql.ts'

/** The middle two of whole numbers of milliseconds as they stand sorted; twice the same when their count is odd. */
export interface Middle {
  lower: number
  upper: number
}

/** The middle two of an expression in each group, as columns `lower` and `upper`; null in an empty group. */
export function middleOf(values: Sql): Sql {
  return sql`percentile_disc(0.5) WITHIN GROUP (ORDER BY ${values}) AS lower, percentile_disc(0.5) WITHIN GROUP (ORDER BY ${values} DESC) AS upper`
}

/** Median in seconds of the middle two in ms. */
export function medianSeconds({ lower, upper }: Middle): number {
  return medianOfSorted([lower / 1000, upper / 1000])!
}
