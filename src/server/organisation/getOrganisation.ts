import type { z } from 'zod'
import type { organisationJson } from '../../api/organisation.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { Queryable } from '../db/database.ts'
import type { CurrentDefinitions, DefinitionSort, StoredDefinition } from '../journey/definitionStore.ts'
import type { DemoSetting } from './loadDemo.ts'

type Organisation = z.output<typeof organisationJson>

/** What screens need first: counts, names of what encounters refer to, and whether the demo organisation is loaded. */
export async function getOrganisation(database: Queryable, current: CurrentDefinitions): Promise<Organisation> {
  const [row] = await database.query<{ demo: DemoSetting | null; encounters: number; customers: number }>(
    `SELECT (SELECT body FROM settings WHERE key = 'demo') AS demo, coalesce(sum(encounters), 0)::bigint AS encounters,
       count(*) FILTER (WHERE encounters > 0) AS customers FROM customers`,
  )
  const { demo, encounters, customers } = row!
  return {
    name: (demo?.name as LocalName | undefined) ?? null,
    demo: demo !== null,
    opensWith: demo?.opensWith ?? null,
    encounters,
    customers,
    ready: demo?.ready ?? true,
    ...(await getNames(database, current)),
  }
}

/** Names of what encounters refer to, and the time zone; nothing is counted for them. */
export async function getNames(
  database: Queryable,
  { stored, definitions }: CurrentDefinitions,
): Promise<Pick<Organisation, 'names' | 'timeZone'>> {
  const [row] = await database.query<{ teams: Record<string, LocalName> | null }>('SELECT jsonb_object_agg(key, name) AS teams FROM teams')
  return {
    timeZone: definitions.calendar.timeZone,
    names: {
      journeys: namesOf(stored, 'journey'),
      touchpoints: namesOf(stored, 'touchpoint'),
      channels: namesOf(stored, 'channel'),
      stages: stageNames(stored),
      teams: row!.teams ?? {},
    },
  }
}

function namesOf(stored: readonly StoredDefinition[], sort: DefinitionSort): Record<string, LocalName> {
  const named = stored.filter((each) => each.sort === sort && each.body.name !== undefined)
  return Object.fromEntries(named.map(({ key, body }) => [key, body.name as LocalName]))
}

function stageNames(stored: readonly StoredDefinition[]): Record<string, LocalName> {
  const journeys = stored.filter((each) => each.sort === 'journey')
  return Object.fromEntries(
    journeys.flatMap(({ key, body }) =>
      ((body.stages ?? []) as { key: string; name?: LocalName }[])
        .filter((stage) => stage.name !== undefined)
        .map((stage) => [`${key}/${stage.key}`, stage.name!]),
    ),
  )
}
