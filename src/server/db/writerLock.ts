import type { Queryable } from './database.ts'

const WRITER = 7_265_001

/** Waits to be the only one who changes what is derived, until the transaction ends: identities, paths, frictions, cases, definitions. */
export async function lockWriter(tx: Queryable): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [WRITER])
}
