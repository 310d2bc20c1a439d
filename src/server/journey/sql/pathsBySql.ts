import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { fromChosenPaths } from './choice.ts'

/** How many paths a filter chooses with at least one of their encounters. */
export async function pathsBySql(database: Database, filter: PathFilter): Promise<number> {
  const [row] = await askStatement<{ paths: number }>(
    database,
    filter,
    (narrow) => sql`SELECT count(*) AS paths FROM ${fromChosenPaths(narrow)}`,
  )
  return row!.paths
}
