/** Asks the database; values come back as `readerOf` in values.ts says, the same from both engines. */
export interface Queryable {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>
}

/** One statement with its parameters, to be sent together with others. */
export interface Statement {
  text: string
  parameters?: readonly unknown[]
}

/**
 * What work inside a transaction is given; `exec` takes several statements at once. A statement with parameters is prepared: the
 * database reads its text once per connection, so write it as a constant and let only parameters differ.
 */
export interface Transaction extends Queryable {
  exec(sql: string): Promise<void>
  /**
   * Sends statements together, in one round trip, and answers the rows of each, in order. Each sees what those before it did. When one
   * fails, its error is thrown and the transaction is lost. For statements that do not need each other's answers:
   * `const [ids, keys] = await tx.batch([{ text: INSERT_IDS, parameters: [ids] }, { text: SELECT_KEYS, parameters: [keys] }])`
   */
  batch(statements: readonly Statement[]): Promise<Record<string, unknown>[][]>
}

/** PGlite in a folder or PostgreSQL, with one manner of speaking. */
export interface Database extends Queryable {
  readonly kind: 'embedded' | 'postgres'
  exec(sql: string): Promise<void>
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
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const warn = options.warn ?? ((message: string) => console.error(message))
  // Each engine is loaded only where it is used, for both are large.
  if (options.url !== undefined) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres({ url: options.url, connections: options.connections, warn })
  }
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded({ folder: options.folder, warn })
}
