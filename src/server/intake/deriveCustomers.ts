import type { Statement } from '../../domain/customer/holdings.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { canContinue, emptyFold, type CustomerFold } from '../../domain/friction/customerFold.ts'
import { continueDerivation, type Derived } from '../../domain/friction/derive.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { compareMarks } from '../../domain/kernel/order.ts'
import { keepCases } from '../case/keepCases.ts'
import type { Queryable } from '../db/database.ts'
import { insertEncounters, replaceEncounters, type PlacedEncounter } from '../encounter/saveEncounters.ts'
import { saveFrictions } from '../friction/saveFrictions.ts'
import { announce, type Announcement } from '../jobs/announce.ts'
import { notePathChanges } from '../journey/notePathChanges.ts'
import { savePaths } from '../journey/savePaths.ts'

/** What is new about some customers: encounters (not yet kept), statements (already kept), and who must be derived from scratch. */
export interface News {
  encounters: ReadonlyMap<number, readonly Encounter[]>
  statements?: ReadonlyMap<number, readonly Statement[]>
  /** Customers to look at besides: their time has come. */
  due?: readonly number[]
  fromScratch?: ReadonlySet<number>
  /** How long, in ms, cases wait for what the source has yet to send; 0 = not at all. */
  settle?: number
}

interface Kept {
  id: number
  fold: CustomerFold | null
  stale: boolean
}

interface Work {
  customer: number
  derived: Derived
  whole: boolean
  /** Whether anything was read, so that the fold is another. */
  read: boolean
  fresh: ReadonlyMap<string, Encounter>
}

/**
 * Derives customers again after news – reading on where that is possible, else from scratch – and writes encounters, paths, frictions,
 * cases and announcements. Called under the writer's lock; `now` is the clock in ms since 1970 UTC.
 */
export async function deriveCustomers(tx: Queryable, news: News, definitions: Definitions, now: number): Promise<void> {
  const ids = new Set([...news.encounters.keys(), ...(news.statements?.keys() ?? []), ...(news.due ?? []), ...(news.fromScratch ?? [])])
  if (ids.size === 0) return
  const kept = await tx.query<Kept>('SELECT id, fold, stale FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id', [[...ids]])
  const whole = new Set(kept.filter((customer) => !readsOn(customer, news, definitions)).map((customer) => customer.id))
  const records = await loadRecords(tx, [...whole])
  const works = kept.map(({ id, fold }): Work => {
    const fresh = news.encounters.get(id) ?? []
    const isWhole = whole.has(id)
    const record = isWhole
      ? { encounters: [...(records.encounters.get(id) ?? []), ...fresh], statements: records.statements.get(id) ?? [] }
      : { encounters: fresh, statements: news.statements?.get(id) ?? [] }
    const derived = continueDerivation(isWhole ? emptyFold() : (fold ?? emptyFold()), record, definitions, now)
    const read = isWhole || record.encounters.length > 0 || record.statements.length > 0
    return { customer: id, derived, whole: isWhole, read, fresh: new Map(fresh.map((encounter) => [encounter.id, encounter])) }
  })
  await save(tx, works, definitions, now, news.settle ?? 0)
}

function readsOn({ id, fold, stale }: Kept, news: News, definitions: Definitions): boolean {
  if (stale || news.fromScratch?.has(id)) return false
  const encounters = [...(news.encounters.get(id) ?? [])].sort(compareMarks)
  return canContinue(fold ?? emptyFold(), encounters, news.statements?.get(id) ?? [], definitions)
}

interface Records {
  encounters: Map<number, Encounter[]>
  statements: Map<number, Statement[]>
}

async function loadRecords(tx: Queryable, customers: readonly number[]): Promise<Records> {
  const records: Records = { encounters: new Map(), statements: new Map() }
  if (customers.length === 0) return records
  const encounters = await tx.query<{ customer: number; body: Encounter }>(
    'SELECT customer_id AS customer, body FROM encounters WHERE customer_id = ANY($1::bigint[])',
    [customers],
  )
  for (const { customer, body } of encounters) append(records.encounters, customer, body)
  const statements = await tx.query<{ customer: number; at: number; holdings: string[] | null }>(
    'SELECT customer_id AS customer, at, holdings FROM statements WHERE customer_id = ANY($1::bigint[])',
    [customers],
  )
  for (const { customer, at, holdings } of statements) {
    append(records.statements, customer, holdings ? { at, holdings } : { at })
  }
  return records
}

function append<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

