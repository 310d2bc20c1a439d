import { z } from 'zod'
import { LEVELS, type Level } from '../measure/level.ts'

export { LEVELS, type Level }

/** Kinds of questions a survey may ask. */
export const QUESTION_KINDS = ['nps', 'csat', 'ces', 'emotion', 'meaning', 'scale', 'choice', 'text', 'consent'] as const

/** Kind of a question. */
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** Whether pages can be written in it: what only looks like a tag, as `fi-12`, fails wherever it is used. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** A language of a survey as a tag of BCP 47, e.g. `fi` or `sv-FI`. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, { error: 'must be a language tag such as fi or sv-FI', abort: true })
  .refine(isLanguageTag, 'must be a language tag such as fi or sv-FI')

const textsOf = (most: number) =>
  z
    .record(languageSchema, z.string().trim().max(most))
    .describe(`By language, each at most ${most} characters; a missing or empty one is shown in the survey’s first language.`)

const lineSchema = textsOf(300)
const paragraphSchema = textsOf(2000)

/** Words by language tag. */
export type Texts = z.output<typeof lineSchema>

/** A key within a survey: 1–40 small letters, digits, "-" and "_", a letter first. */
export const partKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be 1–40 small letters, digits, "-" or "_", a letter first')
  .refine((key) => !['constructor', 'prototype'].includes(key), 'is a reserved word')

/** Something an earlier answer must be; an unanswered question meets `is-not` and `unanswered` alone. */
export const conditionSchema = z.discriminatedUnion('is', [
  z.strictObject({ question: partKeySchema, is: z.literal('at-least'), value: z.number() }),
  z.strictObject({ question: partKeySchema, is: z.literal('at-most'), value: z.number() }),
  z.strictObject({ question: partKeySchema, is: z.literal('any-of'), values: z.array(z.string().max(40)).min(1).max(50) }),
  z.strictObject({ question: partKeySchema, is: z.literal('none-of'), values: z.array(z.string().max(40)).min(1).max(50) }),
  z.strictObject({ question: partKeySchema, is: z.literal('answered') }),
  z.strictObject({ question: partKeySchema, is: z.literal('unanswered') }),
])

/** Something an earlier answer must be. */
export type Condition = z.output<typeof conditionSchema>

/** Conditions that must all hold; none = always. */
export const conditionsSchema = z.array(conditionSchema).max(10)

const common = {
  key: partKeySchema.describe('Its key in the survey; answers stand under it.'),
  title: lineSchema.describe('The question.'),
  help: paragraphSchema.optional().describe('A few words more, under the question.'),
  required: z.boolean().default(false).describe('Whether it must be answered before going on.'),
  askedIf: conditionsSchema.default([]).describe('Asked only when all of these hold of earlier answers.'),
}
const level = z.enum(LEVELS).optional().describe('Level it measures; without one, the kind’s own.')
const metric = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be 1–60 small letters, digits, "-" or "_", a letter first')
  .describe('Metric under which its score counts.')
const option = z.strictObject({ key: partKeySchema.describe('Its key.'), text: lineSchema.describe('Its words.') })
const options = (least: number, most: number) =>
  z
    .array(option)
    .min(least)
    .max(most)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'must have keys that differ')

/** A question of a survey. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('nps').describe('0–10: would you recommend.'),
    metric: metric.default('nps'),
    level,
    low: lineSchema.optional().describe('What 0 means.'),
    high: lineSchema.optional().describe('What 10 means.'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('csat').describe('1–5: how satisfied.'),
    look: z.enum(['faces', 'stars', 'numbers']).default('faces'),
    metric: metric.default('csat'),
    level,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('ces').describe('1–7: made it easy, disagree to agree.'),
    metric: metric.default('ces'),
    level,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('emotion').describe('Where on pleasant–unpleasant × calm–stirred, each 1–5, and feelings in words.'),
    metric: metric.default('emotion'),
    level,
    words: options(0, 16).default([]).describe('Feelings to choose among.'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('meaning').describe('1–5: disagree to agree with a statement of what we are to them.'),
    statement: z.enum(['promise', 'like-me', 'trust', 'own']),
    metric: metric.optional().describe('Metric under which it counts; without one, `meaning-` and the statement.'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('scale'),
    metric,
    level,
    from: z.number().int().min(-10).max(1),
    to: z.number().int().min(2).max(100),
    better: z.enum(['high', 'low']).default('high').describe('Which end is better.'),
    low: lineSchema.optional().describe('What the lowest means.'),
    high: lineSchema.optional().describe('What the highest means.'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    options: options(2, 50),
    many: z.boolean().default(false).describe('Whether more than one may be chosen.'),
    other: z.boolean().default(false).describe('Whether something else may be written.'),
  }),
  z.strictObject({ ...common, kind: z.literal('text'), long: z.boolean().default(true).describe('Several lines, or one.') }),
  z.strictObject({
    ...common,
    kind: z.literal('consent').describe('Whether we may be in touch about the answer.'),
    contact: z.boolean().default(false).describe('Whether an address or number is asked for when yes.'),
  }),
])

/** A question of a survey. */
export type Question = z.output<typeof questionSchema>

/** Levels that kinds of questions measure unless a question says otherwise; what is absent measures none. */
const OWN_LEVELS: Readonly<Partial<Record<QuestionKind, Level>>> = {
  nps: 'meaning',
  csat: 'action',
  ces: 'action',
  emotion: 'emotion',
  meaning: 'meaning',
}

/** The level a question measures; null when it measures none. */
export function levelOf(question: Question): Level | null {
  return ('level' in question ? question.level : undefined) ?? OWN_LEVELS[question.kind] ?? null
}

/** Metric and scale (lowest, highest) under which a question's score counts; null when it gives none. */
export function scoreOf(question: Question): { metric: string; from: number; to: number } | null {
  switch (question.kind) {
    case 'nps':
      return { metric: question.metric, from: 0, to: 10 }
    case 'csat':
    case 'emotion':
      return { metric: question.metric, from: 1, to: 5 }
    case 'ces':
      return { metric: question.metric, from: 1, to: 7 }
    case 'meaning':
      return { metric: question.metric ?? `meaning-${question.statement}`, from: 1, to: 5 }
    case 'scale':
      return { metric: question.metric, from: question.from, to: question.to }
    default:
      return null
  }
}

/** The metrics under which the scores of a question count: a feeling gives pleasantness and how stirred it is; none where it gives no score. */
export function metricsOf(question: Question): string[] {
  const metric = scoreOf(question)?.metric
  if (metric === undefined) return []
  return question.kind === 'emotion' ? [metric, `${metric}-stir`] : [metric]
}

/** An answer: a score; a feeling (each 1–5, pleasant and stirred upwards); what was chosen; words; or agreement to be contacted. */
export type Answer =
  | number
  | { pleasant: number; stirred: number; words: readonly string[] }
  | { chosen: readonly string[]; other?: string }
  | { text: string }
  | { agreed: boolean; contact?: string }

/** Answers by key of the question. */
export type Answers = Record<string, Answer>
