import type { z } from 'zod'
import type { getResponses as contract, ResponseJson } from '../../api/response.ts'
import { levelOf, scoreOf } from '../../domain/feedback/question.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Measure } from '../../domain/measure/measure.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import { caseNumber } from '../case/caseNews.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { isOfLevel, responseConditions, type ResponseFilter, scoreConditions } from './responseConditions.ts'

/** A response, or the scores of an encounter, as both are read. */
export interface ResponseRow {
  at: number
  id: string
  customerId: number
  survey: string | null
  surveyName: string | null
  version: number | null
  isWhole: boolean
  state: ResponseJson['state']
  customer: string | null
  displayName: string | null
  door: ResponseJson['door']
  language: string | null
  measures: Measure[]
  text: string | null
  journey: string | null
  touchpoint: string | null
  channel: string | null
  stage: string | null
  team: string | null
  path: string | null
  suspect: boolean
  caseId: number | null
}

const OF_RESPONSES = sql`r.at, r.id, r.customer_id AS "customerId", r.survey, r.version, r.whole_at IS NOT NULL AS "isWhole", r.state,
  r.door, r.language, r.measures, nullif(r.text, '') AS text, r.about ->> 'journey' AS journey, r.about ->> 'touchpoint' AS touchpoint,
  coalesce(r.about ->> 'channel', r.channel) AS channel, r.about ->> 'stage' AS stage, r.about ->> 'team' AS team,
  r.about ->> 'path' AS path, r.suspect > 0 AS suspect, r.encounter`

const OF_ENCOUNTERS = sql`e.at, 'encounter:' || e.id AS id, e.customer_id AS "customerId", NULL::text AS survey, NULL::integer AS version,
  true AS "isWhole", 'read' AS state, 'encounter' AS door, e.body ->> 'locale' AS language, e.body -> 'measures' AS measures,
  e.body ->> 'text' AS text, e.journey, e.touchpoint, e.channel, e.stage, e.body -> 'handledBy' ->> 'team' AS team, e.path,
  false AS suspect, e.id AS encounter`

/** What is joined to those that are shown, and to no others. */
function shown(found: Sql): Sql {
  return sql`
    SELECT found.at, found.id, found."customerId", found.survey, found.version, found."isWhole", found.state, found.door, found.language,
      found.measures, found.text, found.journey, found.touchpoint, found.channel, found.stage, found.team, found.suspect,
      surveys.name AS "surveyName", customers.name AS customer, customers.display_name AS "displayName",
      coalesce((SELECT path FROM encounters WHERE customer_id = found."customerId" AND encounters.id = found.encounter), found.path) AS path,
      (SELECT caught.case_id FROM frictions JOIN case_frictions AS caught
         ON caught.customer_id = frictions.customer_id AND caught.friction = frictions.key
       WHERE frictions.customer_id = found."customerId" AND frictions.body -> 'evidence' ? found.encounter LIMIT 1) AS "caseId"
    FROM (${found}) AS found LEFT JOIN surveys ON surveys.key = found.survey LEFT JOIN customers ON customers.id = found."customerId"
    ORDER BY found.at DESC, found.id DESC`
}

/** Responses and scores that came with encounters, the latest first. */
export async function getResponses(
  database: Queryable,
  { limit, cursor, customer, ...asked }: z.output<typeof contract.query>,
): Promise<Page<ResponseJson>> {
  const place = readCursor(cursor, ['number', 'string'])
  const owner = customer === undefined ? undefined : (await findCustomer(database, customer))?.id
  if (customer !== undefined && owner === undefined) return { items: [], next: null }
  const filter: ResponseFilter = {
    ...asked,
    owner,
    metrics: asked.level === undefined ? undefined : await metricsOf(database, asked.level),
  }
  const most = limit + 1
  const responses = sql`(SELECT ${OF_RESPONSES} FROM responses r WHERE ${all([responseConditions(filter), after(sql`r.at, r.id`, place)])}
    ORDER BY r.at DESC, r.id DESC LIMIT ${most})`
  const scores = scoreConditions(filter)
  const both =
    scores === null
      ? responses
      : sql`SELECT * FROM (${responses} UNION ALL
        (SELECT ${OF_ENCOUNTERS} FROM encounters e WHERE ${all([scores, after(sql`e.at, 'encounter:' || e.id`, place)])}
        ORDER BY e.at DESC, 'encounter:' || e.id DESC LIMIT ${most})) AS each ORDER BY each.at DESC, each.id DESC LIMIT ${most}`
  const rows = await database.query<ResponseRow>(...shown(both).render())
  return pageOf(rows, limit, (row) => [row.at, row.id], responseJson)
}

/** One response, or the scores of one encounter; null without it. */
export async function findResponse(database: Queryable, id: string): Promise<ResponseRow | null> {
  const found = id.startsWith('encounter:')
    ? sql`SELECT ${OF_ENCOUNTERS} FROM encounters e WHERE e.id = ${id.slice('encounter:'.length)} AND e.body ? 'measures'`
    : sql`SELECT ${OF_RESPONSES} FROM responses r WHERE r.id = ${id}`
  const [row] = await database.query<ResponseRow>(...sql`${shown(found)} LIMIT 1`.render())
  return row ?? null
}

/** The metrics of a level: by their names, and by what the questions of surveys say. */
async function metricsOf(database: Queryable, level: NonNullable<ResponseFilter['level']>): Promise<string[]> {
  const versions = await database.query<{ content: SurveyContent }>('SELECT content FROM survey_versions')
  const told = versions.flatMap(({ content }) =>
    content.questions.flatMap((question) => {
      const metric = scoreOf(question)?.metric
      return metric === undefined ? [] : [{ metric, isOfLevel: levelOf(question) === level }]
    }),
  )
  const usual = ['csat', 'ces', 'emotion', 'meaning', 'nps', 'enps', 'cnps', 'stars'].filter((metric) => isOfLevel(metric, level))
  const known = new Set([...usual, ...told.filter((each) => each.isOfLevel).map(({ metric }) => metric)])
  return [...known]
}

/** A response as doors tell it. */
export function responseJson(row: ResponseRow): ResponseJson {
  const { at, isWhole, displayName, measures, caseId, customerId: _number, ...rest } = row
  return {
    ...rest,
    at: formatInstant(at),
    whole: isWhole,
    name: displayName,
    measures: measures.map(({ metric, score, scale }) => ({ metric, score, scale: scale ?? null })),
    case: caseId === null ? null : caseNumber(caseId),
  }
}
