import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { OutcomeCount } from '../../../domain/journey/questions/getOutcomes.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'

/** `getOutcomes` in SQL. */
export async function outcomesBySql(database: Database, filter: PathFilter): Promise<OutcomeCount[]> {
  const rows = await askStatement<OutcomeCount>(
    database,
    filter,
    (narrow) => sql`SELECT p.outcome, count(*) AS paths FROM ${fromChosenPaths(narrow)} GROUP BY p.outcome`,
  )
  return rows.sort((a, b) => b.paths - a.paths || compareNames(a.outcome, b.outcome))
}
