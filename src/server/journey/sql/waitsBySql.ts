import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import { compareStageCells, type StageWait } from '../../../domain/journey/questions/getWaits.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { gapMediansBySql } from './gapMediansBySql.ts'

/** `getWaits` in SQL. */
export async function waitsBySql(database: Database, filter: PathFilter): Promise<StageWait[]> {
  const found = await gapMediansBySql(database, filter, [sql`e.stage`, sql`e.channel`])
  return found.map(({ row, column, ...rest }) => ({ stage: row, channel: column, ...rest })).sort(compareStageCells)
}
