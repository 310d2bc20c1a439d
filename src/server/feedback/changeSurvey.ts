import type { z } from 'zod'
import type { postSurvey, putSurvey } from '../../api/survey.ts'
import type { Actor } from '../../domain/access/may.ts'
import { type Plan, planSchema } from '../../domain/feedback/plan.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { HttpProblem, wrongInput } from '../http/problem.ts'
import { readSurvey, type SurveyRow } from './getSurveys.ts'

/** Who changes a survey, and when (ms since 1970 UTC). */
export interface Changing {
  database: Database
  actor: Actor
  now: number
}

/** Makes a survey as a draft. Throws problem 409 when the key is taken. */
export async function makeSurvey({ database, actor, now }: Changing, body: z.output<typeof postSurvey.body>): Promise<void> {
  const { key, name, content, plan = planSchema.parse({}) } = body
  await database.transaction(async (tx) => {
    await checkPlan(tx, plan)
    const made = await tx.query(
      `INSERT INTO surveys (key, name, state, draft, plan, changed_at, changed_by) VALUES ($1, $2, 'draft', $3::jsonb, $4::jsonb, $5, $6)
       ON CONFLICT (key) DO NOTHING RETURNING key`,
      [key, name, json(content), json(plan), now, nameOf(actor)],
    )
    if (made.length === 0) {
      throw new HttpProblem(409, 'not-now', `The key ${key} is taken by another survey.`, { detail: 'Give this one another key.' })
    }
  })
}

/** Writes on a survey's draft, name or plan. */
export function writeSurvey(by: Changing, key: string, { revision, name, draft, plan }: z.output<typeof putSurvey.body>): Promise<void> {
  return change(by, key, revision, async (tx, survey) => {
    if (plan !== undefined) await checkPlan(tx, plan)
    return { name: name ?? survey.name, draft: draft ?? survey.draft, plan: plan ?? survey.plan }
  })
}

/** Makes the draft a new version, asked from now on. Throws problem 409 when it is what is asked already, or the survey has ended. */
export function publish(by: Changing, key: string, revision: number): Promise<void> {
  return change(by, key, revision, async (tx, survey) => {
    if (survey.state === 'ended') throw notNow('The survey has ended; make another of its content.')
    const [same] = await tx.query<{ same: boolean }>(
      `SELECT content = $3::jsonb AS same FROM survey_versions WHERE survey = $1 AND version = $2`,
      [key, survey.version, json(survey.draft)],
    )
    if (same?.same) throw notNow(`The draft is what version ${survey.version} asks already.`)
    const version = survey.version + 1
    await tx.query('INSERT INTO survey_versions (survey, version, content, at, by) VALUES ($1, $2, $3::jsonb, $4, $5)', [
      key,
      version,
      json(survey.draft),
      by.now,
      nameOf(by.actor),
    ])
    return { version }
  })
}

/** Starts, pauses or ends a survey. What happens from `live` on triggers it. Throws problem 409 when it cannot be so. */
export function setState(by: Changing, key: string, revision: number, state: 'live' | 'paused' | 'ended'): Promise<void> {
  return change(by, key, revision, (_tx, survey) => {
    if (survey.version === 0) throw notNow('The survey was never published: publish its draft first.')
    if (survey.state === 'ended' && state !== 'ended') throw notNow('The survey has ended; make another of its content.')
    if (survey.state === 'draft' && state === 'paused') throw notNow('The survey was never started, so there is nothing to pause.')
    const liveAt = state !== 'live' ? null : survey.state === 'live' ? survey.liveAt : by.now
    return Promise.resolve({ state, liveAt })
  })
}

/** Deletes a survey that was never published, with its doors. Throws problem 409 when it was. */
export function dropSurvey({ database }: Pick<Changing, 'database'>, key: string): Promise<void> {
  return database.transaction(async (tx) => {
    const { version } = await readSurvey(tx, key, true)
    if (version > 0) throw notNow('The survey was published, and its answers are read by what it asked: end it instead.')
    await tx.query('DELETE FROM survey_doors WHERE survey = $1', [key])
    await tx.query('DELETE FROM surveys WHERE key = $1', [key])
  })
}

type Changed = Partial<Pick<SurveyRow, 'name' | 'draft' | 'plan' | 'version' | 'state' | 'liveAt'>>

/** Changes a survey as it was last seen. Throws problem 409 when it has changed since. */
function change(
  { database, actor, now }: Changing,
  key: string,
  revision: number,
  decide: (tx: Queryable, survey: SurveyRow) => Promise<Changed>,
): Promise<void> {
  return database.transaction(async (tx) => {
    const survey = await readSurvey(tx, key, true)
    if (survey.revision !== revision) throw changedSince(survey, revision)
    const after: SurveyRow = { ...survey, ...(await decide(tx, survey)) }
    await tx.query(
      `UPDATE surveys SET name = $2, draft = $3::jsonb, plan = $4::jsonb, version = $5, state = $6, live_at = $7, revision = revision + 1,
         changed_at = $8, changed_by = $9 WHERE key = $1`,
      [key, after.name, json(after.draft), json(after.plan), after.version, after.state, after.liveAt, now, nameOf(actor)],
    )
  })
}

function changedSince({ revision, changedBy }: SurveyRow, seen: number): HttpProblem {
  return new HttpProblem(409, 'changed', `${changedBy ?? 'Somebody'} has changed the survey since you saw it.`, {
    detail: `It is at revision ${revision}, you have read ${seen}. Nothing was kept of yours: read the survey again.`,
    problems: [{ field: 'revision', message: `must be ${revision}, as the survey stands now` }],
  })
}

function notNow(title: string): HttpProblem {
  return new HttpProblem(409, 'not-now', title)
}

/** What a follow-up follows must be there. Throws problem 422. */
async function checkPlan(tx: Queryable, { trigger }: Plan): Promise<void> {
  if (trigger.on !== 'response') return
  const rows = await tx.query<{ draft: SurveyContent; published: SurveyContent | null }>(
    `SELECT s.draft, v.content AS published FROM surveys s LEFT JOIN survey_versions v ON v.survey = s.key AND v.version = s.version
     WHERE s.key = $1`,
    [trigger.survey],
  )
  const problem = (field: string, message: string) => wrongInput(422, [{ field: `plan.trigger.${field}`, message }])
  const [followed] = rows
  if (followed === undefined) throw problem('survey', `must be the key of a survey: there is no ${trigger.survey}`)
  const questions = [...followed.draft.questions, ...(followed.published?.questions ?? [])].filter(({ key }) => key === trigger.question)
  if (questions.length === 0) throw problem('question', `must be a question of ${trigger.survey}`)
  const isScored = !questions.some(({ kind }) => ['choice', 'text', 'consent'].includes(kind))
  if (!isScored && (trigger.atLeast ?? trigger.atMost) !== undefined) throw problem('question', 'must give a score to compare')
}

/** Under what name somebody's change stands; null for a program. */
export function nameOf(actor: Actor): string | null {
  return actor.kind === 'employee' ? actor.name : null
}
