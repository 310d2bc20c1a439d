import type { Definitions } from '../../domain/journey/definitions.ts'
import { nameCustomers } from '../customer/nameCustomers.ts'
import type { Database, Queryable, Transaction } from '../db/database.ts'
import { lockWriter } from '../db/writerLock.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import { deriveCustomers } from './deriveCustomers.ts'
import type { KeptTurn } from './keptMemory.ts'
import { compareStanding, type Compared } from './rebuildCompare.ts'
import { readStanding } from './rebuildStanding.ts'

/** How far a rebuild is; times in ms since 1970 UTC. */
export interface RebuildProgress {
  id: number
  /** The journey whose customers it derives again; null = everybody. */
  journey: string | null
  askedAt: number
  finishedAt: number | null
  customers: number
  encounters: number
  doneCustomers: number
  doneEncounters: number
  /** Customers of whom something else stood than what their encounters come to. */
  changed: number
}

interface Parts {
  database: Pick<Database, 'transaction' | 'query'>
  definitions: DefinitionStore
  clock: () => number
}

/** Encounters in one part: some tenths of a second of work. */
const PART = 4000

/**
 * Asks for everything to be derived again – or the customers of one journey – and tells how far that is. One that was asked for and is not
 * finished goes on.
 */
export async function askRebuild({ database, definitions, clock }: Parts, journey: string | null): Promise<RebuildProgress> {
  return database.transaction(async (tx) => {
    await lockWriter(tx)
    const [unfinished] = await tx.query<{ id: number }>(
      'SELECT id FROM rebuilds WHERE finished_at IS NULL AND journey IS NOT DISTINCT FROM $1',
      [journey],
    )
    if (unfinished) return (await progressOf(tx, unfinished.id))!
    const { definitions: current } = await definitions.current(tx)
    const [begun] = await tx.query<{ id: number }>('INSERT INTO rebuilds (journey, asked_at) VALUES ($1, $2) RETURNING id', [
      journey,
      clock(),
    ])
    const parts = (which: string, list: string) => `
      INSERT INTO rebuild_chunks (rebuild, first_id, last_id, ids, customers, encounters)
      SELECT $1, min(id), max(id), ${list}, count(*), sum(encounters)
      FROM (SELECT id, encounters, (sum(encounters + 1) OVER (ORDER BY id) - 1) / ${PART} AS part FROM customers WHERE ${which}) AS numbered
      GROUP BY part`
    if (journey === null) await tx.query(parts('true', 'NULL::bigint[]'), [begun!.id])
    else {
      const concerned = `id IN (SELECT customer_id FROM paths WHERE journey = $2
        UNION SELECT customer_id FROM encounters WHERE journey = $2 OR body ->> 'journey' = $2 OR touchpoint = ANY($3::text[]))`
      await tx.query(parts(concerned, 'array_agg(id)'), [begun!.id, journey, current.journey(journey)?.touchpoints ?? []])
    }
    await finish(tx, begun!.id, clock())
    return (await progressOf(tx, begun!.id))!
  })
}

interface Chunk {
  rebuild: number
  first: number
  last: number
  ids: number[] | null
}

/**
 * Takes one part of a rebuild that nobody else works on and brings its customers in line, in one transaction: readers see the old until
 * the new is complete, and a part whose worker dies is free again. Only customers of whom something differs are written, under the
 * writer's lock. Tells whether there was a part.
 */
