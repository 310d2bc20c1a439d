import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { ChannelCount } from '../../../domain/journey/questions/getChannels.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { presenceBySql } from './presenceBySql.ts'

/** `getChannels` in SQL. */
export async function channelsBySql(database: Database, filter: PathFilter): Promise<ChannelCount[]> {
  const found = await presenceBySql(database, filter, [sql`e.channel`])
  const counts = found.map(({ names, encounters, customers, paths }) => ({ channel: names[0]!, encounters, customers, paths }))
  return counts.sort((a, b) => b.encounters - a.encounters || compareNames(a.channel, b.channel))
}
