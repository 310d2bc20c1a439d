import type { Encounter } from '../../domain/encounter/encounter.ts'
import type { Queryable } from '../db/database.ts'

/** Registers touchpoints and journeys that encounters name for the first time, bare. */
export async function registerKeys(tx: Queryable, encounters: readonly Encounter[], now: number): Promise<void> {
  const touchpoints = new Set(encounters.map((encounter) => encounter.touchpoint))
  const journeys = new Set(encounters.map((encounter) => encounter.journey).filter((key) => key !== undefined))
  const keys = [...touchpoints, ...journeys]
  const sorts = [...[...touchpoints].map(() => 'touchpoint'), ...[...journeys].map(() => 'journey')]
  await tx.query(
    `INSERT INTO named_keys (sort, key, first_seen_at) SELECT given.sort, given.key, $3 FROM unnest($1::text[], $2::text[]) AS given(sort, key)
     WHERE NOT EXISTS (SELECT 1 FROM named_keys AS known WHERE known.sort = given.sort AND known.key = given.key)
     ON CONFLICT DO NOTHING`,
    [sorts, keys, now],
  )
}
