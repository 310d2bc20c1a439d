import { setImmediate as nextTurn } from 'node:timers/promises'
import { CASE_SEVERITY } from '../../domain/case/decideCases.ts'
import { spokenWords, type SpokenWords } from '../../domain/case/spokenWords.ts'
import type { Statement } from '../../domain/customer/holdings.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { canContinue, emptyFold } from '../../domain/friction/customerFold.ts'
import { continueDerivation, type Derived } from '../../domain/friction/derive.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Path } from '../../domain/journey/path.ts'
import { compareMarks } from '../../domain/kernel/order.ts'
import { keepCases } from '../case/keepCases.ts'
import type { Queryable } from '../db/database.ts'
import { insertEncounters, replaceEncounters, type PlacedEncounter } from '../encounter/saveEncounters.ts'
import { type SavedFrictions, saveFrictions } from '../friction/saveFrictions.ts'
import { announce, type Announcement } from '../jobs/announce.ts'
import { notePathChanges } from '../journey/notePathChanges.ts'
import { type CustomerPaths, savePaths, type StandingPath } from '../journey/savePaths.ts'
import { keepVerbatims, verbatimsOf } from '../voice/keepVerbatims.ts'
import { givenCustomers, keptAfter } from './keptAfter.ts'
import { type CustomerState, type KeptCustomer, loadKept, saveKept } from './keptCustomers.ts'
import type { KeptTurn } from './keptMemory.ts'

/** What is new about some customers: encounters (not yet kept), statements (already kept), and who must be derived from scratch. */
export interface News {
  encounters: ReadonlyMap<number, readonly Encounter[]>
  statements?: ReadonlyMap<number, readonly Statement[]>
  /** Customers to look at besides: their time has come. */
  due?: readonly number[]
  fromScratch?: ReadonlySet<number>
  /** Customers made in this transaction. */
  made?: ReadonlySet<number>
  /** How long, in ms, cases wait for what the source has yet to send; 0 = not at all. */
  settle?: number
}

interface Work {
  customer: number
  kept: KeptCustomer
  derived: Derived
  whole: boolean
  /** Whether anything was read, so that the fold is another. */
  read: boolean
  fresh: readonly Encounter[]
  /** Its paths as their encounters alone left them, by key. */
  unsettled: ReadonlyMap<string, Path>
  /** Paths whose state is another. */
  changed: Path[]
}

/** Customers read, derived and written together: while the database writes some, the next are derived. */
const TOGETHER = 200

const NOBODY: ReadonlySet<number> = new Set()

/**
 * Derives customers again after news – reading on where that is possible, else from scratch – and writes encounters, paths, frictions,
 * cases and announcements. Called under the writer's lock; `now` is the clock in ms since 1970 UTC. With a `turn`, customers are remembered.
 */
export async function deriveCustomers(
  tx: Queryable,
  news: News,
  definitions: Definitions,
  now: number,
  turn: KeptTurn | null = null,
): Promise<void> {
  const ids = [
    ...new Set([...news.encounters.keys(), ...(news.statements?.keys() ?? []), ...(news.due ?? []), ...(news.fromScratch ?? [])]),
  ].sort((left, right) => left - right)
  if (ids.length === 0) return
  const settle = news.settle ?? 0
  const loading: Promise<readonly KeptCustomer[]>[] = []
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const part = ids.slice(from, from + TOGETHER)
    loading.push(turn === null ? loadKept(tx, part) : turn.load(tx, part, news.made ?? NOBODY, news.fromScratch ?? NOBODY))
  }
  const works: Work[] = []
  const writing: Promise<SavedFrictions>[] = []
  // What fails is told at the end, where all is waited for.
  for (const each of loading) each.catch(() => undefined)
  for (const each of loading) {
    const part = await deriveKept(tx, await each, news, definitions, now)
    const written = write(tx, part, definitions, now, settle > 0 ? now + settle : null)
    written.catch(() => undefined)
    writing.push(written)
    works.push(...part)
    // What is to be written leaves now, so that the database works while the next are derived; and others have their turn.
    if (writing.length < loading.length) await nextTurn()
  }
  const frictions = await Promise.all(writing)
  const note = await tell(tx, works, frictions, definitions, now, settle)
  if (turn === null) return
  // Those derived from scratch are seldom met again at once; how they stand is read when it is asked for.
  const readOn = works.filter(({ whole }) => !whole)
  const kept = keptAfter(readOn, frictions, settle > 0)
  turn.keep(kept)
  const hear = turn.hearPaths()
  if (note !== null && hear !== null) hear(note, givenCustomers(readOn, kept, definitions.calendar.timeZone))
}

/** Derives customers; of those that cannot be read on, everything that is kept is read first. */
async function deriveKept(
  tx: Queryable,
  kept: readonly KeptCustomer[],
  news: News,
  definitions: Definitions,
  now: number,
): Promise<Work[]> {
  const whole = new Set(kept.filter((customer) => !readsOn(customer, news, definitions)).map((customer) => customer.id))
  const records = await loadRecords(tx, [...whole])
  return kept.map((customer): Work => {
    const { id } = customer
    const fresh = news.encounters.get(id) ?? []
    const isWhole = whole.has(id)
    const record = isWhole
      ? { encounters: [...(records.encounters.get(id) ?? []), ...fresh], statements: records.statements.get(id) ?? [] }
      : { encounters: fresh, statements: news.statements?.get(id) ?? [] }
    const derived = continueDerivation(isWhole ? emptyFold() : customer.fold, record, definitions, now)
    const read = isWhole || record.encounters.length > 0 || record.statements.length > 0
    const unsettled = new Map(derived.fold.paths.map((path) => [path.key, path]))
    return { customer: id, kept: customer, derived, unsettled, whole: isWhole, read, fresh, changed: [] }
  })
}

