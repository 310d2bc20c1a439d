import type { Queryable } from './database.ts'

const WRITER = 7_265_001

/**
 * Waits to be the only one who changes what is derived, until the transaction ends: identities, paths, frictions, cases, definitions.
 * Tells whether the same `writer` – a name for whoever remembers what it wrote – was the last one too; without a name it is false.
 * What a writer asks for is few rows by their keys. A plan that was made while tables were small, or before they were looked at, and reads
 * them whole, would be kept while they grow; so such plans are ruled out. Where none is left but those, the database thinks it dear and would
 * compile it, which takes longer than a whole transaction.
 */
export async function lockWriter(tx: Queryable, writer: string | null = null): Promise<boolean> {
  const [, [last]] = await Promise.all([
    tx.query(
      `SELECT pg_advisory_xact_lock($1), set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
         set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)`,
      [WRITER],
    ),
    // A statement of its own, for one that waits sees only what was there before it waited.
    tx.query<{ writer: string | null }>('SELECT writer FROM last_writer WHERE one'),
  ])
  if ((last?.writer ?? null) === writer) return writer !== null
  await tx.query('INSERT INTO last_writer (one, writer) VALUES (true, $1) ON CONFLICT (one) DO UPDATE SET writer = excluded.writer', [
    writer,
  ])
  return false
}
