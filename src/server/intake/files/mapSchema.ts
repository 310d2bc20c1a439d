import { z } from 'zod'
import { isTimeZone } from '../../../domain/kernel/zone.ts'
import { ENCODINGS } from './text.ts'
import { FORMAT_WORDS, judgeTimeFormat } from './times.ts'

const columnSchema = z.string({ error: 'must be the name of a column' }).min(1, 'must be the name of a column')
const columnsSchema = z.union([columnSchema.transform((name) => [name]), z.array(columnSchema).min(1)], {
  error: 'must be a column, or a list of columns of which the first that has a value counts',
})
const constantSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())], {
  error: 'must be a text, a number, or a list of texts',
})
const translationSchema = z.union([z.string(), z.number().transform(String), z.null()], { error: 'must be a text, or null for none' })

const SOURCE_WORDS = 'must be a column, a list of columns, {from: COLUMN, values: {…}, otherwise: …, split: ","} or {value: CONSTANT}'

const fromSchema = z.strictObject({
  from: columnsSchema,
  values: z.record(z.string(), translationSchema).optional(),
  otherwise: translationSchema.optional(),
  split: z.string().min(1).optional(),
})

/** Where a facet comes from: columns, a table of translations, or a constant. */
export const sourceSchema = z.union(
  [columnsSchema.transform((from) => ({ from })), fromSchema, z.strictObject({ value: constantSchema })],
  { error: SOURCE_WORDS },
)

const zoneSchema = z.string().refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Helsinki')

const formatSchema = z.string().superRefine((format, context) => {
  const problem = judgeTimeFormat(format)
  if (problem !== null) context.addIssue({ code: 'custom', message: problem })
})
const formatsSchema = z.union([formatSchema.transform((format) => [format]), z.array(formatSchema).min(1)], {
  error: `must be ${FORMAT_WORDS}`,
})

const timeSchema = z.union(
  [
    columnsSchema.transform((from) => ({ from, formats: ['iso'], zone: undefined as string | undefined })),
    z.strictObject({ from: columnsSchema, formats: formatsSchema.default(['iso']), zone: zoneSchema.optional() }),
  ],
  { error: 'must be a column, or {from: COLUMN, formats: FORMAT, zone: ZONE}' },
)

const CONDITION_WORDS = 'must be a value, a list of values, {matches: REGULAR EXPRESSION} or {exists: true}'

const scalarSchema = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)])

