import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askStatement } from './askStatement.ts'
import { pathChosen } from './choice.ts'

/** How many paths a filter chooses with at least one of their encounters. */
export async function pathsBySql(database: Database, filter: PathFilter): Promise<number> {
  const [row] = await askStatement<{ paths: number }>(database, sql`SELECT count(*) AS paths FROM paths p WHERE ${pathChosen(filter)}`)
  return row!.paths
}
