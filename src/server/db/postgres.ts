import pg from 'pg'
import type { Database, Transaction } from './database.ts'
import { TransactionGuard, withRetries } from './transaction.ts'
import { parameterText, readerOf } from './values.ts'

const OLDEST = 15

type Options = { url: string; connections: number | undefined; warn: (message: string) => void }

const types = { getTypeParser: (type: number) => readerOf(type) } as unknown as pg.CustomTypesConfig

/** Connects to PostgreSQL; refuses one that cannot be reached, is older than 15 or does not speak UTF-8. */
export async function openPostgres({ url, connections, warn }: Options): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'polku',
    keepAlive: true,
    types,
  })
  // Without a listener on each connection, one that breaks inside a transaction would end the process.
  pool.on('connect', (client) => client.on('error', (error) => warn(`A connection to PostgreSQL broke: ${error.message}.`)))
  pool.on('error', () => undefined)
  try {
    await checkServer(pool, url)
  } catch (error) {
    await pool.end()
    throw error
  }
  return databaseOf(pool)
}

async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const { version, encoding } = await pool
    .query<{ version: number; encoding: string }>(
      "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
    )
    .then(({ rows }) => rows[0] as { version: number; encoding: string })
    .catch((error: unknown) => {
      throw new Error(`PostgreSQL at ${placeOf(url)} cannot be used: ${reasonOf(error)}. Check DATABASE_URL.`, { cause: error })
    })
  refuseServer(version, encoding)
}

/** Throws for a server older than PostgreSQL 15 (`version` as in `server_version_num`) or with another encoding than UTF-8. */
export function refuseServer(version: number, encoding: string): void {
  if (version < OLDEST * 10_000) {
    throw new Error(`PostgreSQL ${Math.floor(version / 10_000)} is too old: Polku needs ${OLDEST} or newer.`)
  }
  if (encoding !== 'UTF8') throw new Error(`The database's encoding is ${encoding}: Polku needs UTF8.`)
}

function placeOf(url: string): string {
  // Never the whole address: it holds the password.
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'the address given'
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

async function ask<Row>(target: pg.Pool | pg.PoolClient, text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const result = await target.query({ text, values: parameters.map(parameterText) })
  return result.rows as Row[]
}

function databaseOf(pool: pg.Pool): Database {
  const guard = new TransactionGuard()
  return {
    kind: 'postgres',
    query: async (text, parameters) => {
      guard.check()
      return ask(pool, text, parameters)
    },
    exec: async (sql) => {
      guard.check()
      await pool.query(sql)
    },
    transaction: (work) => withRetries(() => guard.run(() => runTransaction(pool, work))),
    close: () => pool.end(),
  }
}

async function runTransaction<Result>(pool: pg.Pool, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  const inTurn = oneAfterAnother()
  let broken: Error | undefined
  let open = true
  const asking = <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    if (!open) throw new Error('The transaction has ended.')
    return inTurn(question)
  }
  try {
    await client.query('BEGIN')
    const result = await work({
      query: async <Row>(text: string, parameters?: readonly unknown[]) => asking(() => ask<Row>(client, text, parameters)),
      exec: async (sql) => {
        await asking(() => client.query(sql))
      },
    })
    open = false
    const { command } = await inTurn(() => client.query('COMMIT'))
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back, because a statement in it had failed.')
    return result
  } catch (error) {
    open = false
    await inTurn(() => client.query('ROLLBACK')).catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

/** One connection answers one question at a time, also when several are put at once. */
function oneAfterAnother(): <Answer>(question: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve()
  return (question) => {
    const answer = last.then(question, question)
    last = answer
    return answer
  }
}
