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

/** The first 128 bits of the digest of an encounter's content, as PostgreSQL writes a uuid. */
function contentDigest(encounter: Encounter): string {
  const hex = digestOf(encounterContent(encounter))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** Enters ids into the organisation's registry and tells, in the order given, which encounters are new. */
export async function registerIds(tx: Queryable, encounters: readonly Encounter[]): Promise<Registered[]> {
  const digests = encounters.map(contentDigest)
  const first = new Map<string, string>()
  encounters.forEach(({ id }, index) => {
    if (!first.has(id)) first.set(id, digests[index]!)
  })
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
  return encounters.map(({ id }, index) => {
    if (fresh.delete(id)) return 'new'
    return (known.get(id) ?? first.get(id)) === digests[index] ? 'duplicate' : 'conflict'
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
