import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { ChannelCount } from '../../../domain/journey/questions/getChannels.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'

/** `getChannels` in SQL. */
export async function channelsBySql(database: Database, filter: PathFilter): Promise<ChannelCount[]> {
  const rows = await askCounts<ChannelCount>(
    database,
    sql`
      WITH paths AS (
        SELECT e.channel, e.customer_id, count(*) AS encounters FROM encounters e WHERE ${encounterChosen(filter)}
        GROUP BY e.channel, e.customer_id, e.path
      ), customers AS (
        SELECT channel, sum(encounters) AS encounters, count(*) AS paths FROM paths GROUP BY channel, customer_id
      )
      SELECT channel, sum(encounters) AS encounters, count(*) AS customers, sum(paths) AS paths FROM customers GROUP BY channel`,
  )
  return rows.sort((a, b) => b.encounters - a.encounters || compareNames(a.channel, b.channel))
}
