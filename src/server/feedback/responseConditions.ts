import type { z } from 'zod'
import type { responseFilter } from '../../api/response.ts'
import { levelOfMetric } from '../../domain/measure/level.ts'
import { searchQuery } from '../../domain/voice/searchRoots.ts'
import { customersWith } from '../customer/customersWith.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { firstPartOf } from './countedResponses.ts'

/** Filters of responses; `owner` is the customer's number, `metrics` are those of the level that is asked for. */
export type ResponseFilter = Omit<z.output<typeof responseFilter>, 'customer'> & { owner?: number; metrics?: readonly string[] }

const LABELS = { negative: -1, neutral: 0, positive: 1 } as const

/** The conditions that responses `r` must meet; tests only when they are asked for. */
export function responseConditions(filter: ResponseFilter): Sql {
  const { survey, version, handled, suspect, part, text, door, journey, touchpoint, channel, stage, team } = filter
  return all([
    filter.owner === undefined ? null : sql`r.customer_id = ${filter.owner}`,
    ofSegment(filter, sql`r.customer_id`),
    ...times(filter, sql`r.at`),
    survey === undefined ? null : sql`r.survey = ${survey}`,
    version === undefined ? null : sql`r.version = ${version}`,
    handled === undefined ? sql`r.state <> 'test'` : sql`r.state = ${handled}`,
    suspect === undefined ? null : sql`r.suspect > 0`,
    part === undefined ? null : sql`r.whole_at IS NULL`,
    text === undefined ? null : sql`r.text <> ''`,
    door === undefined ? null : sql`r.door_id = ${door}`,
    // As figures tell them apart: what it is about, and else where the encounter stands that it became.
    fits(sql`coalesce((${ofEncounter('journey')}), r.about ->> 'journey')`, journey),
    fits(sql`coalesce(r.about ->> 'touchpoint', (${ofEncounter('touchpoint')}))`, touchpoint),
    fits(sql`coalesce(r.about ->> 'channel', r.channel)`, channel),
    fits(sql`coalesce(r.about ->> 'stage', (${ofEncounter('stage')}))`, stage),
    fits(sql`r.about ->> 'team'`, team),
    scored(filter, sql`r.measures`),
    said(filter, sql`r.customer_id`, sql`'response:' || r.id`),
  ])
}

/** The conditions that encounters `e` of other systems with scores must meet; null when none can. */
export function scoreConditions(filter: ResponseFilter): Sql | null {
  const { survey, version, handled, suspect, part, door, text, journey, touchpoint, channel, stage, team } = filter
  // Nobody sets their state: they are as read.
  const isOfSurveys = [survey, version, suspect, part, door].some((each) => each !== undefined)
  if (isOfSurveys || (handled !== undefined && handled !== 'read')) return null
  return all([
    sql`e.body ? 'measures' AND e.initiator IS DISTINCT FROM 'third-party'
      AND (e.touchpoint <> 'survey' OR e.body -> 'properties' ->> 'response' IS NULL)`,
    filter.owner === undefined ? null : sql`e.customer_id = ${filter.owner}`,
    ofSegment(filter, sql`e.customer_id`),
    ...times(filter, sql`e.at`),
    text === undefined ? null : sql`e.body ? 'text'`,
    fits(sql`e.journey`, journey),
    fits(sql`e.touchpoint`, touchpoint),
    fits(sql`e.channel`, channel),
    fits(sql`e.stage`, stage),
    fits(sql`e.body -> 'handledBy' ->> 'team'`, team),
    scored(filter, sql`e.body -> 'measures'`),
    said(filter, sql`e.customer_id`, sql`e.id`),
  ])
}

const COLUMNS = { journey: sql`e.journey`, touchpoint: sql`e.touchpoint`, stage: sql`e.stage` }

/** Where the encounter stands that a response `r` became. */
function ofEncounter(facet: keyof typeof COLUMNS): Sql {
  return sql`SELECT ${COLUMNS[facet]} FROM encounters e WHERE e.customer_id = r.customer_id AND e.id = 'response:' || r.id`
}

/** An empty name stands for "none given". */
export function fits(column: Sql, name: string | undefined): Sql | null {
  if (name === undefined) return null
  return name === '' ? sql`${column} IS NULL` : sql`${column} = ${name}`
}

function ofSegment({ attribute }: ResponseFilter, customer: Sql): Sql | null {
  return attribute === undefined ? null : sql`${customer} IN (${customersWith(attribute)})`
}

function times({ since, until }: ResponseFilter, at: Sql): (Sql | null)[] {
  return [since === undefined ? null : sql`${at} >= ${Date.parse(since)}`, until === undefined ? null : sql`${at} < ${Date.parse(until)}`]
}

function scored({ metric, scoreFrom, scoreTo, metrics }: ResponseFilter, measures: Sql): Sql | null {
  if (metric === undefined && metrics === undefined) return null
  const score = sql`(m ->> 'score')::numeric`
  return sql`EXISTS (SELECT 1 FROM jsonb_array_elements(${measures}) AS m WHERE ${all([
    metric === undefined ? null : sql`m ->> 'metric' = ${metric}`,
    metric === undefined || scoreFrom === undefined ? null : sql`${score} >= ${scoreFrom}::numeric`,
    metric === undefined || scoreTo === undefined ? null : sql`${score} <= ${scoreTo}::numeric`,
    metrics === undefined ? null : sql`m ->> 'metric' = ANY(${metrics}::text[])`,
  ])})`
}

/** What voice read of the words. */
function said({ words, theme, sentiment }: ResponseFilter, customer: Sql, id: Sql): Sql | null {
  if (words === undefined && theme === undefined && sentiment === undefined) return null
  const query = words === undefined ? undefined : searchQuery(words)
  return sql`(${customer}, ${id}) IN (SELECT v.customer_id, part.id FROM verbatims v
    CROSS JOIN LATERAL (VALUES (v.id), (${firstPartOf(sql`v.id`)})) AS part(id) WHERE ${all([
      query === undefined ? null : query === null ? sql`false` : sql`v.roots @@ ${query}::tsquery`,
      theme === undefined ? null : sql`v.themes @> ARRAY[${theme}::text]`,
      sentiment === undefined ? null : sql`v.label = ${LABELS[sentiment]}`,
    ])})`
}

/** Whether a metric measures a level by its name, for questions that do not say so themselves. */
export function isOfLevel(metric: string, level: NonNullable<ResponseFilter['level']>): boolean {
  return levelOfMetric(metric) === level
}
