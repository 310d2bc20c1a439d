import { z } from 'zod'
import { readAnswers } from '../../domain/feedback/answer.ts'
import { contentWith, type FeedbackRecord, feedbackRecordSchema, valueOf } from '../../domain/feedback/feedbackRecord.ts'
import { givenOfFormbricks } from '../../domain/feedback/formbricksAnswers.ts'
import { keyOfFormbricks, surveyKeyOfFormbricks } from '../../domain/feedback/formbricksKey.ts'
import { planSchema } from '../../domain/feedback/plan.ts'
import { ABOUT_NOTHING } from '../../domain/feedback/response.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { identifierText, normaliseIdentifier } from '../../domain/customer/identifier.ts'
import { expectation } from '../../domain/kernel/expectation.ts'
import { parseInstant } from '../../domain/kernel/instant.ts'
import { findUnkeepable } from '../../domain/kernel/keepable.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import type { Item } from '../encounter/readItems.ts'
import type { Parts } from '../http/parts.ts'
import { problemLine } from '../http/problem.ts'
import { languageFor } from './askLink.ts'
import type { GivenResponse } from './takeResponses.ts'

type TakingParts = Pick<Parts, 'database' | 'responses' | 'clock'>

/** What became of items: how many responses are new or went on, how many were known, which items were refused. */
export interface Imported {
  accepted: number
  duplicates: number
  rejected: { index: number; id?: string; problem: string; problems: Problem[] }[]
}

const responseSchema = z.object({
  id: z.string().trim().min(1).max(200),
  surveyId: z.string().trim().min(1).max(200),
  createdAt: z.string(),
  updatedAt: z.string().optional(),
  finished: z.boolean().default(false),
  data: z.record(z.string(), z.json()),
  language: z.string().max(35).nullish(),
  contact: z.object({ userId: z.string().nullish() }).nullish(),
  contactAttributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish(),
})

interface Survey {
  key: string
  version: number
  content: SurveyContent
}

/** A response on its way in: the items it came in, and who it may be from (`kind:value`, the surest first). */
interface Coming {
  indexes: number[]
  identifiers: string[]
  given: Omit<GivenResponse, 'customer'>
}

/** Takes responses as Formbricks' webhooks send them, or its management API lists them. */
export async function takeFormbricks(items: readonly Item[], parts: TakingParts): Promise<Imported> {
  const rejected: Imported['rejected'] = []
  const read = items.flatMap((item, index) => {
    if ('problem' in item) return refuse(rejected, index, [{ field: '', message: item.problem }])
    const unkeepable = findUnkeepable(item.value)
    if (unkeepable !== null) return refuse(rejected, index, [unkeepable])
    const { event, data } = (item.value ?? {}) as { event?: unknown; data?: unknown }
    const result = responseSchema.safeParse(typeof event === 'string' ? data : item.value, { error: expectation })
    if (!result.success) return refuse(rejected, index, problemsOf(result.error))
    // A finished response is told as such by the event, too.
    return [{ index, response: { ...result.data, finished: result.data.finished || event === 'responseFinished' } }]
  })
  const surveys = await surveysOf(parts.database, [...new Set(read.map(({ response }) => surveyKeyOfFormbricks(response.surveyId)))])
  const now = parts.clock()
  const coming = read.flatMap(({ index, response }): Coming[] => {
    const { id, surveyId, createdAt, updatedAt, finished, data, contact, contactAttributes } = response
    const key = surveyKeyOfFormbricks(surveyId)
    const survey = surveys.get(key)
    if (survey === undefined) {
      return refuse(rejected, index, [{ field: 'surveyId', message: `is of no survey here: make one of it with the key ${key} first` }], id)
    }
    const [startedAt, at] = [parseInstant(createdAt), parseInstant(updatedAt ?? createdAt)]
    if (startedAt === null || at === null) {
      return refuse(
        rejected,
        index,
        [{ field: startedAt === null ? 'createdAt' : 'updatedAt', message: 'must be a time as RFC 3339 with zone' }],
        id,
      )
    }
    const { answers, problems } = readAnswers(survey.content, givenOfFormbricks(survey.content, data), false)
    if (problems.length > 0) {
      return refuse(
        rejected,
        index,
        problems.map(({ question, expected }) => ({ field: `data.${question}`, message: `must be a ${expected} that the question takes` })),
        id,
      )
    }
    const locale = response.language === 'default' ? null : (response.language ?? null)
    const times = { startedAt: Math.min(startedAt, now), at: Math.min(at, now) }
    const given = {
      ...IMPORTED,
      ...times,
      id: `formbricks:${id}`,
      survey: key,
      version: survey.version,
      content: survey.content,
      answers,
      isWhole: finished,
      language: languageFor(survey.content, locale),
    }
    const userId = contact?.userId ?? contactAttributes?.['userId']
    return [{ indexes: [index], identifiers: whoMayBe(userId, contactAttributes?.['email']), given }]
  })
  return takeAll(parts, coming, rejected)
}

