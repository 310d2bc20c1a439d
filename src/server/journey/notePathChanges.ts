import type { Queryable } from '../db/database.ts'

/**
 * A customer whose paths changed. `since` is the time in ms since 1970 UTC from which encounters were added after all that were there
 * before; Infinity when none were, only what stands on the paths changed; null when anything may have changed or nothing is left.
 */
export interface PathChange {
  customer: number
  since: number | null
}

// Every so many notes the old ones are taken away.
const NOTES = 500

/** How long, in ms, notes are there to be read at least. */
export const NOTES_KEPT = 10 * 60_000

/** Tells all processes that keep paths in memory, in the transaction that changes them, whose paths changed; 'all' = everybody's. Tells the number of the note, null without one. Called under the writer's lock. */
export async function notePathChanges(tx: Queryable, changes: readonly PathChange[] | 'all'): Promise<number | null> {
  if (changes.length === 0) return null
  const isAll = changes === 'all'
  const [note] = await tx.query<{ id: number; at: number }>(
    'INSERT INTO path_changes (customers, since) VALUES ($1::bigint[], $2::bigint[]) RETURNING id, at',
    [
      isAll ? null : changes.map(({ customer }) => customer),
      isAll ? null : changes.map(({ since }) => (since === Infinity ? Number.MAX_SAFE_INTEGER : since)),
    ],
  )
  if (note!.id % NOTES === 0) await tx.query('DELETE FROM path_changes WHERE at < $1', [note!.at - NOTES_KEPT])
  return note!.id
}
