import { openEmbedded } from './embedded.ts'
import { openPostgres } from './postgres.ts'

/** Asks the database; values come back as `readerOf` in values.ts says, the same from both engines. */
export interface Queryable {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>
}

/** What work inside a transaction is given; `exec` takes several statements at once. */
export interface Transaction extends Queryable {
  exec(sql: string): Promise<void>
}

/** PGlite in a folder or PostgreSQL, with one manner of speaking. */
export interface Database extends Transaction {
  readonly kind: 'embedded' | 'postgres'
  /** All or nothing; done again up to three times when PostgreSQL asks for that (serialisation failure, deadlock), so `work` has no other effects. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Where the database is: `url` for PostgreSQL, else `folder` for the embedded one, else in memory. */
export type DatabaseOptions = {
  url?: string | undefined
  folder?: string | undefined
  /** Connections to PostgreSQL at most; 10 when absent. */
  connections?: number | undefined
  /** Hears what an operator should know. */
  warn?: ((message: string) => void) | undefined
}

/** Opens the database, or throws one sentence that says why not and what to do. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  const warn = options.warn ?? ((message: string) => console.error(message))
  if (options.url !== undefined) return openPostgres({ url: options.url, connections: options.connections, warn })
  return openEmbedded({ folder: options.folder, warn })
}
