import type { Plan } from '../../domain/feedback/plan.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import type { Queryable } from '../db/database.ts'

/** A survey as asking needs it: what it asks now, and from when on what happens triggers it (ms since 1970 UTC, null while not live). */
export interface AskedSurvey {
  key: string
  isLive: boolean
  version: number
  content: SurveyContent | null
  plan: Plan
  liveAt: number | null
}

const SELECT = `
  SELECT s.key, s.name, s.state = 'live' AND s.version > 0 AS "isLive", s.version, v.content, s.plan, s.live_at AS "liveAt"
  FROM surveys s LEFT JOIN survey_versions v ON v.survey = s.key AND v.version = s.version`

/** The surveys that are live, by key. */
export function readLive(database: Queryable): Promise<AskedSurvey[]> {
  return database.query<AskedSurvey>(`${SELECT} WHERE s.state = 'live' ORDER BY s.key`)
}

/** Published surveys that have not ended, by name. */
export function readPublished(database: Queryable): Promise<(AskedSurvey & { name: string; content: SurveyContent })[]> {
  return database.query(`${SELECT} WHERE s.version > 0 AND s.state <> 'ended' ORDER BY lower(s.name), s.key LIMIT 200`)
}

/** Surveys of some keys, whatever their state. */
export async function readAsked(database: Queryable, keys: readonly string[]): Promise<Map<string, AskedSurvey>> {
  const rows = await database.query<AskedSurvey>(`${SELECT} WHERE s.key = ANY($1::text[])`, [keys])
  return new Map(rows.map((row) => [row.key, row]))
}
