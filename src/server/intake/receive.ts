import { UNIQUE_KINDS } from '../../domain/customer/identifier.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { encounterIdentifiers } from '../../domain/encounter/schema.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import { resolveCustomers } from '../customer/resolveCustomers.ts'
import type { Queryable } from '../db/database.ts'
import { type DigestedEncounter, registerIds, type Registered } from '../encounter/registerIds.ts'
import { keepHeard } from '../feedback/mentionHeard.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import { deriveCustomers } from './deriveCustomers.ts'
import type { KeptTurn } from './keptMemory.ts'
import { registerKeys } from './registerKeys.ts'

/** What taking encounters needs to know of its surroundings. */
export interface Surroundings {
  definitions: Pick<DefinitionStore, 'current'>
  /** Ms since 1970 UTC. */
  clock: () => number
}

/**
 * Takes encounters in one transaction, whole or not at all; tells of each whether it is new, a duplicate or an id conflict. Ids are
 * entered before the writer's lock is waited for, so that much is done while another writes.
 */
export async function receiveEncounters(
  tx: Queryable,
  encounters: readonly DigestedEncounter[],
  { definitions: store, clock }: Surroundings,
  turn: KeptTurn,
  settle = 0,
): Promise<Registered[]> {
  const registered = await registerIds(tx, encounters)
  // Asked for together, read one after the other: definitions as they are under the lock.
  const [, { definitions }] = await Promise.all([turn.lock(tx), store.current(tx)])
  const now = clock()
  const fresh = encounters.filter((_, index) => registered[index] === 'new').map(({ encounter }) => encounter)
  const later = fresh.filter((encounter) => encounter.at > now)
  if (later.length > 0) {
    await tx.query('INSERT INTO awaiting (id, at, body) SELECT * FROM unnest($1::text[], $2::bigint[], $3::jsonb[])', [
      later.map((encounter) => encounter.id),
      later.map((encounter) => encounter.at),
      later,
    ])
  }
  await placeEncounters(
    tx,
    fresh.filter((encounter) => encounter.at <= now),
    definitions,
    now,
    settle,
    turn,
  )
  return registered
}

/** Takes encounters whose time has come, at most `limit`; tells how many. Called under the writer's lock. */
export async function receiveAwaited(tx: Queryable, definitions: Definitions, now: number, limit: number, turn: KeptTurn): Promise<number> {
  const rows = await tx.query<{ body: Encounter }>(
    'DELETE FROM awaiting WHERE id IN (SELECT id FROM awaiting WHERE at <= $1 ORDER BY at LIMIT $2) RETURNING body',
    [now, limit],
  )
  await placeEncounters(
    tx,
    rows.map((row) => row.body),
    definitions,
    now,
    0,
    turn,
  )
  return rows.length
}

async function placeEncounters(
  tx: Queryable,
  encounters: readonly Encounter[],
  definitions: Definitions,
  now: number,
  settle: number,
  turn: KeptTurn,
): Promise<void> {
  if (encounters.length === 0) return
  const links = encounters.map((encounter) => ({ identifiers: encounterIdentifiers(encounter), because: encounter.id }))
  const [resolved] = await Promise.all([resolveCustomers(tx, links, UNIQUE_KINDS, now), registerKeys(tx, encounters, now, turn.names)])
  if (resolved.regrouped) turn.forget()
  const byCustomer = grouped(encounters, (encounter) => resolved.customerOf(encounterIdentifiers(encounter)[0]!))
  await keepHeard(tx, encounters, definitions, now)
  await deriveCustomers(tx, { encounters: byCustomer, fromScratch: resolved.changed, made: resolved.made, settle }, definitions, now, turn)
}
