import { emptyFold, type CustomerFold } from '../../domain/friction/customerFold.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { Path } from '../../domain/journey/path.ts'
import { compareMarks } from '../../domain/kernel/order.ts'
import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'

/** A path as it is kept: its state, and its JSON texts. */
export interface KeptPath {
  state: string
  body: string
  unsettled: string | null
}

/** A customer as kept after the last derivation. */
export interface KeptCustomer {
  id: number
  /** What the rules keep, the paths included. */
  fold: CustomerFold
  stale: boolean
  /** Whether pending frictions stand. */
  pending: boolean
  /** Whether cases are yet to be decided. */
  alerted: boolean
  paths: Map<string, KeptPath>
  /** How many frictions of each kind stand on each path, by its key. */
  frictions: FrictionCounts
}

/** How many frictions of each kind stand on each path, by its key. */
export type FrictionCounts = ReadonlyMap<string, ReadonlyMap<FrictionKind, number>>

interface CustomerRow {
  id: number
  fold: Omit<CustomerFold, 'paths'> | null
  stale: boolean
  pending: boolean
  alerted: boolean
}

/** Reads customers as they are kept, by id. */
export async function loadKept(tx: Queryable, ids: readonly number[]): Promise<KeptCustomer[]> {
  if (ids.length === 0) return []
  const [rows, paths, frictions] = await Promise.all([
    tx.query<CustomerRow>(
      'SELECT id, fold, stale, pending, alert_at IS NOT NULL AS alerted FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id',
      [ids],
    ),
    tx.query<KeptPath & { customer: number; key: string }>(
      'SELECT customer_id AS customer, key, state, body::text, unsettled::text FROM paths WHERE customer_id = ANY($1::bigint[])',
      [ids],
    ),
    tx.query<{ customer: number; path: string; kind: FrictionKind; count: number }>(
      'SELECT customer_id AS customer, path, kind, count(*) AS count FROM frictions WHERE customer_id = ANY($1::bigint[]) GROUP BY 1, 2, 3',
      [ids],
    ),
  ])
  const counts = new Map<number, Map<string, Map<FrictionKind, number>>>(rows.map(({ id }) => [id, new Map()]))
  for (const { customer, path, kind, count } of frictions) {
    const ofCustomer = counts.get(customer)
    const ofPath = ofCustomer?.get(path)
    if (ofPath) ofPath.set(kind, count)
    else ofCustomer?.set(path, new Map([[kind, count]]))
  }
  const byCustomer = new Map<number, Map<string, KeptPath>>(rows.map(({ id }) => [id, new Map()]))
  for (const { customer, key, ...path } of paths) byCustomer.get(customer)?.set(key, path)
  return rows.map(({ fold, ...row }) => {
    const kept = byCustomer.get(row.id)!
    return {
      ...row,
      paths: kept,
      frictions: counts.get(row.id)!,
      fold: { ...(fold ?? emptyFold()), paths: fold === null ? [] : pathsOf(kept) },
    }
  })
}

/** A customer who is not known yet. */
export function newCustomer(id: number): KeptCustomer {
  return { id, fold: emptyFold(), stale: false, pending: false, alerted: false, paths: new Map(), frictions: new Map() }
}

function pathsOf(kept: ReadonlyMap<string, KeptPath>): Path[] {
  const paths = [...kept.values()].map(({ body, unsettled }) => JSON.parse(unsettled ?? body) as Path)
  return paths.sort((left, right) => compareMarks(left.first, right.first))
}

/** What is to be kept of a customer; `fold` is null when only time passed. */
export interface CustomerState {
  id: number
  fold: CustomerFold | null
  whole: boolean
  /** Encounters read: all that there are when `whole`, else those that came. */
  encounters: number
  pending: boolean
  dueAt: number | null
  alertAt: number | null
}

/** Writes what is kept of customers. */
export async function saveKept(tx: Queryable, states: readonly CustomerState[]): Promise<void> {
  // Time alone changes no fold.
  await Promise.all([
    saveDue(
      tx,
      states.filter(({ fold }) => fold === null),
    ),
    saveFolds(
      tx,
      states.filter(({ fold }) => fold !== null),
    ),
  ])
}

async function saveDue(tx: Queryable, states: readonly CustomerState[]): Promise<void> {
  if (states.length === 0) return
  await tx.query(
    `UPDATE customers SET due_at = given.due, alert_at = given.alert, pending = given.pending
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[]) AS given(id, due, alert, pending)
     WHERE customers.id = given.id
       AND (customers.due_at, customers.alert_at, customers.pending) IS DISTINCT FROM (given.due, given.alert, given.pending)`,
    [
      states.map((state) => state.id),
      states.map((state) => state.dueAt),
      states.map((state) => state.alertAt),
      states.map((state) => state.pending),
    ],
  )
}

async function saveFolds(tx: Queryable, states: readonly CustomerState[]): Promise<void> {
  if (states.length === 0) return
  await tx.query(
    `UPDATE customers SET fold = given.fold, due_at = given.due, alert_at = given.alert, last_at = given.last, first_at = given.first,
       encounters = CASE WHEN given.whole THEN given.encounters ELSE customers.encounters + given.encounters END,
       stale = customers.stale AND NOT given.whole, pending = given.pending
     FROM unnest($1::bigint[], ${jsonList(2, 'json')}, $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::integer[], $8::boolean[], $9::boolean[])
       AS given(id, fold, due, alert, last, first, encounters, whole, pending)
     WHERE customers.id = given.id`,
    [
      states.map((state) => state.id),
      jsonTexts(states.map(({ fold }) => textOf(fold!))),
      states.map((state) => state.dueAt),
      states.map((state) => state.alertAt),
      states.map(({ fold }) => fold!.last?.at ?? null),
      states.map(({ fold }) => firstAt(fold!)),
      states.map((state) => state.encounters),
      states.map((state) => state.whole),
      states.map((state) => state.pending),
    ],
  )
}

/** The paths are kept in rows of their own. */
function textOf({ paths: _paths, ...rest }: CustomerFold): string {
  return JSON.stringify(rest)
}

function firstAt({ paths }: CustomerFold): number | null {
  let first: number | null = null
  for (const path of paths) if (first === null || path.first.at < first) first = path.first.at
  return first
}
