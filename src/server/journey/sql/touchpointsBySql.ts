import { compareText } from '../../../domain/kernel/order.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { TouchpointCount } from '../../../domain/journey/questions/getTouchpoints.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { presenceBySql } from './presenceBySql.ts'

/** `getTouchpoints` in SQL. */
export async function touchpointsBySql(database: Database, filter: PathFilter): Promise<TouchpointCount[]> {
  const found = await presenceBySql(database, filter, [sql`e.touchpoint`], { frictions: true })
  const counts = found.map(({ names, ...count }) => ({ touchpoint: names[0]!, ...count }))
  return counts.sort((a, b) => b.encounters - a.encounters || compareText(a.touchpoint, b.touchpoint))
}
