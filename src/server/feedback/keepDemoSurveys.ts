import { randomBytes } from 'node:crypto'
import { doorSettingsSchema } from '../../domain/feedback/door.ts'
import { planSchema } from '../../domain/feedback/plan.ts'
import { ABOUT_NOTHING } from '../../domain/feedback/response.ts'
import { surveyContentSchema } from '../../domain/feedback/survey.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { declinesSurveys } from './surveyConsent.ts'

/** Surveys of the demo organisation as they are written. */
export type DemoSurveys = readonly {
  key: string
  name: string
  content: unknown
  plan: unknown
  doors: readonly { name: string; settings: object }[]
}[]

/** So long ago they were published. */
const PUBLISHED = 400 * DAY
/** Who had not answered was asked within so many days. */
const ASKED = 80

/** What the demo's answers say, as a survey keeps them: the score and the words under the question that asks for them. */
const RESPONSES = `
  INSERT INTO responses (customer_id, id, survey, version, ask, door, language, channel, started_at, at, whole_at, answers, measures, text, about,
    state, encounter)
  SELECT e.customer_id, substr(e.id, 10), e.body -> 'properties' ->> 'survey', 1, a.id, 'ask', coalesce(e.body ->> 'locale', 'fi'), e.channel,
    e.at - 90000, e.at, e.at,
    jsonb_build_object('recommend', nps.score, 'trust', trust.score)
      || CASE WHEN e.body ? 'text' THEN jsonb_build_object(
        CASE WHEN nps.score >= 9 THEN 'what-best' WHEN nps.score >= 7 THEN 'what-missing' ELSE 'what-failed' END,
        jsonb_build_object('text', e.body ->> 'text')) ELSE '{}' END,
    e.body -> 'measures', coalesce(e.body ->> 'text', ''), $1::jsonb, CASE WHEN e.at < $2 THEN 'read' ELSE 'new' END, e.id
  FROM encounters e JOIN asks a ON a.customer_id = e.customer_id AND a.cause = 'hand:' || e.id
    CROSS JOIN LATERAL (SELECT (e.body -> 'measures' -> 0 ->> 'score')::numeric AS score) AS nps
    CROSS JOIN LATERAL (SELECT (e.body -> 'measures' -> 1 ->> 'score')::numeric AS score) AS trust
  WHERE e.id LIKE 'response:demo-%' AND e.body ? 'measures'`

/** Everybody who answered was asked the day before. */
const ANSWERED = `
  INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, asked_at, answered_at, version, way, about)
  SELECT e.customer_id, e.body -> 'properties' ->> 'survey', 'hand:' || e.id, c.name, e.at - ${DAY}, 'answered', e.at - ${DAY}, e.at, 1, 'email',
    $1::jsonb
  FROM encounters e JOIN customers c ON c.id = e.customer_id WHERE e.id LIKE 'response:demo-%' AND e.body ? 'measures'`

/** Some were asked and did not answer; some were passed over, each for what is so of them. */
const OTHERS = `
  INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, reason, asked_at, version, way, about)
  SELECT id, $2, 'hand:demo', name, moment, CASE WHEN reason IS NULL THEN 'asked' ELSE 'skipped' END, reason,
    CASE WHEN reason IS NULL THEN moment END, CASE WHEN reason IS NULL THEN 1 END, CASE WHEN reason IS NULL THEN 'email' END, $1::jsonb
  FROM (SELECT c.id, c.name, $3 - (c.id * 7919 % ${ASKED} + 1) * ${DAY} AS moment, CASE
      WHEN ${declinesSurveys('c.id')} THEN 'opted-out'
      WHEN EXISTS (SELECT 1 FROM cases k WHERE k.customer_id = c.id AND k.state NOT IN ('confirmed', 'withdrawn', 'joined')) THEN 'case-open'
      WHEN EXISTS (SELECT 1 FROM encounters e WHERE e.customer_id = c.id AND e.at > $3 - ${(ASKED + 30) * DAY} AND e.body ? 'measures')
        THEN 'asked-lately' END AS reason
    FROM customers c WHERE c.name LIKE 'crm:%' AND c.id % 5 = 0
      AND NOT EXISTS (SELECT 1 FROM asks WHERE asks.customer_id = c.id AND asks.survey = $2)) AS each`

/** Gives the demo organisation its surveys, and makes its yearly answers the answers to one of them. What is there already stays. */
export async function keepDemoSurveys(database: Database, surveys: DemoSurveys, now: number): Promise<void> {
  await database.transaction(async (tx) => {
    const made = await keepSurveys(tx, surveys, now)
    const [asked] = surveys
    if (!made || asked === undefined) return
    await tx.query(ANSWERED, [ABOUT_NOTHING])
    await tx.query(RESPONSES, [ABOUT_NOTHING, now - 14 * DAY])
    await tx.query(OTHERS, [ABOUT_NOTHING, asked.key, now])
  })
}

async function keepSurveys(tx: Queryable, surveys: DemoSurveys, now: number): Promise<boolean> {
  const rows = surveys.map(({ key, name, content, plan }) => {
    return { key, name, content: surveyContentSchema.parse(content), plan: planSchema.parse(plan) }
  })
  const made = await tx.query(
    `INSERT INTO surveys (key, name, state, version, draft, plan, live_at, changed_at)
     SELECT key, name, 'live', 1, content, plan, $2, $3 FROM jsonb_to_recordset($1::jsonb) AS given(key text, name text, content jsonb, plan jsonb)
     ON CONFLICT DO NOTHING RETURNING key`,
    [json(rows), now, now - PUBLISHED],
  )
  await tx.query(
    `INSERT INTO survey_versions (survey, version, content, at)
     SELECT key, 1, content, $2 FROM jsonb_to_recordset($1::jsonb) AS given(key text, content jsonb) ON CONFLICT DO NOTHING`,
    [json(rows), now - PUBLISHED],
  )
  if (made.length === 0) return false
  const doors = surveys.flatMap(({ key, doors: each }) =>
    each.map(({ name, settings }) => {
      return { id: randomBytes(16).toString('base64url'), survey: key, name, settings: doorSettingsSchema.parse(settings) }
    }),
  )
  await tx.query(
    `INSERT INTO survey_doors (id, survey, name, open, settings, changed_at)
     SELECT id, survey, name, true, settings, $2 FROM jsonb_to_recordset($1::jsonb) AS given(id text, survey text, name text, settings jsonb)`,
    [json(doors), now - PUBLISHED],
  )
  return true
}