export async function rebuildPart({ database, definitions, clock }: Parts): Promise<boolean> {
  const rebuild = await database.transaction(async (tx) => {
    const [chunk] = await tx.query<Chunk>(
      `SELECT rebuild, first_id AS first, last_id AS last, ids FROM rebuild_chunks WHERE NOT done
       ORDER BY rebuild, first_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    )
    if (chunk === undefined) return null
    const { definitions: current } = await definitions.current(tx)
    const now = clock()
    const customers = await readStanding(tx, chunk.ids === null ? { first: chunk.first, last: chunk.last } : { ids: chunk.ids })
    const broken: Compared['broken'] = []
    const differing = customers.flatMap((each) => {
      const compared = compareStanding(each, current, now)
      broken.push(...compared.broken)
      return each.stale || !compared.same ? [each.id] : []
    })
    if (differing.length > 0) {
      await lockWriter(tx)
      const { definitions: today } = await definitions.current(tx)
      await derive(tx, differing, broken, today, now)
    }
    await tx.query('UPDATE rebuild_chunks SET done = true, changed = $3 WHERE rebuild = $1 AND first_id = $2', [
      chunk.rebuild,
      chunk.first,
      differing.length,
    ])
    return chunk.rebuild
  })
  if (rebuild === null) return false
  await finish(database, rebuild, clock())
  return true
}

/** Derives customers again whose definitions changed, under the writer's lock; where nothing comes out differently nothing is written but that. */
export async function deriveStale(
  tx: Transaction,
  customers: readonly number[],
  definitions: Definitions,
  now: number,
  turn: KeptTurn,
): Promise<void> {
  if (customers.length === 0) return
  const standing = await readStanding(tx, { ids: customers })
  const compared = standing.map((each) => ({ id: each.id, ...compareStanding(each, definitions, now) }))
  const same = new Set(compared.filter((each) => each.same).map(({ id }) => id))
  await derive(
    tx,
    customers.filter((id) => !same.has(id)),
    compared.flatMap(({ broken }) => broken),
    definitions,
    now,
    turn,
  )
  if (same.size > 0) await tx.query('UPDATE customers SET stale = false WHERE id = ANY($1::bigint[])', [[...same]])
}

// A path that nothing is like, so that the row is written anew.
const UNLIKE = '{"first":{"at":0,"id":""}}'

async function derive(
  tx: Transaction,
  customers: readonly number[],
  broken: Compared['broken'],
  definitions: Definitions,
  now: number,
  turn: KeptTurn | null = null,
): Promise<void> {
  if (customers.length === 0) return
  if (broken.length > 0) {
    await tx.query(
      `UPDATE paths SET body = $5::json, unsettled = NULL, journey = given.journey, matter = given.matter
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS given(customer, key, journey, matter)
       WHERE paths.customer_id = given.customer AND paths.key = given.key`,
      [
        broken.map((path) => path.customer),
        broken.map((path) => path.key),
        broken.map((path) => path.journey),
        broken.map((path) => path.matter),
        UNLIKE,
      ],
    )
  }
  await deriveCustomers(tx, { encounters: new Map(), fromScratch: new Set(customers) }, definitions, now, turn)
  await nameCustomers(tx, customers)
}

/** Works on what is asked for until nothing is left, several parts at once where the database takes that; tells progress after each. */
export async function rebuildAll(parts: Parts & { database: Database }, told: () => Promise<void>): Promise<void> {
  const work = async (): Promise<void> => {
    while (await rebuildPart(parts)) await told()
  }
  // While the database reads one part, another is derived here.
  await Promise.all(parts.database.kind === 'postgres' ? [work(), work(), work()] : [work()])
}

/** The latest rebuild, finished or not; null when none was asked for. */
export async function latestRebuild(database: Queryable): Promise<RebuildProgress | null> {
  const [row] = await database.query<{ id: number | null }>('SELECT max(id) AS id FROM rebuilds')
  return row!.id === null ? null : progressOf(database, row!.id)
}

async function progressOf(tx: Queryable, id: number): Promise<RebuildProgress | null> {
  const [row] = await tx.query<RebuildProgress>(
    `SELECT r.id, r.journey, r.asked_at AS "askedAt", r.finished_at AS "finishedAt",
       coalesce(sum(c.customers), 0)::bigint AS customers, coalesce(sum(c.encounters), 0)::bigint AS encounters,
       coalesce(sum(c.customers) FILTER (WHERE done), 0)::bigint AS "doneCustomers",
       coalesce(sum(c.encounters) FILTER (WHERE done), 0)::bigint AS "doneEncounters", coalesce(sum(c.changed), 0)::bigint AS changed
     FROM rebuilds r LEFT JOIN rebuild_chunks c ON c.rebuild = r.id WHERE r.id = $1 GROUP BY r.id`,
    [id],
  )
  return row ?? null
}

async function finish(tx: Queryable, id: number, now: number): Promise<void> {
  await tx.query(
    `UPDATE rebuilds SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM rebuild_chunks WHERE rebuild = $1 AND NOT done)`,
    [id, now],
  )
}
