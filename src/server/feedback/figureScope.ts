import type { z } from 'zod'
import type { figureFilter, ScoreJson } from '../../api/feedbackFigures.ts'
import { type AskedMetrics, askedMetrics, type AskedVersion } from '../../domain/feedback/scoreFigures.ts'
import { frictionBits } from '../../domain/friction/frictionBits.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import type { Score } from '../../domain/measure/score.ts'
import type { Queryable } from '../db/database.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { wrongInput } from '../http/problem.ts'
import { pathOfEncounterFits } from '../journey/sql/choice.ts'
import { IS_COUNTED, isOfCounted } from './countedResponses.ts'
import { fits } from './responseConditions.ts'

/** Filters of figures as they were asked for. */
export type FigureFilter = z.output<typeof figureFilter>

/** A time in ms since 1970 UTC, the end not included. */
export interface Span {
  since: number
  until: number
}

const USUAL_DAYS = 90

/** The time that figures are of: up to now, and 90 days, unless said otherwise. */
export function spanOf({ since, until }: FigureFilter, now: number): Span {
  const end = until === undefined ? now : Date.parse(until)
  const begin = since === undefined ? end - USUAL_DAYS * DAY : Date.parse(since)
  if (begin >= end) throw wrongInput(400, [{ field: 'since', message: 'must be before until' }])
  return { since: begin, until: end }
}

/** Whether a filter speaks of paths and devices, of which anonymous answers and asks know nothing. */
export function isOfPaths({ kind, state, device }: FigureFilter): boolean {
  return kind !== undefined || state !== undefined || device !== undefined
}

/**
 * Every score given in a time that a filter chooses, of responses that count: `customer` (0 = nobody knows), `id`, `at`, `path`, what it is
 * about (`journey, touchpoint, channel, stage, team`), `survey` and `version` where it answers one, `metric`, `score`, `scale`.
 */
export function givenScores(filter: FigureFilter, span: Span): Sql {
  const known = sql`
    SELECT e.customer_id AS customer, e.id, e.at, e.path, e.journey, coalesce(own.about ->> 'touchpoint', e.touchpoint) AS touchpoint,
      coalesce(own.about ->> 'channel', e.channel) AS channel, coalesce(own.about ->> 'stage', e.stage) AS stage,
      coalesce(own.about ->> 'team', e.body -> 'handledBy' ->> 'team') AS team,
      own.survey, own.version, m ->> 'metric' AS metric, (m ->> 'score')::float8 AS score, m ->> 'scale' AS scale
    FROM encounters e
      CROSS JOIN LATERAL (SELECT e.id LIKE 'response:%' AS answers) kind
      CROSS JOIN LATERAL (SELECT CASE WHEN answers THEN e.body -> 'properties' -> 'about' END AS about,
        CASE WHEN answers THEN e.body -> 'properties' ->> 'survey' END AS survey,
        CASE WHEN answers AND e.body -> 'properties' ->> 'version' ~ '^[0-9]{1,9}$' THEN (e.body -> 'properties' ->> 'version')::int END AS version) own
      CROSS JOIN LATERAL jsonb_array_elements(e.body -> 'measures') AS m
    WHERE e.body ? 'measures' AND e.at >= ${span.since} AND e.at < ${span.until}
      AND ${isOfCounted(sql`e.customer_id`, sql`e.id`)}
      AND ${ofPaths(filter)}`
  // Of nobody it is not known what another system tells of them, nor what befell them.
  const unknown = sql`
    SELECT 0 AS customer, 'response:' || r.id AS id, r.at, '' AS path, r.about ->> 'journey' AS journey, r.about ->> 'touchpoint' AS touchpoint,
      coalesce(r.about ->> 'channel', r.channel) AS channel, r.about ->> 'stage' AS stage, r.about ->> 'team' AS team,
      r.survey, r.version, m ->> 'metric' AS metric, (m ->> 'score')::float8 AS score, m ->> 'scale' AS scale
    FROM responses r CROSS JOIN LATERAL jsonb_array_elements(r.measures) AS m
    WHERE r.customer_id = 0 AND ${IS_COUNTED} AND r.at >= ${span.since} AND r.at < ${span.until}
      AND ${filter.journey === undefined ? sql`true` : sql`r.about ->> 'journey' = ${filter.journey}`}`
  const both = isOfPaths(filter) || filter.attribute !== undefined ? known : sql`${known} UNION ALL ${unknown}`
  return sql`(SELECT * FROM (${both}) AS every WHERE ${aboutFits(filter, {
    touchpoint: sql`every.touchpoint`,
    channel: sql`every.channel`,
    stage: sql`every.stage`,
    team: sql`every.team`,
    survey: sql`every.survey`,
  })})`
}

function ofPaths({ journey, state, kind, attribute, device }: FigureFilter): Sql {
  return all([
    pathOfEncounterFits({
      ...(journey !== undefined && { journeys: [journey] }),
      ...(state !== undefined && { states: [state] }),
      ...(kind !== undefined && { frictions: frictionBits([kind]) }),
      ...(attribute !== undefined && { attribute }),
    }),
    fits(sql`e.device`, device),
  ])
}

/** The conditions of a filter on what something is about. */
export function aboutFits(filter: FigureFilter, of: Record<'touchpoint' | 'channel' | 'stage' | 'team' | 'survey', Sql>): Sql {
  return all((Object.keys(of) as (keyof typeof of)[]).map((facet) => fits(of[facet], filter[facet])))
}

/** What published surveys say of the metrics that they ask. */
export async function readAskedMetrics(database: Queryable): Promise<AskedMetrics> {
  return askedMetrics(
    await database.query<AskedVersion>('SELECT survey, version, content FROM survey_versions ORDER BY at, survey, version'),
  )
}

const NOTHING: ScoreJson = { n: 0, few: true, score: null, low: null, high: null, mean: null, top: null, bands: null, outside: 0 }

/** A score as it is told: of too few answers only how many there are. */
export function tellScore(score: Score | null): ScoreJson {
  if (score === null) return NOTHING
  const { n, few, bands, outside } = score
  if (few) return { ...NOTHING, n, bands, outside }
  return { n, few, score: score.score, low: score.low, high: score.high, mean: score.mean.mean, top: score.top, bands, outside }
}
