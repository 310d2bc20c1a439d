import { hash } from 'node:crypto'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { encounterContent } from '../../domain/encounter/schema.ts'
import type { Queryable } from '../db/database.ts'

/** What an encounter's id says of it: not seen before, seen with the same content, or seen with other content. */
export type Registered = 'new' | 'duplicate' | 'conflict'

/** A digest of text as 64 hexadecimal digits (SHA-256). */
export function digestOf(text: string): string {
  return hash('sha256', text)
}

/** An encounter with the first 128 bits of the digest of its content, as PostgreSQL writes a uuid. */
export interface DigestedEncounter {
  encounter: Encounter
  digest: string
}

/** Adds the digest of its content to an encounter. */
export function digested(encounter: Encounter): DigestedEncounter {
  const hex = digestOf(encounterContent(encounter))
  const digest = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  return { encounter, digest }
}

/** Enters ids into the organisation's registry and tells, in the order given, which encounters are new. */
export async function registerIds(tx: Queryable, encounters: readonly DigestedEncounter[]): Promise<Registered[]> {
  const first = new Map<string, string>()
  for (const { encounter, digest } of encounters) if (!first.has(encounter.id)) first.set(encounter.id, digest)
  // In one order everywhere, so that two who enter the same ids wait for each other and not in a ring.
  const ids = [...first.keys()].sort()
  const entered = await tx.query<{ id: string }>(
    `INSERT INTO encounter_ids (id, digest) SELECT * FROM unnest($1::text[], $2::uuid[])
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [ids, ids.map((id) => first.get(id)!)],
  )
  const fresh = new Set(entered.map((row) => row.id))
  const known = await knownDigests(
    tx,
    ids.filter((id) => !fresh.has(id)),
  )
  return encounters.map(({ encounter: { id }, digest }) => {
    if (fresh.delete(id)) return 'new'
    return (known.get(id) ?? first.get(id)) === digest ? 'duplicate' : 'conflict'
  })
}

/** Those of the ids that encounters have already. */
export async function knownIds(database: Queryable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await database.query<{ id: string }>('SELECT id FROM encounter_ids WHERE id = ANY($1::text[])', [ids])
  return new Set(rows.map((row) => row.id))
}

async function knownDigests(tx: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{ id: string; digest: string }>('SELECT id, digest FROM encounter_ids WHERE id = ANY($1::text[])', [ids])
  return new Map(rows.map((row) => [row.id, row.digest]))
}
