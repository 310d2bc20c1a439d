import type { z } from 'zod'
import type { journeyJson } from '../../api/journey.ts'
import type { PathStateName } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareText } from '../../domain/kernel/order.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { Queryable } from '../db/database.ts'
import type { CurrentDefinitions } from './definitionStore.ts'

type Journey = z.output<typeof journeyJson>

interface Row {
  key: string
  states: Partial<Record<PathStateName, number>>
  firstAt: number | null
  lastAt: number | null
  frictions: number
}

/** Journeys, defined or only named by encounters, by key; with `only`, that one at most. */
export async function getJourneys(database: Queryable, { stored }: CurrentDefinitions, only?: string): Promise<Journey[]> {
  const rows = await database.query<Row>(
    `SELECT key, coalesce(jsonb_object_agg(state, paths) FILTER (WHERE state IS NOT NULL), '{}') AS states,
       min(first_at) AS "firstAt", max(last_at) AS "lastAt", coalesce(sum(frictions), 0)::bigint AS frictions
     FROM (SELECT key, NULL AS state, 0 AS paths, NULL::bigint AS first_at, NULL::bigint AS last_at, 0 AS frictions
         FROM named_keys WHERE sort = 'journey'
       UNION ALL SELECT journey, state, count(*), min(first_at), max(last_at), 0
         FROM paths WHERE $1::text IS NULL OR journey = $1 GROUP BY journey, state
       UNION ALL SELECT p.journey, NULL, 0, NULL, NULL, count(*)
         FROM frictions f JOIN paths p ON p.customer_id = f.customer_id AND p.key = f.path
         WHERE $1::text IS NULL OR p.journey = $1 GROUP BY p.journey) AS named
     WHERE $1::text IS NULL OR key = $1 GROUP BY key`,
    [only ?? null],
  )
  const defined = new Map(stored.filter(({ sort, key }) => sort === 'journey' && (only ?? key) === key).map((each) => [each.key, each]))
  const rowOf = new Map(rows.map((row) => [row.key, row]))
  const instant = (at: number | null | undefined) => (at === null || at === undefined ? null : formatInstant(at))
  const keys = [...new Set([...defined.keys(), ...rowOf.keys()])].sort(compareText)
  return keys.map((key): Journey => {
    const definition = defined.get(key)
    const row = rowOf.get(key)
    const states = { active: 0, paused: 0, abandoned: 0, completed: 0, ...row?.states }
    return {
      key,
      name: (definition?.body.name as LocalName | undefined) ?? null,
      version: definition?.version ?? null,
      definition: definition?.body ?? null,
      paths: Object.values(states).reduce((sum, count) => sum + count, 0),
      states,
      frictions: row?.frictions ?? 0,
      firstAt: instant(row?.firstAt),
      lastAt: instant(row?.lastAt),
    }
  })
}
