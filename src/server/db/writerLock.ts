import type { Queryable } from './database.ts'

const WRITER = 7_265_001

/**
 * Waits to be the only one who changes what is derived, until the transaction ends: identities, paths, frictions, cases, definitions.
 * What a writer asks for is few rows by their keys. A plan that was made while tables were small, or before they were looked at, and reads
 * them whole, would be kept while they grow; so such plans are ruled out.
 */
export async function lockWriter(tx: Queryable): Promise<void> {
  await tx.query(
    `SELECT pg_advisory_xact_lock($1), set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
       set_config('enable_mergejoin', 'off', true)`,
    [WRITER],
  )
}
