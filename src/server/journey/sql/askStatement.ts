import type { Database } from '../../db/database.ts'
import type { Sql } from '../../db/sql.ts'

/** Asks one statement that reads much: with more memory and helpers than usual, planned for its own filter, and without compiling, which costs more than it saves. */
export function askStatement<Row>(database: Database, statement: Sql): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await tx.query(
      `SELECT set_config('jit', 'off', true), set_config('work_mem', '256MB', true),
         set_config('max_parallel_workers_per_gather', '2', true), set_config('plan_cache_mode', 'force_custom_plan', true)`,
    )
    return tx.query<Row>(...statement.render())
  })
}
