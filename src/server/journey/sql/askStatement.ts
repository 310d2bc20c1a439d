import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
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

/** Puts statements to the database, all of one moment. */
export interface Asking {
  /** Asks one that reads much. */
  ask: <Row>(statement: Sql) => Promise<Row[]>
  /** The filter, without bounds in time that leave out nothing. */
  filter: PathFilter
}

/** Times of the first and the last encounter in ms since 1970 UTC. */
interface Span {
  first: number
  last: number
}

/** Asks one statement that reads much. */
export async function askStatement<Row>(database: Database, filter: PathFilter, statement: (filter: PathFilter) => Sql): Promise<Row[]> {
  return askTogether(database, filter, READING, ({ ask, filter: narrow }) => ask<Row>(statement(narrow)))
}

/** Asks statements that count much. */
export function askCounts<Answer>(database: Database, filter: PathFilter, questions: (asking: Asking) => Promise<Answer>) {
  return askTogether(database, filter, COUNTING, questions)
}

function askTogether<Answer>(
  database: Database,
  filter: PathFilter,
  settings: Settings,
  questions: (asking: Asking) => Promise<Answer>,
): Promise<Answer> {
  return database.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await set(tx, settings)
    const [span] = await tx.query<Span>(
      'SELECT first, last FROM (SELECT (SELECT min(at) FROM encounters) AS first, (SELECT max(at) FROM encounters) AS last) AS span WHERE first IS NOT NULL',
    )
    return questions({ ask: (statement) => tx.query(...statement.render()), filter: withoutIdleBounds(filter, span) })
  })
}

/** Bounds that leave out nothing, as those of a year in the first year, would only keep questions from asking of whole paths. */
function withoutIdleBounds({ since, until, ...others }: PathFilter, span: Span | undefined): PathFilter {
  const filter: PathFilter = others
  if (since !== undefined && !(span && since <= span.first)) filter.since = since
  if (until !== undefined && !(span && until > span.last)) filter.until = until
  return filter
}

async function set(tx: Transaction, settings: Settings): Promise<void> {
  await tx.query('SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS given(name, value)', [
    Object.keys(settings),
    Object.values(settings),
  ])
}
