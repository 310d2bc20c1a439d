import { z } from 'zod'
import { parseInstant } from '../kernel/instant.ts'
import { keyOfFormbricks } from './formbricksKey.ts'
import { metricsOf } from './question.ts'
import type { SurveyContent } from './survey.ts'

const FIELD_TYPES = ['text', 'categorical', 'nps', 'csat', 'ces', 'rating', 'number', 'boolean', 'date'] as const
const id = z.string().trim().min(1).max(200)
const instant = z.string().transform((text, context) => {
  const at = parseInstant(text)
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: 'must be a time as RFC 3339 with zone, e.g. 2026-03-02T18:14:00Z' })
  return z.NEVER
})

/** A feedback record as Formbricks Hub has it: one answered field of a submission; times become ms since 1970 UTC. Unknown fields are passed over. */
export const feedbackRecordSchema = z
  .object({
    submission_id: id,
    collected_at: instant,
    source_type: id,
    source_id: id.optional(),
    source_name: z.string().max(200).nullish(),
    field_id: id,
    field_type: z.enum(FIELD_TYPES),
    field_label: z.string().max(1000).nullish(),
    value_text: z.string().max(20_000).nullish(),
    value_number: z.number().nullish(),
    value_boolean: z.boolean().nullish(),
    value_date: z.string().max(100).nullish(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'must be a language tag such as fi')
      .nullish(),
    user_id: z.string().max(400).nullish(),
  })
  .superRefine((record, context) => {
    const { field, range } = VALUES[record.field_type]
    const value = record[field]
    if (value === undefined || value === null) context.addIssue({ code: 'custom', path: [field], message: 'is required' })
    else if (range !== undefined && (!Number.isInteger(value) || Number(value) < range[0] || Number(value) > range[1])) {
      context.addIssue({ code: 'custom', path: [field], message: `must be a whole number ${range[0]}–${range[1]}` })
    }
  })

/** A feedback record. */
export type FeedbackRecord = z.output<typeof feedbackRecordSchema>

type ValueField = 'value_text' | 'value_number' | 'value_boolean' | 'value_date'

const VALUES: Readonly<Record<FeedbackRecord['field_type'], { field: ValueField; range?: readonly [number, number] }>> = {
  text: { field: 'value_text' },
  categorical: { field: 'value_text' },
  nps: { field: 'value_number', range: [0, 10] },
  csat: { field: 'value_number', range: [1, 7] },
  ces: { field: 'value_number', range: [1, 7] },
  rating: { field: 'value_number', range: [1, 10] },
  number: { field: 'value_number' },
  boolean: { field: 'value_boolean' },
  date: { field: 'value_date' },
}

/** What a record says, as answers are read; numbers that are no score are told as words. */
export function valueOf(record: FeedbackRecord): unknown {
  const value = record[VALUES[record.field_type].field]
  return record.field_type === 'number' || record.field_type === 'boolean' ? String(value) : value
}

type Question = SurveyContent['questions'][number]

/** Scale of a rating whose scores we have seen: 1–5 until a higher one comes, then 1–7 or 1–10; `known` is what it was. */
function reach(known: number, score: number): number {
  return Math.max(known, [5, 7, 10].find((most) => score <= most) ?? 10)
}

/**
 * A survey’s questions with those that records tell of: a question for each new field, and a longer scale where a score goes beyond the one
 * that was known. Null when nothing is new.
 */
export function contentWith(known: SurveyContent | null, records: readonly FeedbackRecord[], name: string): SurveyContent | null {
  const [first] = records
  const language = known?.languages[0] ?? first?.language ?? 'en'
  const questions = new Map<string, Question>(known?.questions.map((question) => [question.key, question]))
  let isNew = known === null
  for (const record of records) {
    const key = keyOfFormbricks(record.field_id)
    const before = questions.get(key)
    const made = questionOf(record, before, key, language)
    if (made === before || (before === undefined && questions.size >= 30)) continue
    questions.set(key, apart(made, [...questions.values()]))
    isNew = true
  }
  if (!isNew) return null
  return {
    languages: known?.languages ?? [language],
    title: known?.title ?? { [language]: name },
    questions: [...questions.values()],
    thanks: known?.thanks ?? [],
  }
}

/** A question whose metric is no other’s: two scores under one metric would be one series. */
function apart(question: Question, others: readonly Question[]): Question {
  const taken = new Set(others.filter(({ key }) => key !== question.key).flatMap((other) => metricsOf(other)))
  const [wanted] = metricsOf(question)
  if (wanted === undefined || !taken.has(wanted)) return question
  const names = [`${wanted}-${question.key}`, ...Array.from(taken, (_, index) => `${wanted}-${index + 2}`)]
  return { ...question, metric: names.map((name) => name.slice(0, 60)).find((name) => !taken.has(name))! } as Question
}

function questionOf(record: FeedbackRecord, before: Question | undefined, key: string, language: string): Question {
  const title = { [language]: (record.field_label?.trim() || record.field_id).slice(0, 300) }
  const common = { key, title, required: false, askedIf: [] }
  const score = record.value_number ?? 0
  if (before !== undefined) {
    if (before.kind === 'csat' && score > 5)
      return { ...common, kind: 'scale', metric: `${key}-7`, level: 'action', from: 1, to: 7, better: 'high' }
    if (before.kind !== 'scale' || score <= before.to) return before
    const to = reach(before.to, score)
    return { ...before, to, metric: `${key}-${to}` }
  }
  switch (record.field_type) {
    case 'nps':
      return { ...common, kind: 'nps', metric: 'nps' }
    case 'csat':
      if (score <= 5) return { ...common, kind: 'csat', look: 'numbers', metric: 'csat' }
      return { ...common, kind: 'scale', metric: `${key}-7`, level: 'action', from: 1, to: 7, better: 'high' }
    case 'ces':
      return { ...common, kind: 'ces', metric: 'ces' }
    case 'rating': {
      const to = reach(5, score)
      return { ...common, kind: 'scale', metric: `${key}-${to}`, level: 'action', from: 1, to, better: 'high' }
    }
    default:
      return { ...common, kind: 'text', long: record.field_type === 'text' }
  }
}
