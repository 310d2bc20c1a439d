import type { Queryable } from '../db/database.ts'

const ASKING = 7_265_011

/**
 * Waits to be the only one who decides whom to ask, until the transaction ends: so that the clocks and quotas hold whoever decides. Taken
 * after the writer's lock where both are, and never before it.
 */
export async function lockAsking(tx: Queryable): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [ASKING])
}
