import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { StageCount } from '../../../domain/journey/questions/getStages.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { presenceBySql } from './presenceBySql.ts'

/** `getStages` in SQL. */
export async function stagesBySql(database: Database, filter: PathFilter): Promise<StageCount[]> {
  const found = await presenceBySql(database, filter, [sql`e.stage`, sql`e.channel`], { frictions: true })
  const cells = found.map(({ names, frictions: _frictions, ...counts }) => ({
    stage: names[0]!,
    channel: names[1]!,
    ...counts,
  }))
  return cells.sort((a, b) => compareNames(a.stage, b.stage) || compareNames(a.channel, b.channel))
}
