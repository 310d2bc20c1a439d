import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { PathFilter } from '../../domain/journey/questions/filter.ts'
import type { TouchpointPlace } from '../../domain/journey/questions/getPlaces.ts'
import type { TouchpointCount } from '../../domain/journey/questions/getTouchpoints.ts'
import type { Counted } from '../../domain/kernel/shares.ts'
import { FEWEST, type Forks } from '../../domain/touchpoint/relevance.ts'
import type { Database } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'
import type { AskPaths } from '../journey/indexAnswers.ts'
import { askStatement } from '../journey/sql/askStatement.ts'

/** What is looked at: encounters of a time (ms since 1970 UTC), and of one journey when it says so. */
export interface Looked {
  since: number
  until: number
  journey?: string | undefined
}

/** Everything counted of touchpoints in a time. */
export interface SeenTouchpoints extends Looked {
  answeredBy: 'columns' | 'sql'
  /** Paths with an encounter then. */
  paths: number
  counts: ReadonlyMap<string, TouchpointCount>
  channels: readonly TouchpointPlace[]
  stages: readonly TouchpointPlace[]
  forks: Forks
  /** Encounters that prove a friction, by touchpoint. */
  troubled: ReadonlyMap<string, number>
  /** Scores measured, by touchpoint. */
  answers: ReadonlyMap<string, number>
  usual: Counted
}

/** Counts touchpoints over the encounters of a time. */
export async function seeTouchpoints(database: Database, paths: AskPaths, looked: Looked): Promise<SeenTouchpoints> {
  const filter = filterOf(looked)
  const [{ answer, answeredBy }, troubled, measures] = await Promise.all([
    paths(async (ask) => ({
      paths: await ask.paths(filter),
      counts: await ask.touchpoints(filter),
      channels: await ask.places(filter, 'channel'),
      stages: await ask.places(filter, 'stage'),
      forks: await ask.forks(filter, FEWEST),
    })),
    countTroubled(database, looked),
    getMeasures(database, looked),
  ])
  const answers = new Map<string, number>()
  for (const { touchpoint, answers: count } of measures) answers.set(touchpoint, (answers.get(touchpoint) ?? 0) + count)
  const { counts, ...rest } = answer
  return {
    ...looked,
    ...rest,
    answeredBy,
    counts: new Map(counts.map((count) => [count.touchpoint, count])),
    troubled,
    answers,
    usual: {
      part: [...troubled.values()].reduce((sum, count) => sum + count, 0),
      n: counts.reduce((sum, { encounters }) => sum + encounters, 0),
    },
  }
}

function filterOf({ since, until, journey }: Looked): PathFilter {
  return { since, until, ...(journey !== undefined && { journeys: [journey] }) }
}

/** The condition that an encounter `e` is looked at. */
function isLooked({ since, until, journey }: Looked) {
  return all([sql`e.at >= ${since}`, sql`e.at < ${until}`, journey === undefined ? null : sql`e.journey = ${journey}`])
}

/** How many encounters at each touchpoint prove a friction. */
async function countTroubled(database: Database, looked: Looked): Promise<Map<string, number>> {
  const rows = await askStatement<{ touchpoint: string; encounters: number }>(
    database,
    {},
    () => sql`
      SELECT e.touchpoint, count(*) AS encounters FROM encounters e JOIN (
        -- A friction becomes true with the last encounter that proves it, or later.
        SELECT DISTINCT f.customer_id, proof.id FROM frictions f, jsonb_array_elements_text(f.body -> 'evidence') AS proof(id)
        WHERE f.at >= ${looked.since}
      ) AS proven ON proven.customer_id = e.customer_id AND proven.id = e.id
      WHERE ${isLooked(looked)} GROUP BY e.touchpoint`,
  )
  return new Map(rows.map(({ touchpoint, encounters }) => [touchpoint, encounters]))
}

/** How many scores of each metric were measured at a touchpoint; at all of them, or at one. */
export async function getMeasures(
  database: Database,
  looked: Looked,
  touchpoint?: string,
): Promise<{ touchpoint: string; metric: string; answers: number }[]> {
  return database.query(
    ...sql`
      SELECT e.touchpoint, measure ->> 'metric' AS metric, count(*) AS answers
      FROM encounters e, jsonb_array_elements(e.body -> 'measures') AS measure
      WHERE e.body ? 'measures' AND ${isLooked(looked)} AND ${touchpoint === undefined ? sql`true` : sql`e.touchpoint = ${touchpoint}`}
      GROUP BY 1, 2 ORDER BY answers DESC, metric`.render(),
  )
}

/** Frictions of a time that an encounter at a touchpoint proves, by kind and, for poor scores, by metric; most first. */
export async function getFrictionsAt(
  database: Database,
  { since, until }: Looked,
  touchpoint: string,
): Promise<{ kind: FrictionKind; metric: string | null; count: number }[]> {
  return database.query(
    ...sql`
      SELECT f.kind, f.body ->> 'metric' AS metric, count(*) AS count FROM frictions f
      WHERE f.at >= ${since} AND f.at < ${until} AND EXISTS (
        SELECT 1 FROM encounters e WHERE e.customer_id = f.customer_id AND e.touchpoint = ${touchpoint}
          AND e.id IN (SELECT jsonb_array_elements_text(f.body -> 'evidence')))
      GROUP BY 1, 2 ORDER BY count DESC, kind, metric`.render(),
  )
}
