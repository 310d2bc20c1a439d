import { randomUUID } from 'node:crypto'
import type { TrialCounts, TrialEstimate } from '../../domain/friction/trial.ts'
import type { DefinitionsInput } from '../../domain/journey/definition.ts'
import { compareDefinitions } from '../../domain/journey/compareDefinitions.ts'
import { withDraft, wholeDefinition, type WholeDefinition } from '../../domain/journey/draft.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from './indexCalls.ts'

/** What a trial's thread is told at its start; times in ms since 1970 UTC. */
export interface TrialPlace {
  journey: string
  since: number
  clock: number
  inForce: DefinitionsInput
  withDraft: DefinitionsInput
}

/** A customer as the thread is given it; JSON as text, to be read there. */
export interface TrialRow {
  name: string
  bodies: string
  statements: string
}

/** What a trial's thread can be told to do. */
export type TrialOrders = {
  take: (rows: readonly TrialRow[]) => Promise<void>
  close: (of: number) => Promise<{ counts: TrialCounts; estimate: TrialEstimate }>
}

/** What a trial came to; times in ms since 1970 UTC. */
export interface TrialResult extends TrialCounts {
  /** Encounters of this stretch were looked at: the last 90 days up to the newest. */
  since: number
  until: number
  /** Customers concerned; those derived are `customers`, fewer when it was a sample. */
  concerned: number
  estimate: TrialEstimate
}

/** A trial as it stands. */
export interface Trial {
  id: string
  draft: number
  state: 'running' | 'done' | 'cancelled' | 'failed'
  askedAt: number
  toldAt: number
  done: number
  customers: number
  result: TrialResult | null
}

/** What a trial needs; `most` customers are derived at most, else a sample of so many. */
export interface TrialParts {
  database: Database
  clock: () => number
  most?: number
  /** Encounters in one part. */
  part?: number
}

const STRETCH = 90 * DAY
/** Some minutes of work on one core. */
const MOST_CUSTOMERS = 20_000
const PART = 4000

/** The journey's latest trial; null when none was asked for. */
export async function latestTrial(database: Queryable, journey: string): Promise<Trial | null> {
  const [row] = await database.query<Trial>(
    `SELECT id, draft, state, asked_at AS "askedAt", told_at AS "toldAt", done, customers, result FROM journey_trials WHERE journey = $1`,
    [journey],
  )
  return row ?? null
}

/**
 * Begins to try a draft against what happened and answers at once; an earlier trial of the journey is given up. `ended` is fulfilled when
 * it is over, however it ended.
 */
export async function beginTrial(parts: TrialParts, draft: WholeDefinition, number: number, inForce: DefinitionsInput) {
  const { database, clock } = parts
  const id = randomUUID()
  const journey = draft.journey.key
  await database.query(
    `INSERT INTO journey_trials (journey, id, draft, state, asked_at, told_at, done, customers) VALUES ($1, $2, $3, 'running', $4, $4, 0, 0)
     ON CONFLICT (journey) DO UPDATE SET id = excluded.id, draft = excluded.draft, state = 'running', asked_at = excluded.asked_at,
       told_at = excluded.told_at, done = 0, customers = 0, result = NULL`,
    [journey, id, number, clock()],
  )
  const ended = run(parts, id, draft, inForce).catch(async () => {
    // The database may be what failed; then a trial without a word for long is known to have ended.
    await database.query(`UPDATE journey_trials SET state = 'failed' WHERE id = $1 AND state = 'running'`, [id]).catch(() => undefined)
  })
  return { ended }
}

/** Gives a running trial up. */
export async function cancelTrial(database: Queryable, journey: string): Promise<void> {
  await database.query(`UPDATE journey_trials SET state = 'cancelled' WHERE journey = $1 AND state = 'running'`, [journey])
}

