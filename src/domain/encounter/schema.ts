import { z } from 'zod'
import {
  identifierTexts,
  isPersonalIdentityCode,
  normaliseIdentifier,
  PERSONAL_CODE_PROBLEM,
  type Identifiers,
} from '../customer/identifier.ts'
import { canonicalFields, type Json } from '../kernel/canonical.ts'
import { expectation } from '../kernel/expectation.ts'
import { formatInstant, parseInstant } from '../kernel/instant.ts'
import { DEEP_PROBLEM, DEEPEST, isBroken, isDeeperThan } from '../kernel/keepable.ts'
import { isTimeZone } from '../kernel/zone.ts'
import { measureSchema } from '../measure/measure.ts'
import type { Encounter, Promised } from './encounter.ts'
import { readPlain } from './readPlain.ts'

/** A time as RFC 3339 text with zone, years 1900–2199, read as ms since 1970 UTC. */
export const instantSchema = z
  .string()
  .meta({ format: 'date-time', examples: ['2026-03-02T18:14:00Z'] })
  .transform((text, context) => {
    const at = parseInstant(text)
    if (at !== null && at >= Date.UTC(1900, 0, 1) && at < Date.UTC(2200, 0, 1)) return at
    const expected = at === null ? 'be a time as RFC 3339 with zone, e.g. 2026-03-02T18:14:00Z' : 'be a time of the years 1900 to 2199'
    context.addIssue({ code: 'custom', message: `must ${expected}` })
    return z.NEVER
  })

/** A short name or key: 1–200 characters, trimmed, without control characters. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must not have control characters')
  .refine((name) => name !== '__proto__', 'is a reserved word')

const names = z.array(nameSchema).max(100)

const identifiersSchema = z
  .record(
    z.string().regex(/^[\p{L}][\p{L}\p{N}_.-]{0,39}$/u, 'a kind of identifier is 1–40 letters, digits, "-", "_" or "."'),
    z.union([z.string(), z.number().int()]),
  )
  .transform((given, context): Identifiers => {
    const identifiers: Identifiers = {}
    for (const [kind, value] of Object.entries(given)) {
      const normal = normaliseIdentifier(kind, String(value))
      if ('problem' in normal) context.addIssue({ code: 'custom', message: normal.problem, path: [kind] })
      else identifiers[kind] = normal.value
    }
    if (Object.keys(given).length === 0) {
      context.addIssue({ code: 'custom', message: 'must have at least one identifier, e.g. {"crm": "C-1001"}' })
    }
    return identifiers
  })

const propertiesSchema = z
  .record(z.string().max(200), z.json())
  .refine((properties) => JSON.stringify(properties).length <= 32_000, 'must be at most 32,000 characters as JSON')

/** An encounter as a source gives it; unknown fields are refused (own facts belong in `properties`). */
export const encounterSchema = z.strictObject({
  id: nameSchema.optional().describe('Idempotency key, unique in the organisation; without one, a hash of the content.'),
  occurredAt: instantSchema.describe('When it happened, RFC 3339, kept to the millisecond.'),
  customer: identifiersSchema.describe('Identifiers by kind; at least one: {"crm": "C-1001", "email": "a@example.com"}.'),
  touchpoint: nameSchema.describe('Key of the touchpoint where it happened; a new one is registered bare.'),
  channel: nameSchema.optional().describe('web, app, chat, email, phone, branch, store, post, social …; default: the touchpoint’s.'),
  journey: nameSchema.optional().describe('Key of the journey it belongs to.'),
  matter: nameSchema.optional().describe('The customer’s matter as another system numbers it; one matter is one path.'),
  stage: nameSchema.optional().describe('Stage of the journey.'),
  initiator: z.enum(['customer', 'company', 'third-party']).optional().describe('Who began it.'),
  step: z.enum(['start', 'progress', 'complete', 'abandon', 'fail']).optional().describe('What it does to its path.'),
  outcome: nameSchema.optional().describe('With `complete`: what the path came to.'),
  turn: z.enum(['company', 'customer', 'nobody']).optional().describe('Whose move it is afterwards.'),
  provides: names.optional().describe('Information items the initiator gave.'),
  asks: names.optional().describe('Information items the initiator asked for.'),
  offers: names.optional().describe('Products the company offered.'),
  takesUp: names.optional().describe('Products the customer gained.'),
  givesUp: names.optional().describe('Products the customer lost.'),
  directsTo: nameSchema.optional().describe('Channel the company sends the customer to.'),
  promises: z
    .array(
      z.strictObject({
        what: nameSchema.describe('What was promised, by a name of its own.'),
        dueAt: instantSchema.describe('By when, RFC 3339.'),
      }),
    )
    .max(100)
    .optional()
    .describe('Said to this customer: what, and by when.'),
  fulfils: names.optional().describe('Promises kept by this encounter, by name.'),
  signals: z
    .array(z.enum(['leaving', 'praise', 'complaint']))
    .max(3)
    .optional()
    .describe('Signs the customer gave.'),
  handledBy: z
    .strictObject({
      team: nameSchema.optional().describe('The team, by its name or key.'),
      person: nameSchema.optional().describe('The person, by whatever name or number another system uses.'),
    })
    .optional()
    .describe('Team and person who handled it.'),
  measures: z.array(measureSchema).max(50).optional().describe('Scores given in this encounter.'),
  text: z.string().max(20_000).optional().describe('The customer’s own words, at most 20,000 characters.'),
  locale: z.string().max(35).optional().describe('Language of the words, BCP 47.'),
  sentiment: z.enum(['negative', 'neutral', 'positive']).optional().describe('How the words were labelled.'),
  device: nameSchema.optional().describe('mobile, desktop, tablet …'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Helsinki')
    .optional()
    .describe('Where the customer lived it.'),
  properties: propertiesSchema.optional().describe('Anything else, kept and searchable; at most 32,000 characters.'),
})

/** What a source sends: the unread shape of an encounter. */
export type EncounterInput = z.input<typeof encounterSchema>

/** Why an item was refused: the field (dotted, `customer.email`) and what is expected there. */
export interface Problem {
  field: string
  message: string
}

/** What reading an item came to: the encounter in normal form, or every reason why it is refused. */
export type ReadEncounter = { encounter: Encounter } | { problems: Problem[] }

/**
 * Reads one item as an encounter; `hash` makes the id of an item without one from its canonical content
 * (and, in files, `line`: the number of the row, zero-padded, so that equal times keep the file's order).
 */
export function readEncounter(item: unknown, hash: (text: string) => string, line?: string): ReadEncounter {
  const plain = readPlain(item)
  return plain ? { encounter: plain.id === '' ? named(plain, hash, line) : plain } : readBySchema(item, hash, line)
}

/** Reads one item by the schema alone, which judges every item; `readEncounter` gives the same, quicker where an item is plain. */
export function readBySchema(item: unknown, hash: (text: string) => string, line?: string): ReadEncounter {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) {
    return { problems: [{ field: '', message: 'must be an object with occurredAt, customer and touchpoint' }] }
  }
  // The schema reads properties level by level, and would run out of room.
  if (isDeeperThan((item as { properties?: unknown }).properties, DEEPEST))
    return { problems: [{ field: 'properties', message: DEEP_PROBLEM }] }
  const result = encounterSchema.safeParse(withoutNulls(item), { error: expectation })
  if (!result.success) return { problems: result.error.issues.flatMap(problemsOf) }
  const { id, occurredAt } = result.data
  const facets: Record<string, unknown> = { id: id ?? '', at: occurredAt }
  for (const [field, value] of Object.entries(result.data)) {
    const bad = findBadText(value as Json, field)
    if (bad !== null) return { problems: [bad] }
    if (field !== 'id' && field !== 'occurredAt' && !isEmpty(value)) facets[field] = value
  }
  const encounter = facets as unknown as Encounter
  return { encounter: id === undefined ? named(encounter, hash, line) : encounter }
}

