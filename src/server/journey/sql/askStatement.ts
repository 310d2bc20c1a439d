import type { Database, Transaction } from '../../db/database.ts'
import type { Sql } from '../../db/sql.ts'

type Settings = Readonly<Record<string, string>>

// More memory and helpers than usual; planned for its own filter; not compiled, which costs more than it saves.
const READING: Settings = {
  work_mem: '256MB',
  max_parallel_workers_per_gather: '2',
  parallel_tuple_cost: '0',
  parallel_setup_cost: '0',
  jit: 'off',
  plan_cache_mode: 'force_custom_plan',
}

// How many groups several columns make is estimated wrongly; sorting millions of rows, or reading them again and again, is what that costs.
const COUNTING: Settings = { ...READING, enable_sort: 'off', enable_mergejoin: 'off', enable_nestloop: 'off' }

/** Asks one statement that reads much. */
export function askStatement<Row>(database: Database, statement: Sql): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await set(tx, READING)
    return tx.query<Row>(...statement.render())
  })
}

/** Asks one statement that counts much. */
export function askCounts<Row>(database: Database, statement: Sql): Promise<Row[]> {
  return askCountsTogether(database, (ask) => ask<Row>(statement))
}

/** Asks statements that count much, all of one moment. */
export function askCountsTogether<Answer>(
  database: Database,
  questions: (ask: <Row>(statement: Sql) => Promise<Row[]>) => Promise<Answer>,
): Promise<Answer> {
  return database.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await set(tx, COUNTING)
    return questions((statement) => tx.query(...statement.render()))
  })
}

async function set(tx: Transaction, settings: Settings): Promise<void> {
  await tx.query('SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS given(name, value)', [
    Object.keys(settings),
    Object.values(settings),
  ])
}
