import { compareText } from '../../../domain/kernel/order.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Transition } from '../../../domain/journey/questions/getFlow.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { gapMediansBySql } from './gapMediansBySql.ts'

/** `getFlow` in SQL. */
export async function flowBySql(database: Database, filter: PathFilter): Promise<Transition[]> {
  const found = await gapMediansBySql(database, filter, [sql`e.previous`, sql`e.touchpoint`])
  const flow = found.map(({ row, column, ...rest }) => ({ from: row!, to: column!, ...rest }))
  return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
}
