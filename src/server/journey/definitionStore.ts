import {
  definitionsSchema,
  journeyDefinitionSchema,
  type DefinitionsInput,
  type DefinitionsOutput,
} from '../../domain/journey/definition.ts'
import { openDefinitions, type Definitions } from '../../domain/journey/definitions.ts'
import { canonicalJson } from '../../domain/kernel/canonical.ts'
import type { Actor } from '../../domain/access/may.ts'
import type { WorkingCalendar } from '../../domain/organisation/calendar.ts'
import { channelDefinitionSchema, touchpointDefinitionSchema } from '../../domain/touchpoint/definition.ts'
import type { Database, Queryable, Transaction } from '../db/database.ts'
import { json } from '../db/values.ts'
import { lockWriter } from '../db/writerLock.ts'

/** What a definition is of. */
export type DefinitionSort = 'journey' | 'touchpoint' | 'channel'

/** A definition as it was given, with its version from 1. */
export interface StoredDefinition {
  sort: DefinitionSort
  key: string
  version: number
  body: Record<string, unknown>
}

/** Definitions in force, and how many changes there have been. */
export interface CurrentDefinitions {
  definitions: Definitions
  stored: StoredDefinition[]
  revision: number
}

/** Who puts definitions into force, and what they say of it. */
export interface Publisher {
  actor: Actor
  note?: string
}

/** Keeps definitions in the database, versioned, and the ones in force ready in memory. */
export interface DefinitionStore {
  /** The definitions in force; asks the database whether another process changed them. */
  current(queryable?: Queryable): Promise<CurrentDefinitions>
  /**
   * Puts new versions of those that differ from what is in force, and marks the customers they concern as stale. A journey whose touchpoint
   * or channel changed gets a new version with it. `within` is done first in the same transaction; what it throws leaves all as it was.
   */
  putAll(given: DefinitionsInput, by?: Publisher, within?: (tx: Transaction) => Promise<void>): Promise<StoredDefinition[]>
}

/** Opens the definitions of a database. */
export function openDefinitionStore(database: Database, calendar: WorkingCalendar, clock: () => number): DefinitionStore {
  let known: CurrentDefinitions | null = null
  async function current(queryable: Queryable = database): Promise<CurrentDefinitions> {
    const [row] = await queryable.query<{ revision: number }>('SELECT coalesce(max(revision), 0) AS revision FROM definitions')
    if (known?.revision === row!.revision) return known
    const stored = await inForce(queryable)
    known = { stored, revision: row!.revision, definitions: openDefinitions(parse(stored), calendar) }
    return known
  }
  const putAll: DefinitionStore['putAll'] = async (given, by, within) => {
    definitionsSchema.parse(given)
    const list = sorted(given)
    return database.transaction(async (tx) => {
      await lockWriter(tx)
      await within?.(tx)
      const before = new Map((await inForce(tx)).map((stored) => [nameOf(stored), stored]))
      const next = ({ sort, key, body }: Pick<StoredDefinition, 'sort' | 'key' | 'body'>): StoredDefinition => {
        const version = (before.get(nameOf({ sort, key }))?.version ?? 0) + 1
        return { sort, key, version, body }
      }
      const changed = list
        .filter(({ sort, body }) => {
          const old = before.get(nameOf({ sort, key: body.key }))
          return !old || canonicalJson(old.body) !== canonicalJson(body)
        })
        .map(({ sort, body }) => next({ sort, key: body.key, body: body as Record<string, unknown> }))
      if (changed.length === 0) return []
      const concerned = journeysWith(changed, [...before.values()])
      await tx.query(
        `WITH published AS (INSERT INTO publications (at, actor, employee_id, note) VALUES ($2, $3, $4, $5) RETURNING id)
         INSERT INTO definitions (sort, key, version, since, body, publication)
         SELECT sort, key, version, $2, body, published.id
         FROM published, jsonb_to_recordset($1::jsonb) AS given(sort text, key text, version integer, body jsonb)`,
        [json([...changed, ...concerned.map(next)]), clock(), by?.actor.kind ?? null, employeeOf(by?.actor), by?.note ?? ''],
      )
      const previous = changed.map((each) => before.get(nameOf(each))).filter((old) => old !== undefined)
      await markStale(tx, [...changed, ...previous])
      return changed
    })
  }
  return { current, putAll }
}

