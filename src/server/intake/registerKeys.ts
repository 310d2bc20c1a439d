import type { Encounter } from '../../domain/encounter/encounter.ts'
import type { Queryable } from '../db/database.ts'

/** Names that are registered. */
export interface KnownNames {
  has: (sort: 'touchpoint' | 'journey', key: string) => boolean
  add: (sort: 'touchpoint' | 'journey', key: string) => void
}

/** Registers touchpoints and journeys that encounters name for the first time, bare; those `known` are registered already. */
export async function registerKeys(tx: Queryable, encounters: readonly Encounter[], now: number, known: KnownNames): Promise<void> {
  const touchpoints = new Set<string>()
  const journeys = new Set<string>()
  for (const { touchpoint, journey } of encounters) {
    if (!known.has('touchpoint', touchpoint)) touchpoints.add(touchpoint)
    if (journey !== undefined && !known.has('journey', journey)) journeys.add(journey)
  }
  if (touchpoints.size + journeys.size === 0) return
  const keys = [...touchpoints, ...journeys]
  const sorts = [...[...touchpoints].map(() => 'touchpoint'), ...[...journeys].map(() => 'journey')]
  await tx.query(
    `INSERT INTO named_keys (sort, key, first_seen_at) SELECT given.sort, given.key, $3 FROM unnest($1::text[], $2::text[]) AS given(sort, key)
     WHERE NOT EXISTS (SELECT 1 FROM named_keys AS known WHERE known.sort = given.sort AND known.key = given.key)
     ON CONFLICT DO NOTHING`,
    [sorts, keys, now],
  )
  for (const key of touchpoints) known.add('touchpoint', key)
  for (const key of journeys) known.add('journey', key)
}