/** Gives an encounter without an id its own. Changes the encounter. */
function named(encounter: Encounter, hash: (text: string) => string, line?: string): Encounter {
  const digest = hash(encounterContent(encounter))
  encounter.id = line === undefined ? digest : `${line}-${digest.slice(0, 16)}`
  return encounter
}

/** Every field of an encounter but its id, sorted. */
const CONTENT = Object.keys({
  at: true,
  customer: true,
  touchpoint: true,
  channel: true,
  journey: true,
  matter: true,
  stage: true,
  initiator: true,
  step: true,
  outcome: true,
  turn: true,
  provides: true,
  asks: true,
  offers: true,
  takesUp: true,
  givesUp: true,
  directsTo: true,
  promises: true,
  fulfils: true,
  signals: true,
  handledBy: true,
  measures: true,
  text: true,
  locale: true,
  sentiment: true,
  device: true,
  timeZone: true,
  properties: true,
  assumedInitiator: true,
} satisfies Record<keyof Omit<Encounter, 'id'>, true>).sort()

/** An encounter's content without its id as canonical text: equal content, equal text. */
export function encounterContent(encounter: Encounter): string {
  return canonicalFields(encounter as unknown as Record<string, unknown>, CONTENT)
}

/** An encounter in the shape the doors take and give: times as RFC 3339. */
export function encounterJson(encounter: Encounter): EncounterInput {
  const { at, promises, assumedInitiator: _, ...rest } = encounter
  return {
    ...rest,
    occurredAt: formatInstant(at),
    ...(promises && { promises: promises.map(({ what, dueAt }: Promised) => ({ what, dueAt: formatInstant(dueAt) })) }),
  }
}

/** The encounter's identifiers as `kind:value`, strongest first. */
export function encounterIdentifiers(encounter: Encounter): string[] {
  return identifierTexts(encounter.customer)
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const at = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: at === '' ? key : `${at}.${key}`,
      message: 'is not a field of an encounter; own facts belong in properties',
    }))
  }
  if (issue.code === 'invalid_key') {
    return [{ field: at, message: issue.issues[0]?.message ?? issue.message }]
  }
  return [{ field: at, message: issue.message }]
}

function withoutNulls(item: object): object {
  const values = Object.values(item)
  if (!values.some((value) => value === null)) return item
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))
}

/** Whether a facet says nothing: an empty text, list or object counts as absent. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return value !== null && typeof value === 'object' && Object.keys(value).length === 0
}

/** The first field with a text that cannot be kept: a personal identity code (free text is the customer's own), or broken characters. */
function findBadText(value: Json | object, field: string): Problem | null {
  if (typeof value === 'string') {
    if (isBroken(value)) return { field, message: 'must be well-formed Unicode without NUL characters' }
    return field !== 'text' && isPersonalIdentityCode(value) ? { field, message: PERSONAL_CODE_PROBLEM } : null
  }
  if (value === null || typeof value !== 'object') return null
  for (const [key, item] of Object.entries(value)) {
    const inner = field === '' ? key : `${field}.${key}`
    if (isBroken(key)) return { field, message: 'must have keys of well-formed Unicode' }
    if (isPersonalIdentityCode(key)) return { field, message: PERSONAL_CODE_PROBLEM }
    const found = findBadText(item as Json, inner)
    if (found !== null) return found
  }
  return null
}