function readsOn({ id, fold, stale }: KeptCustomer, news: News, definitions: Definitions): boolean {
  if (stale || news.fromScratch?.has(id)) return false
  const encounters = [...(news.encounters.get(id) ?? [])].sort(compareMarks)
  return canContinue(fold, encounters, news.statements?.get(id) ?? [], definitions)
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

async function write(
  tx: Queryable,
  works: readonly Work[],
  definitions: Definitions,
  now: number,
  alertAt: number | null,
): Promise<SavedFrictions> {
  const { timeZone } = definitions.calendar
  const { inserted, replaced } = placesOf(works)
  const [frictions] = await Promise.all([
    saveFrictions(
      tx,
      works.map(({ customer, kept, derived, whole }) => ({
        customer,
        whole,
        wasPending: kept.pending,
        frictions: derived.frictions,
        pending: derived.pending,
      })),
      now,
    ),
    insertEncounters(tx, inserted, timeZone),
    replaceEncounters(tx, replaced, timeZone),
    keepVerbatims(tx, verbatimsOf(inserted)),
    savePaths(tx, works.map(pathsOf), definitions),
    saveKept(
      tx,
      works.map((work) => stateOf(work, alertAt)),
    ),
  ])
  return frictions
}

function placesOf(works: readonly Work[]): { inserted: PlacedEncounter[]; replaced: PlacedEncounter[] } {
  const inserted: PlacedEncounter[] = []
  const replaced: PlacedEncounter[] = []
  for (const { customer, derived, whole, fresh, unsettled } of works) {
    const bodies = new Map(fresh.map((encounter) => [encounter.id, encounter]))
    for (const placed of derived.placed) {
      const body = bodies.get(placed.encounter.id)
      const { journey } = unsettled.get(placed.path)!
      if (body) inserted.push({ customer, placed, journey, body: JSON.stringify(body) })
      else if (whole) replaced.push({ customer, placed, journey, body: null })
    }
  }
  return { inserted, replaced }
}

/** Tells what changed, and decides the cases that it concerns. */
async function tell(
  tx: Queryable,
  works: readonly Work[],
  frictions: readonly SavedFrictions[],
  definitions: Definitions,
  now: number,
  settle: number,
): Promise<number | null> {
  // What is not grave opens no case and closes none.
  const grave = ({ severity }: { severity: number }) => severity >= CASE_SEVERITY
  const telling = frictions.flatMap(({ found, withdrawn, altered }) => [...found.filter(grave), ...withdrawn.filter(grave), ...altered])
  const touched = new Set(telling.map(({ customer }) => customer))
  const uncertain = works.filter(({ customer, kept, whole }) => whole || kept.alerted || touched.has(customer))
  const [cases, note] = await Promise.all([
    keepCases(tx, settle > 0 ? [] : uncertain.map((work) => work.customer), wordsOf(works, definitions), definitions, now),
    notePathChanges(
      tx,
      works.map(({ customer, derived, whole }) => ({ customer, since: whole ? null : (derived.placed[0]?.encounter.at ?? Infinity) })),
    ),
  ])
  await announce(
    tx,
    [
      ...frictions.flatMap(({ withdrawn }) => withdrawn.map((friction) => frictionNews('friction.withdrawn', friction))),
      ...frictions.flatMap(({ found }) => found.map((friction) => frictionNews('friction.found', friction))),
      ...works.flatMap(({ customer, changed }) =>
        changed.map(({ key, state }): Announcement => ({ customer, type: 'path.changed', body: { path: key, state } })),
      ),
      ...cases,
    ],
    now,
  )
  return note
}

/** What customers said in the encounters that are new. */
function wordsOf(works: readonly Work[], definitions: Definitions): Map<number, SpokenWords[]> {
  const words = new Map<number, SpokenWords[]>()
  for (const { customer, fresh, derived } of works) {
    if (fresh.length === 0) continue
    const ids = new Set(fresh.map(({ id }) => id))
    const said = derived.placed.flatMap(({ encounter, path }) =>
      ids.has(encounter.id) ? (spokenWords(encounter, path, definitions) ?? []) : [],
    )
    if (said.length > 0) words.set(customer, said)
  }
  return words
}

function frictionNews(
  type: 'friction.found' | 'friction.withdrawn',
  friction: { customer: number; kind: string; path: string; at: number; severity: number },
): Announcement {
  const { customer, kind, path, at, severity } = friction
  return { customer, type, body: { kind, path, severity, at } }
}

/** What is to be written of a customer's paths: those that are others than they are kept. Notes those whose state is another, and what is kept from now on. */
function pathsOf({ customer, kept, derived, whole, unsettled, changed }: Work): CustomerPaths {
  const paths: StandingPath[] = []
  for (const path of derived.paths) {
    if (!whole && !derived.changed.has(path.key)) continue
    const before = kept.paths.get(path.key)
    const original = unsettled.get(path.key)!
    const standing = { path, body: JSON.stringify(path), unsettled: original === path ? null : JSON.stringify(original) }
    if (before?.state !== path.state) changed.push(path)
    if (before?.body === standing.body && before.unsettled === standing.unsettled) continue
    paths.push(standing)
    kept.paths.set(path.key, { state: path.state, body: standing.body, unsettled: standing.unsettled })
  }
  return { customer, paths, gone: whole ? [...kept.paths.keys()].filter((key) => !unsettled.has(key)) : [] }
}

function stateOf({ customer, derived, whole, read }: Work, alertAt: number | null): CustomerState {
  return {
    id: customer,
    fold: read ? derived.fold : null,
    whole,
    encounters: derived.placed.length,
    pending: derived.pending.length > 0,
    dueAt: derived.nextDue,
    alertAt,
  }
}