const expressionSchema = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'u')
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is no regular expression: ${(error as Error).message}` })
    return z.NEVER
  }
})

const conditionSchema = z.union(
  [
    scalarSchema.transform((value) => ({ values: [value] })),
    z
      .array(scalarSchema)
      .min(1)
      .transform((values) => ({ values })),
    z.strictObject({ matches: expressionSchema }),
    z.strictObject({ exists: z.boolean() }),
  ],
  { error: CONDITION_WORDS },
)

const oneOf = <const Words extends readonly string[]>(...words: Words) => words

/** Facets of which an encounter has one, and the words each allows (none = any text). */
export const TEXT_FACETS = {
  id: null,
  touchpoint: null,
  channel: null,
  journey: null,
  matter: null,
  stage: null,
  team: null,
  person: null,
  device: null,
  timeZone: null,
  outcome: null,
  directsTo: null,
  text: null,
  locale: null,
  initiator: oneOf('customer', 'company', 'third-party'),
  step: oneOf('start', 'progress', 'complete', 'abandon', 'fail'),
  turn: oneOf('company', 'customer', 'nobody'),
  sentiment: oneOf('negative', 'neutral', 'positive'),
} as const satisfies Record<string, readonly string[] | null>

/** Facets of which an encounter may have several. */
export const LIST_FACETS = ['provides', 'asks', 'offers', 'takesUp', 'givesUp', 'fulfils', 'signals'] as const

/** A facet that a map can fill from a column or set by a rule. */
export type Facet = keyof typeof TEXT_FACETS | (typeof LIST_FACETS)[number]

/** Every facet that a map can fill from a column or set by a rule. */
export const FACETS = [...(Object.keys(TEXT_FACETS) as (keyof typeof TEXT_FACETS)[]), ...LIST_FACETS] as readonly Facet[]

function settingSchema(facet: Facet) {
  const words = TEXT_FACETS[facet as keyof typeof TEXT_FACETS] as readonly string[] | null | undefined
  const isList = words === undefined
  const expected = words ? words.join(', ') : isList ? 'a text or a list of texts' : 'a text'
  const given = words ? z.enum(words as [string, ...string[]]) : z.union([z.string().min(1), z.number().transform(String)])
  const value = isList ? z.union([given.transform((one) => [one]), z.array(given)]) : given
  return z
    .union([value.transform((each) => ({ value: each as string | string[] })), z.null().transform(() => ({ value: null })), fromSchema], {
      error: `must be ${expected}; or {from: COLUMN}, or null for none`,
    })
    .optional()
}

const settingsSchema = z.strictObject(
  Object.fromEntries(FACETS.map((facet) => [facet, settingSchema(facet)])) as Record<Facet, ReturnType<typeof settingSchema>>,
)

const ruleSchema = z
  .strictObject({
    when: z.record(z.string(), conditionSchema, { error: 'must name columns and their values' }),
    set: settingsSchema.optional(),
    skip: z.literal(true, { error: 'must be true' }).optional(),
  })
  .refine((rule) => (rule.set === undefined) !== (rule.skip === undefined), { message: 'needs either set or skip' })

const measureSourceSchema = z.union(
  [
    columnsSchema.transform((from) => ({ from, scale: undefined as string | number | undefined })),
    z.strictObject({ from: columnsSchema, scale: z.union([z.string(), z.number()]).optional() }),
  ],
  { error: 'must be a column, or {from: COLUMN, scale: "0-10"}' },
)

const facetSources = Object.fromEntries(FACETS.map((facet) => [facet, sourceSchema.optional()])) as Record<
  Facet,
  z.ZodOptional<typeof sourceSchema>
>

const mentionSchema = z.strictObject({
  source: sourceSchema,
  url: sourceSchema.optional(),
  author: sourceSchema.optional(),
  subject: sourceSchema.optional(),
  title: sourceSchema.optional(),
  rating: measureSourceSchema.optional(),
})

const CUSTOMER_WORDS = 'must name a column for each kind of identifier, e.g. {crm: customer_no}'

/** The parts of a map, each by itself. */
export const mapParts = z.strictObject({
  file: z
    .strictObject({
      format: z.enum(['ndjson', 'csv', 'xes', 'ocel'], { error: 'must be ndjson, csv, xes or ocel' }).optional(),
      delimiter: z.string().length(1, 'must be one character').optional(),
      encoding: z.enum(ENCODINGS, { error: `must be ${ENCODINGS.join(', ')}` }).optional(),
    })
    .optional(),
  customer: z
    .record(z.string(), sourceSchema, { error: CUSTOMER_WORDS })
    .refine((kinds) => Object.keys(kinds).length > 0, 'needs at least one kind of identifier, e.g. {crm: customer_no}')
    .optional(),
  time: timeSchema,
  ...facetSources,
  touchpoint: sourceSchema,
  measures: z.record(z.string(), measureSourceSchema).optional(),
  promises: z.array(z.strictObject({ what: sourceSchema, dueAt: timeSchema })).optional(),
  rules: z.array(ruleSchema).optional(),
  keep: z.union([z.literal('all'), z.array(columnSchema)], { error: 'must be all, or a list of columns' }).optional(),
  mention: mentionSchema.optional(),
})

/** A map: how the rows of a foreign file become encounters or, with `mention`, mentions; who wrote these need not be known. */
export const mapSchema = mapParts.refine((map) => map.customer !== undefined || map.mention !== undefined, {
  path: ['customer'],
  message: CUSTOMER_WORDS,
  // Told together with whatever else is wrong.
  when: ({ value }) => value !== null && typeof value === 'object',
})

/** A map as a file holds it. */
export type MapInput = z.input<typeof mapSchema>
/** A map, read and checked. */
export type FileMap = z.output<typeof mapSchema>
/** Where one facet comes from. */
export type Source = z.output<typeof sourceSchema>
/** Where a time comes from. */
export type TimeSource = z.output<typeof timeSchema>
/** A rule of a map. */
export type MapRule = z.output<typeof ruleSchema>
/** What a rule's column must be. */
export type Condition = z.output<typeof conditionSchema>
