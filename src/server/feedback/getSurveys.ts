import type { SurveyDoorJson, SurveyJson, SurveyListed } from '../../api/survey.ts'
import type { DoorSettings } from '../../domain/feedback/door.ts'
import type { Plan } from '../../domain/feedback/plan.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { doorAddress, doorSnippet } from './askAddress.ts'

/** A survey as it is kept. */
export interface SurveyRow {
  key: string
  name: string
  state: SurveyJson['state']
  version: number
  draft: SurveyContent
  plan: Plan
  revision: number
  liveAt: number | null
  changedAt: number
  changedBy: string | null
  published: SurveyContent | null
}

type ListedRow = Omit<SurveyListed, 'changedAt'> & { changedAt: number }

/** Asks of so many days are counted. */
const COUNTED = 90 * DAY

// Same as `draft IS DISTINCT FROM`: jsonb knows no order of fields.
const LISTED = `
  SELECT s.key, s.name, s.state, s.version, v.content IS DISTINCT FROM s.draft AS changed, s.changed_at AS "changedAt",
    s.changed_by AS "changedBy", coalesce(a.asked, 0) AS asked, coalesce(a.answered, 0) AS answered, coalesce(r.responses, 0) AS responses
  FROM surveys s
  LEFT JOIN survey_versions v ON v.survey = s.key AND v.version = s.version
  LEFT JOIN LATERAL (SELECT count(*) AS asked, count(*) FILTER (WHERE state = 'answered') AS answered FROM asks
    WHERE asks.survey = s.key AND asked_at >= $1) AS a ON true
  LEFT JOIN LATERAL (SELECT count(*) AS responses FROM responses
    WHERE responses.survey = s.key AND door <> 'trial' AND responses.state <> 'test') AS r ON true`

const listedOf = (row: ListedRow): SurveyListed => ({ ...row, changedAt: formatInstant(row.changedAt) })

/** All surveys, by name. */
export async function listSurveys(database: Queryable, now: number): Promise<SurveyListed[]> {
  const rows = await database.query<ListedRow>(`${LISTED} ORDER BY lower(s.name), s.key LIMIT 1000`, [now - COUNTED])
  return rows.map(listedOf)
}

/** A survey as the people here work on it. Throws problem 404 without one. */
export async function getSurvey(database: Queryable, key: string, publicUrl: string, now: number): Promise<SurveyJson> {
  const [row, [counted], doors, versions] = await Promise.all([
    readSurvey(database, key),
    database.query<ListedRow>(`${LISTED} WHERE s.key = $2`, [now - COUNTED, key]),
    database.query<Omit<SurveyDoorJson, 'address' | 'snippet'>>(
      `SELECT id, name, open, settings, (SELECT count(*) FROM responses
         WHERE responses.survey = $1 AND door_id = survey_doors.id AND state <> 'test') AS answers
       FROM survey_doors WHERE survey = $1 ORDER BY lower(name), id`,
      [key],
    ),
    database.query<{ version: number; at: number; by: string | null; responses: number }>(
      `SELECT version, at, by, (SELECT count(*) FROM responses WHERE responses.survey = $1 AND responses.version = survey_versions.version
         AND door <> 'trial' AND state <> 'test') AS responses
       FROM survey_versions WHERE survey = $1 ORDER BY version DESC LIMIT 500`,
      [key],
    ),
  ])
  return {
    ...listedOf(counted!),
    draft: row.draft,
    published: row.published,
    plan: row.plan,
    revision: row.revision,
    doors: doors.map((door) => doorJson(door, door.answers, publicUrl)),
    versions: versions.map((version) => ({ ...version, at: formatInstant(version.at) })),
  }
}

/** A survey as it is kept, with what it asks now. Throws problem 404 without one. */
export async function readSurvey(database: Queryable, key: string, lock = false): Promise<SurveyRow> {
  const [row] = await database.query<SurveyRow>(
    `SELECT s.key, s.name, s.state, s.version, s.draft, s.plan, s.revision, s.live_at AS "liveAt", s.changed_at AS "changedAt",
       s.changed_by AS "changedBy", v.content AS published
     FROM surveys s LEFT JOIN survey_versions v ON v.survey = s.key AND v.version = s.version
     WHERE s.key = $1 ${lock ? 'FOR UPDATE OF s' : ''}`,
    [key],
  )
  if (row === undefined) throw notFound('survey of this key', 'The surveys are listed at /api/v1/surveys.')
  return row
}

/** What a version asked. Throws problem 404 without one. */
export async function getVersionContent(database: Queryable, key: string, version: number): Promise<SurveyContent> {
  const [row] = await database.query<{ content: SurveyContent }>('SELECT content FROM survey_versions WHERE survey = $1 AND version = $2', [
    key,
    version,
  ])
  if (row === undefined) throw notFound('such version of the survey')
  return row.content
}

/** A door as the people here see it. */
export function doorJson(
  door: { id: string; name: string; open: boolean; settings: DoorSettings },
  answers: number,
  publicUrl: string,
): SurveyDoorJson {
  const { id, settings } = door
  return { ...door, answers, address: doorAddress(publicUrl, { id, kind: settings.kind }), snippet: doorSnippet(publicUrl, door) }
}