async function run(
  { database, clock, most = MOST_CUSTOMERS, part = PART }: TrialParts,
  id: string,
  draft: WholeDefinition,
  inForce: DefinitionsInput,
) {
  const journey = draft.journey.key
  const [newest] = await database.query<{ at: number | null }>('SELECT max(at) AS at FROM encounters')
  const until = newest!.at ?? clock()
  const since = until - STRETCH
  const { ids, concerned } = await chooseCustomers(database, { draft, inForce, since, most })
  const place: TrialPlace = { journey, since, clock: clock(), inForce, withDraft: withDraft(draft, inForce) }
  const thread = startThread(new URL('./trial.worker.ts', import.meta.url), { workerData: place })
  const orders = openCalls<TrialOrders>(thread, {})
  let reason = new Error('The thread of a trial ended.')
  thread.on('error', (error: Error) => (reason = error))
  thread.on('exit', () => orders.end(reason))
  thread.unref()
  try {
    let done = 0
    for (const some of partsOf(ids, part)) {
      if (!(await tell(database, id, { done, customers: ids.length, now: clock() }))) return
      await orders.there.take(await readCustomers(database, some))
      done += some.length
    }
    const { counts, estimate } = await orders.there.close(concerned)
    const result: TrialResult = { ...counts, since, until, concerned, estimate }
    await database.query(
      `UPDATE journey_trials SET state = 'done', told_at = $2, done = $3, customers = $3, result = $4::jsonb WHERE id = $1 AND state = 'running'`,
      [id, clock(), ids.length, json(result)],
    )
  } finally {
    await thread.terminate()
  }
}

/** Keeps how far it is; whether it is still asked for. */
async function tell(database: Queryable, id: string, { done, customers, now }: { done: number; customers: number; now: number }) {
  const rows = await database.query(
    `UPDATE journey_trials SET done = $2, customers = $3, told_at = $4 WHERE id = $1 AND state = 'running' RETURNING id`,
    [id, done, customers, now],
  )
  return rows.length > 0
}

interface Chosen {
  id: number
  encounters: number
}

/**
 * Customers with an encounter since a time whom the draft may concern: on the journey, or at a touchpoint that either definition lists; with
 * a changed channel, all. Of too many a sample, by a digest of their number: the same each time and unlike any order of theirs.
 */
async function chooseCustomers(
  database: Queryable,
  { draft, inForce, since, most }: { draft: WholeDefinition; inForce: DefinitionsInput; since: number; most: number },
): Promise<{ ids: Chosen[]; concerned: number }> {
  const present = wholeDefinition(inForce, draft.journey.key)
  const touchpoints = [...new Set([...(present?.journey.touchpoints ?? []), ...(draft.journey.touchpoints ?? [])])]
  const all = compareDefinitions(present, draft).some(({ sort, fields }) => sort === 'channel' && fields.length > 0)
  const rows = await database.query<Chosen & { concerned: number }>(
    `SELECT c.id, c.encounters, count(*) OVER () AS concerned FROM customers c
     WHERE c.id IN (SELECT customer_id FROM encounters WHERE at >= $1 AND ($2 OR journey = $3 OR touchpoint = ANY($4::text[])))
     ORDER BY md5(c.id::text), c.id LIMIT $5`,
    [since, all, draft.journey.key, touchpoints, most],
  )
  return { ids: rows, concerned: rows[0]?.concerned ?? 0 }
}

function* partsOf(customers: readonly Chosen[], size: number): Generator<number[]> {
  let some: number[] = []
  let encounters = 0
  for (const customer of customers) {
    some.push(customer.id)
    encounters += customer.encounters + 1
    if (encounters < size) continue
    yield some
    some = []
    encounters = 0
  }
  if (some.length > 0) yield some
}

function readCustomers(database: Queryable, ids: readonly number[]): Promise<TrialRow[]> {
  return database.query<TrialRow>(
    `SELECT c.name, coalesce(e.bodies, '[]') AS bodies, coalesce(s.statements, '[]') AS statements
     FROM customers c
     LEFT JOIN (
       SELECT customer_id, '[' || string_agg(body::text, ',') || ']' AS bodies FROM encounters WHERE customer_id = ANY($1::bigint[]) GROUP BY customer_id
     ) e ON e.customer_id = c.id
     LEFT JOIN (
       SELECT customer_id, json_agg(json_strip_nulls(json_build_object('at', at, 'holdings', holdings)))::text AS statements
       FROM statements WHERE customer_id = ANY($1::bigint[]) GROUP BY customer_id
     ) s ON s.customer_id = c.id
     WHERE c.id = ANY($1::bigint[]) ORDER BY array_position($1::bigint[], c.id)`,
    [ids],
  )
}
