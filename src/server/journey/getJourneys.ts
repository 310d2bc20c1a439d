import type { z } from 'zod'
import type { journeyJson } from '../../api/journey.ts'
import type { PathStateName } from '../../domain/journey/path.ts'
import { compareText } from '../../domain/kernel/order.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { Queryable } from '../db/database.ts'
import type { CurrentDefinitions } from './definitionStore.ts'

type Journey = z.output<typeof journeyJson>

/** Journeys, defined or only named by encounters, by key; with `only`, that one at most. */
export async function getJourneys(database: Queryable, { stored }: CurrentDefinitions, only?: string): Promise<Journey[]> {
  const rows = await database.query<{ key: string; states: Partial<Record<PathStateName, number>> }>(
    `SELECT key, coalesce(jsonb_object_agg(state, paths) FILTER (WHERE state IS NOT NULL), '{}') AS states
     FROM (SELECT key, NULL AS state, 0 AS paths FROM named_keys WHERE sort = 'journey'
       UNION ALL SELECT journey, state, count(*) FROM paths WHERE $1::text IS NULL OR journey = $1 GROUP BY journey, state) AS named
     WHERE $1::text IS NULL OR key = $1 GROUP BY key`,
    [only ?? null],
  )
  const defined = new Map(stored.filter(({ sort, key }) => sort === 'journey' && (only ?? key) === key).map((each) => [each.key, each]))
  const statesOf = new Map(rows.map((row) => [row.key, row.states]))
  const keys = [...new Set([...defined.keys(), ...statesOf.keys()])].sort(compareText)
  return keys.map((key): Journey => {
    const definition = defined.get(key)
    const states = { active: 0, paused: 0, abandoned: 0, completed: 0, ...statesOf.get(key) }
    return {
      key,
      name: (definition?.body.name as LocalName | undefined) ?? null,
      version: definition?.version ?? null,
      definition: definition?.body ?? null,
      paths: Object.values(states).reduce((sum, count) => sum + count, 0),
      states,
    }
  })
}
