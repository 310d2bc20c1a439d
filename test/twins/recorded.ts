import type { Database, Queryable, Statement } from '../../src/server/db/database.ts'

/** The same database, and the text of every statement that was asked of it, each once. */
export function recorded(database: Database): { database: Database; statements: Set<string> } {
  const statements = new Set<string>()
  const note = (text: string) => statements.add(text.replace(/\s+/g, ' ').trim())
  const query =
    (target: Queryable): Queryable['query'] =>
    (text, parameters) => {
      note(text)
      return target.query(text, parameters)
    }
  return {
    statements,
    database: {
      ...database,
      query: query(database),
      transaction: (work) =>
        database.transaction((tx) =>
          work({
            ...tx,
            query: query(tx),
            batch: (given: readonly Statement[]) => {
              for (const { text } of given) note(text)
              return tx.batch(given)
            },
          }),
        ),
    },
  }
}
