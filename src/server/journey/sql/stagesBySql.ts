import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { StageCount } from '../../../domain/journey/questions/getStages.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'

/** `getStages` in SQL. */
export async function stagesBySql(database: Database, filter: PathFilter): Promise<StageCount[]> {
  const rows = await askCounts<StageCount>(
    database,
    sql`
      WITH paths AS (
        SELECT e.stage, e.channel, e.customer_id, count(*) AS encounters FROM encounters e WHERE ${encounterChosen(filter)}
        GROUP BY e.stage, e.channel, e.customer_id, e.path
      ), customers AS (
        SELECT stage, channel, sum(encounters) AS encounters, count(*) AS paths FROM paths GROUP BY stage, channel, customer_id
      )
      SELECT stage, channel, sum(encounters) AS encounters, count(*) AS customers, sum(paths) AS paths FROM customers GROUP BY stage, channel`,
  )
  return rows.sort((a, b) => compareNames(a.stage, b.stage) || compareNames(a.channel, b.channel))
}
