import type { PathColumns } from '../../domain/journey/columns.ts'
import type { Queryable } from '../db/database.ts'
import { loadColumns } from './loadColumns.ts'

/** Path columns, and the time in ms since 1970 UTC up to which they take every change into account. */
export interface FreshColumns {
  columns: PathColumns
  asOf: number
}

interface Kept extends FreshColumns {
  revision: string
}

/** A question waits this long for columns that are being loaded anew before it is answered from the older ones. */
const PATIENCE = 10_000

/** Keeps path columns in memory, and loads them anew when a question comes after a change. */
export function keepColumns(database: Queryable, timeZone: string, clock: () => number): () => Promise<FreshColumns> {
  let kept: Kept | null = null
  let loading: { revision: string; done: Promise<Kept> } | null = null

  function load(revision: string): Promise<Kept> {
    const asOf = clock()
    const done = loadColumns(database, timeZone)
      .then((columns) => (kept = { columns, asOf, revision }))
      .finally(() => (loading = null))
    loading = { revision, done }
    return done
  }

  async function loadedSince(revision: string): Promise<Kept> {
    // A load that began before the change may have missed it.
    if (loading !== null && loading.revision !== revision) await loading.done.catch(() => undefined)
    return kept?.revision === revision ? kept : (loading?.done ?? load(revision))
  }

  return async () => {
    const revision = await revisionOf(database)
    if (kept?.revision === revision) return kept
    const fresh = loadedSince(revision)
    return kept === null ? fresh : orAfter(PATIENCE, fresh, kept)
  }
}

async function orAfter<Value>(patience: number, hoped: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(resolve, patience, otherwise)
  })
  try {
    return await Promise.race([hoped, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Another text whenever encounters, paths, frictions, customers or definitions have changed. */
async function revisionOf(database: Queryable): Promise<string> {
  const [row] = await database.query<{ revision: string }>(
    `SELECT concat_ws(' ', count(*), sum(encounters), count(*) FILTER (WHERE stale),
       (SELECT max(revision) FROM definitions), (SELECT max(id) FROM outbox)) AS revision FROM customers`,
  )
  return row!.revision
}
