import { frictionBits } from '../../domain/friction/frictionBits.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { GivenCustomer, GivenEncounter, GivenPath } from '../../domain/journey/columnsLiving.ts'
import type { Database, Queryable } from '../db/database.ts'
import { NOTES_KEPT, type PathChange } from './notePathChanges.ts'

/** Up to where the notes of changes were read: all of transactions before `tx`, and of later ones those in `read`; `at` is the database's clock. */
export interface ReadingPlace {
  tx: string
  read: readonly number[]
  at: number
}

/** A note of whose paths changed, by its number: later ones tell of later transactions. */
export interface ReadNote {
  id: number
  changes: PathChange[]
}

/** What path columns are kept up from; plain values in and out, so that it may be asked from another thread. */
export interface PathReader {
  /** How much there is. */
  size: () => Promise<{ encounters: number; paths: number }>
  /** The place before everything that may not yet be seen. */
  place: () => Promise<ReadingPlace>
  /** The notes of whose paths changed since a place, in order; 'all' when nobody can tell any more. */
  changes: (since: ReadingPlace) => Promise<{ place: ReadingPlace; notes: ReadNote[] | 'all' }>
  /** Customers as they all stand at one moment. */
  customers: (wanted: readonly PathChange[]) => Promise<GivenCustomer[]>
  /** So many customers after one, by number. */
  after: (customer: number, most: number) => Promise<number[]>
}

const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at'
const OLDEST_TX = 'pg_snapshot_xmin(pg_current_snapshot())'

interface Note {
  id: number
  isOpen: boolean
  customers: number[] | null
  since: (number | null)[]
}

/** Reads for path columns from the database. */
export function openReader(database: Database): PathReader {
  return {
    size: async () => {
      const [row] = await database.query<{ encounters: number; paths: number }>(
        'SELECT coalesce(sum(encounters), 0)::bigint AS encounters, (SELECT count(*) FROM paths) AS paths FROM customers',
      )
      return row!
    },
    place: () => readPlace(database),
    changes: async (since) => {
      const [row] = await database.query<{ tx: string; at: number; notes: Note[] }>(
        `SELECT ${OLDEST_TX}::text AS tx, ${NOW}, coalesce((SELECT json_agg(json_build_object('id', id, 'isOpen', tx >= ${OLDEST_TX},
           'customers', customers, 'since', since)) FROM path_changes WHERE tx >= $1::xid8), '[]') AS notes`,
        [since.tx],
      )
      const { tx, at, notes } = row!
      const place = { tx, at, read: notes.filter((note) => note.isOpen).map((note) => note.id) }
      // Notes may be gone after so long.
      if (at - since.at > NOTES_KEPT / 2) return { place, notes: 'all' }
      const known = new Set(since.read)
      const fresh = notes.filter(({ id }) => !known.has(id)).sort((left, right) => left.id - right.id)
      if (fresh.some(({ customers: listed }) => listed === null)) return { place, notes: 'all' }
      return { place, notes: fresh.map(({ id, customers: listed, since: from }) => ({ id, changes: changesOf(listed!, from) })) }
    },
    customers: async (wanted) =>
      database.transaction(async (tx) => {
        await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
        return readCustomers(tx, wanted)
      }),
    after: async (customer, most) => {
      const rows = await database.query<{ id: number }>('SELECT id FROM customers WHERE id > $1 ORDER BY id LIMIT $2', [customer, most])
      return rows.map(({ id }) => id)
    },
  }
}

/** The place before everything that may not yet be seen. */
export async function readPlace(queryable: Queryable): Promise<ReadingPlace> {
  const [row] = await queryable.query<{ tx: string; at: number }>(`SELECT ${OLDEST_TX}::text AS tx, ${NOW}`)
  return { ...row!, read: [] }
}

function changesOf(customers: readonly number[], since: readonly (number | null)[]): PathChange[] {
  return customers.map((customer, index) => ({ customer, since: since[index]! }))
}

/** The earlier of two times from which something is new; null is before all. */
export function earlier(known: number | null | undefined, given: number | null): number | null {
  if (known === undefined) return given
  return known === null || given === null ? null : Math.min(known, given)
}

type OfCustomer<Row> = Row & { customer: number }

async function readCustomers(tx: Queryable, wanted: readonly PathChange[]): Promise<GivenCustomer[]> {
  const ids = wanted.map(({ customer }) => customer)
  const [paths, frictions, encounters] = await Promise.all([
    tx.query<OfCustomer<GivenPath>>(
      `SELECT customer_id AS customer, key, journey, state, outcome, encounters, handovers, bounces,
         0 AS frictions, 0 AS "frictionCount"
       FROM paths WHERE customer_id = ANY($1::bigint[]) ORDER BY customer_id, first_at, key`,
      [ids],
    ),
    tx.query<OfCustomer<{ path: string; kind: FrictionKind; count: number }>>(
      'SELECT customer_id AS customer, path, kind, count(*) AS count FROM frictions WHERE customer_id = ANY($1::bigint[]) GROUP BY 1, 2, 3',
      [ids],
    ),
    tx.query<OfCustomer<GivenEncounter>>(
      `SELECT e.customer_id AS customer, e.path, e.step, e.at, e.touchpoint, e.channel, e.device, e.stage, e.hour, e.resumed
       FROM unnest($1::bigint[], $2::bigint[]) AS wanted(customer, since)
       JOIN encounters e ON e.customer_id = wanted.customer AND e.at >= wanted.since`,
      [ids, wanted.map(({ since }) => since ?? Number.MIN_SAFE_INTEGER)],
    ),
  ])
  const given = new Map(
    wanted.map(({ customer, since }) => [
      customer,
      { customer, whole: since === null, paths: [] as GivenPath[], encounters: [] as GivenEncounter[] },
    ]),
  )
  for (const path of paths) given.get(path.customer)!.paths.push(path)
  for (const encounter of encounters) given.get(encounter.customer)!.encounters.push(encounter)
  for (const { customer, path: key, kind, count } of frictions) {
    const path = given.get(customer)!.paths.find((each) => each.key === key)
    if (path === undefined) continue
    path.frictions |= frictionBits([kind])
    path.frictionCount += count
  }
  return [...given.values()]
}
