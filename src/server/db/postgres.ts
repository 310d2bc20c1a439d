import pg from 'pg'
import type { Database, Transaction } from './database.ts'
import { ask, runTransaction, SPEECH } from './session.ts'
import { TransactionGuard, withRetries } from './transaction.ts'

const OLDEST = 15

type Options = { url: string; connections: number | undefined; warn: (message: string) => void }

/** Connects to PostgreSQL; refuses one that cannot be reached, is older than 15 or does not speak UTF-8. */
export async function openPostgres({ url, connections, warn }: Options): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'polku',
    keepAlive: true,
    ...SPEECH,
  })
  // Without a listener on each connection, one that breaks inside a transaction would end the process.
  pool.on('connect', (client) => client.on('error', (error) => warn(`A connection to PostgreSQL broke: ${error.message}.`)))
  pool.on('error', () => undefined)
  try {
    await checkServer(pool, url, warn)
  } catch (error) {
    await pool.end()
    throw error
  }
  return databaseOf(pool)
}

interface Server {
  version: number
  encoding: string
  fsync: string
  commit: string
}

const ASK_SERVER = `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
  current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`

async function checkServer(pool: pg.Pool, url: string, warn: (message: string) => void): Promise<void> {
  const { version, encoding, fsync, commit } = await pool
    .query<Server>(ASK_SERVER)
    .then(({ rows }) => rows[0]!)
    .catch((error: unknown) => {
      throw new Error(`PostgreSQL at ${placeOf(url)} cannot be used: ${reasonOf(error)}. Check DATABASE_URL.`, { cause: error })
    })
  refuseServer(version, encoding)
  const off = [...(fsync === 'off' ? ['fsync'] : []), ...(commit === 'off' ? ['synchronous_commit'] : [])]
  if (off.length > 0) warn(`PostgreSQL has ${off.join(' and ')} off: a power cut can lose what Polku has acknowledged. Switch it on.`)
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
    transaction: (work) => withRetries(() => guard.run(() => transactionOn(pool, work))),
    close: () => pool.end(),
  }
}

async function transactionOn<Result>(pool: pg.Pool, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await runTransaction(client, work, (error) => (broken = error))
  } finally {
    client.release(broken)
  }
}