async function save(tx: Queryable, works: readonly Work[], definitions: Definitions, now: number, settle: number): Promise<void> {
  const { timeZone } = definitions.calendar
  const inserted: PlacedEncounter[] = []
  const replaced: PlacedEncounter[] = []
  for (const { customer, derived, fresh } of works) {
    for (const placed of derived.placed) {
      const body = fresh.get(placed.encounter.id)
      if (body) inserted.push({ customer, placed, body })
      else replaced.push({ customer, placed, body: placed.encounter })
    }
  }
  await insertEncounters(tx, inserted, timeZone)
  await replaceEncounters(tx, replaced, timeZone)
  const paths = await savePaths(
    tx,
    works.map(({ customer, derived, whole }) => ({
      customer,
      whole,
      paths: whole ? derived.paths : derived.paths.filter((path) => derived.changed.has(path.key)),
    })),
    definitions,
  )
  const frictions = await saveFrictions(
    tx,
    works.map(({ customer, derived, whole }) => ({ customer, whole, frictions: derived.frictions, pending: derived.pending })),
    now,
  )
  await notePathChanges(
    tx,
    works.map(({ customer, derived, whole }) => ({ customer, since: whole ? null : (derived.placed[0]?.encounter.at ?? Infinity) })),
  )
  await saveCustomers(tx, works, settle > 0 ? now + settle : null)
  const customers = settle > 0 ? [] : works.map((work) => work.customer)
  const cases = await keepCases(tx, customers, definitions, now)
  await announce(
    tx,
    [
      ...frictions.withdrawn.map((friction) => frictionNews('friction.withdrawn', friction)),
      ...frictions.found.map((friction) => frictionNews('friction.found', friction)),
      ...paths.map(({ customer, key, state }): Announcement => ({ customer, type: 'path.changed', body: { path: key, state } })),
      ...cases.withdrawn.map(({ customer, id, path, severity }): Announcement => ({
        customer,
        type: 'case.withdrawn',
        body: { case: `K-${id}`, path, severity },
      })),
      ...cases.opened.map(({ customer, id, path, severity }): Announcement => ({
        customer,
        type: 'case.opened',
        body: { case: `K-${id}`, path, severity },
      })),
    ],
    now,
  )
}

function frictionNews(
  type: 'friction.found' | 'friction.withdrawn',
  friction: { customer: number; kind: string; path: string; at: number; severity: number },
): Announcement {
  const { customer, kind, path, at, severity } = friction
  return { customer, type, body: { kind, path, severity, at } }
}

async function saveCustomers(tx: Queryable, works: readonly Work[], alertAt: number | null): Promise<void> {
  // Time alone changes no fold, and folds are large.
  await saveDue(
    tx,
    works.filter(({ read }) => !read),
    alertAt,
  )
  await saveFolds(
    tx,
    works.filter(({ read }) => read),
    alertAt,
  )
}

async function saveDue(tx: Queryable, works: readonly Work[], alertAt: number | null): Promise<void> {
  if (works.length === 0) return
  await tx.query(
    `UPDATE customers SET due_at = given.due, alert_at = $3 FROM unnest($1::bigint[], $2::bigint[]) AS given(id, due)
     WHERE customers.id = given.id AND (customers.due_at, customers.alert_at) IS DISTINCT FROM (given.due, $3::bigint)`,
    [works.map((work) => work.customer), works.map(({ derived }) => derived.nextDue), alertAt],
  )
}

async function saveFolds(tx: Queryable, works: readonly Work[], alertAt: number | null): Promise<void> {
  if (works.length === 0) return
  await tx.query(
    `UPDATE customers SET fold = given.fold, due_at = given.due, last_at = given.last, first_at = given.first,
       encounters = CASE WHEN given.whole THEN given.encounters ELSE customers.encounters + given.encounters END,
       stale = customers.stale AND NOT given.whole, alert_at = $8
     FROM unnest($1::bigint[], $2::jsonb[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::boolean[])
       AS given(id, fold, due, last, first, encounters, whole)
     WHERE customers.id = given.id`,
    [
      works.map((work) => work.customer),
      works.map(({ derived }) => derived.fold),
      works.map(({ derived }) => derived.nextDue),
      works.map(({ derived }) => derived.fold.last?.at ?? null),
      works.map(({ derived }) =>
        derived.fold.paths.reduce<number | null>((first, path) => Math.min(first ?? Infinity, path.first.at), null),
      ),
      works.map(({ derived }) => derived.placed.length),
      works.map((work) => work.whole),
      alertAt,
    ],
  )
}