/** Takes feedback records: rows of one submission together are one response; a source that is not here becomes a survey, paused. */
export async function takeRecords(items: readonly Item[], parts: TakingParts): Promise<Imported> {
  const rejected: Imported['rejected'] = []
  const submissions = new Map<string, { index: number; record: FeedbackRecord }[]>()
  items.forEach((item, index) => {
    if ('problem' in item) return refuse(rejected, index, [{ field: '', message: item.problem }])
    const unkeepable = findUnkeepable(item.value)
    if (unkeepable !== null) return refuse(rejected, index, [unkeepable])
    const result = feedbackRecordSchema.safeParse(item.value, { error: expectation })
    if (!result.success) return refuse(rejected, index, problemsOf(result.error), idIn(item.value))
    const name = `${surveyKeyOfFormbricks(sourceOf(result.data))} ${result.data.submission_id}`
    submissions.set(name, [...(submissions.get(name) ?? []), { index, record: result.data }])
  })
  const bySurvey = new Map<string, FeedbackRecord[]>()
  for (const rows of submissions.values()) {
    const key = surveyKeyOfFormbricks(sourceOf(rows[0]!.record))
    bySurvey.set(key, [...(bySurvey.get(key) ?? []), ...rows.map(({ record }) => record)])
  }
  const now = parts.clock()
  const surveys = await keepSources(parts.database, bySurvey, now)
  const coming = [...submissions.values()].flatMap((rows): Coming[] => {
    const { submission_id: id, language, user_id: userId } = rows[0]!.record
    const survey = surveys.get(surveyKeyOfFormbricks(sourceOf(rows[0]!.record)))!
    const data = Object.fromEntries(rows.map(({ record }) => [keyOfFormbricks(record.field_id), valueOf(record)]))
    const several = rows.filter(({ record }) => record.field_type === 'categorical')
    // Of a question with many answers each comes in a row of its own.
    for (const { record } of several) {
      const same = several.filter((other) => other.record.field_id === record.field_id)
      data[keyOfFormbricks(record.field_id)] = same.map((other) => other.record.value_text)
    }
    const { answers, problems } = readAnswers(survey.content, givenOfFormbricks(survey.content, data), false)
    if (problems.length > 0) {
      for (const { question, expected } of problems) {
        const row = rows.find(({ record }) => keyOfFormbricks(record.field_id) === question) ?? rows[0]!
        refuse(rejected, row.index, [{ field: 'field_id', message: `must be a ${expected} as the survey asks it` }], id)
      }
      return []
    }
    const at = Math.min(now, Math.max(...rows.map(({ record }) => record.collected_at)))
    const given = {
      ...IMPORTED,
      startedAt: at,
      at,
      id: `record:${id}`,
      survey: survey.key,
      version: survey.version,
      content: survey.content,
      answers,
      isWhole: true,
      language: languageFor(survey.content, language ?? null),
    }
    return [{ indexes: rows.map(({ index }) => index), identifiers: whoMayBe(userId, undefined), given }]
  })
  return takeAll(parts, coming, rejected)
}

const IMPORTED = { ask: null, door: 'import', doorId: null, channel: null, about: ABOUT_NOTHING } as const