/** The employee among those who ask; null when it is none. */
export function employeeOf(actor: Actor | undefined): number | null {
  return actor?.kind === 'employee' ? actor.id : null
}

const nameOf = ({ sort, key }: Pick<StoredDefinition, 'sort' | 'key'>): string => `${sort} ${key}`

/** Journeys that did not change themselves, but a touchpoint of theirs or the channel of one. */
function journeysWith(changed: readonly StoredDefinition[], before: readonly StoredDefinition[]): StoredDefinition[] {
  const changedNames = new Set(changed.map(nameOf))
  const touchpoints = new Set(changed.filter(({ sort }) => sort === 'touchpoint').map(({ key }) => key))
  for (const { sort, key, body } of before) {
    if (sort === 'touchpoint' && changedNames.has(`channel ${String(body.channel)}`)) touchpoints.add(key)
  }
  return before.filter((each) => {
    if (each.sort !== 'journey' || changedNames.has(nameOf(each))) return false
    return Array.isArray(each.body.touchpoints) && each.body.touchpoints.some((key) => touchpoints.has(key as string))
  })
}

async function inForce(queryable: Queryable): Promise<StoredDefinition[]> {
  return queryable.query<StoredDefinition>(
    `SELECT * FROM (SELECT DISTINCT ON (sort, key) sort, key, version, body FROM definitions ORDER BY sort, key, version DESC) AS latest
     ORDER BY sort COLLATE "C", key COLLATE "C"`,
  )
}

const SCHEMAS = { journey: journeyDefinitionSchema, touchpoint: touchpointDefinitionSchema, channel: channelDefinitionSchema }

/** Reads what is in force. A definition kept before a rule became stricter is passed over with a warning: it must not stop all intake. */
function parse(stored: readonly StoredDefinition[]): DefinitionsOutput {
  return definitionsSchema.parse(
    givenOf(stored, ({ sort, key }) =>
      process.emitWarning(`The definition of ${sort} ${key} is not usable in this version and is passed over; define it anew.`),
    ),
  )
}

/** The definitions that are usable in this version, as they were given; `unusable` hears of the others. */
export function givenOf(stored: readonly StoredDefinition[], unusable: (of: StoredDefinition) => void = () => undefined): DefinitionsInput {
  const usable = stored.filter((each) => {
    const { success } = SCHEMAS[each.sort].safeParse(each.body)
    if (!success) unusable(each)
    return success
  })
  const bodies = (sort: DefinitionSort) => usable.filter((each) => each.sort === sort).map((each) => each.body)
  return { journeys: bodies('journey'), touchpoints: bodies('touchpoint'), channels: bodies('channel') } as unknown as DefinitionsInput
}

/** Every definition with its sort; of two of one key the later counts. */
function sorted(given: DefinitionsInput): { sort: DefinitionSort; body: { key: string } }[] {
  const under = <Body extends { key: string }>(sort: DefinitionSort, bodies: readonly Body[] = []) =>
    bodies.map((body) => ({ sort, body: { ...body, key: body.key.trim() } }))
  const list = [...under('journey', given.journeys), ...under('touchpoint', given.touchpoints), ...under('channel', given.channels)]
  return [...new Map(list.map((each) => [`${each.sort} ${each.body.key}`, each])).values()]
}

/** Customers whose paths a changed definition may change: those on the journey or at its touchpoints; all, for a channel. */
async function markStale(tx: Queryable, changed: readonly StoredDefinition[]): Promise<void> {
  const journeys = changed.filter((each) => each.sort === 'journey')
  const touchpoints = [
    ...changed.filter((each) => each.sort === 'touchpoint').map((each) => each.key),
    ...journeys.flatMap((journey) => (Array.isArray(journey.body.touchpoints) ? journey.body.touchpoints : [])),
  ]
  const all = changed.some((each) => each.sort === 'channel')
  await tx.query(
    `UPDATE customers SET stale = true WHERE encounters > 0 AND ($1
       OR id IN (SELECT customer_id FROM paths WHERE journey = ANY($2::text[]))
       OR id IN (SELECT customer_id FROM encounters WHERE touchpoint = ANY($3::text[])))`,
    [all, journeys.map((journey) => journey.key), touchpoints],
  )
}
