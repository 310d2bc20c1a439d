import { all, type Sql, sql } from '../db/sql.ts'

/** What encounters may be asked for, the same in every list. */
export interface EncounterFilter {
  stage?: string | undefined
  touchpoint?: string | undefined
  channel?: string | undefined
  device?: string | undefined
}

/** The condition that an encounter `e` is of the sort asked for; null when nothing is asked. */
export function encounterConditions({ stage, touchpoint, channel, device }: EncounterFilter): Sql | null {
  const conditions = [
    stage === undefined ? null : isGiven(sql`e.stage`, stage),
    touchpoint === undefined ? null : sql`e.touchpoint = ${touchpoint}`,
    channel === undefined ? null : isGiven(sql`e.channel`, channel),
    device === undefined ? null : isGiven(sql`e.device`, device),
  ]
  return conditions.every((condition) => condition === null) ? null : all(conditions)
}

/** An empty name asks for those that have none. */
function isGiven(column: Sql, name: string): Sql {
  return name === '' ? sql`${column} IS NULL` : sql`${column} = ${name}`
}

/** The condition that a friction `f` is proven by an encounter of the sort asked for; null when nothing is asked. */
export function evidenceConditions(filter: EncounterFilter): Sql | null {
  const conditions = encounterConditions(filter)
  if (conditions === null) return null
  return sql`EXISTS (SELECT 1 FROM encounters e WHERE e.customer_id = f.customer_id
    AND e.id IN (SELECT jsonb_array_elements_text(f.body -> 'evidence')) AND ${conditions})`
}