async function takeAll({ database, responses }: TakingParts, coming: readonly Coming[], rejected: Imported['rejected']): Promise<Imported> {
  const known = await customersOf(
    database,
    coming.flatMap(({ identifiers }) => identifiers),
  )
  // All wait for the same transaction.
  const taken = await Promise.all(
    coming.map(({ identifiers, given }) => {
      const customer = identifiers.map((identifier) => known.get(identifier)).find((found) => found !== undefined)
      return responses.take({ ...given, customer: customer ?? 0 })
    }),
  )
  rejected.sort((left, right) => left.index - right.index)
  return {
    accepted: taken.filter((each) => each === 'taken').length,
    duplicates: taken.filter((each) => each === 'known').length,
    rejected,
  }
}

async function surveysOf(database: Queryable, keys: readonly string[]): Promise<Map<string, Survey>> {
  const rows = await database.query<Survey>(
    `SELECT s.key, s.version, v.content FROM surveys s JOIN survey_versions v ON v.survey = s.key AND v.version = s.version
     WHERE s.key = ANY($1::text[])`,
    [keys],
  )
  return new Map(rows.map((row) => [row.key, row]))
}

/** The surveys of sources, made or given a new version where records tell of fields that were not there. */
function keepSources(
  database: Database,
  bySurvey: ReadonlyMap<string, readonly FeedbackRecord[]>,
  now: number,
): Promise<Map<string, Survey>> {
  return database.transaction(async (tx) => {
    const keys = [...bySurvey.keys()].toSorted()
    await tx.query('SELECT 1 FROM surveys WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE', [keys])
    const known = await surveysOf(tx, keys)
    const rows = keys.flatMap((key) => {
      const records = bySurvey.get(key)!
      const name = records[0]!.source_name?.trim() || sourceOf(records[0]!)
      const content = contentWith(known.get(key)?.content ?? null, records, name)
      return content === null ? [] : [{ key, name, content, version: (known.get(key)?.version ?? 0) + 1 }]
    })
    if (rows.length === 0) return known
    await tx.query(
      `INSERT INTO surveys (key, name, state, version, draft, plan, changed_at)
       SELECT key, name, 'paused', version, content, $2::jsonb, $3 FROM jsonb_to_recordset($1::jsonb) AS given(key text, name text, version integer, content jsonb)
       ON CONFLICT (key) DO UPDATE SET version = excluded.version, draft = excluded.draft, revision = surveys.revision + 1,
         changed_at = excluded.changed_at, changed_by = NULL`,
      [json(rows), json(planSchema.parse({})), now],
    )
    await tx.query(
      `INSERT INTO survey_versions (survey, version, content, at)
       SELECT key, version, content, $2 FROM jsonb_to_recordset($1::jsonb) AS given(key text, version integer, content jsonb)`,
      [json(rows), now],
    )
    return surveysOf(tx, keys)
  })
}

function sourceOf({ source_id: id, source_type: type }: FeedbackRecord): string {
  return id ?? type
}

/** Identifiers under which somebody may be known: their number in other systems, or their address. */
function whoMayBe(userId: unknown, email: unknown): string[] {
  const wanted: [string, unknown][] = [
    ['crm', userId],
    ['user', userId],
    ['email', email],
    ['email', typeof userId === 'string' && userId.includes('@') ? userId : undefined],
  ]
  return wanted.flatMap(([kind, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') return []
    const normal = normaliseIdentifier(kind, String(value))
    return 'problem' in normal ? [] : [identifierText(kind, normal.value)]
  })
}

async function customersOf(database: Queryable, identifiers: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.query<{ identifier: string; customer: number }>(
    'SELECT identifier, customer_id AS customer FROM identifiers WHERE identifier = ANY($1::text[])',
    [[...new Set(identifiers)]],
  )
  return new Map(rows.map(({ identifier, customer }) => [identifier, customer]))
}

function refuse(rejected: Imported['rejected'], index: number, problems: Problem[], id?: string): never[] {
  rejected.push({ index, ...(id !== undefined && { id }), problem: problemLine(problems[0]!), problems })
  return []
}

function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
}

function idIn(value: unknown): string | undefined {
  const id = (value as { submission_id?: unknown } | null)?.submission_id
  return typeof id === 'string' ? id.slice(0, 200) : undefined
}
