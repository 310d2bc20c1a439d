import { z } from 'zod'
import { identifierTexts, isPersonalIdentityCode, PERSONAL_CODE_PROBLEM, type Identifiers } from '../customer/identifier.ts'
import type { Encounter, Sentiment } from '../encounter/encounter.ts'
import { encounterSchema, type Problem } from '../encounter/schema.ts'
import type { Json } from '../kernel/canonical.ts'
import { expectation } from '../kernel/expectation.ts'
import { findUnkeepable } from '../kernel/keepable.ts'
import { scaleText } from '../measure/measure.ts'

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must not have control characters')

/** Whether a text is an address of the web, http or https, without a user name or password. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/** A rating as its source gives it: a score and the scale it stands on, lowest to highest. */
export interface Rating {
  score: number
  scale: string
}

const ratingSchema = z
  .strictObject({
    score: z.number().describe('The rating as given, within its scale.'),
    scale: z
      .union([z.string().regex(/^-?\d+-\d+$/, 'must look like "1-5"'), z.number().int().min(2).max(1000)], {
        error: 'must look like "1-5", or be the highest value, e.g. 5',
      })
      .optional()
      .describe('The scale, lowest-highest, e.g. "1-5"; or its highest value, then from 1. 1-5 unless said otherwise.'),
  })
  .transform((given, context): Rating => {
    const rating = { score: given.score, scale: scaleText('stars', given.scale) ?? '1-5' }
    const [low, high] = boundsOf(rating.scale)
    if (low >= high) context.addIssue({ code: 'custom', message: 'must begin lower than it ends', path: ['scale'] })
    else if (rating.score < low || rating.score > high) {
      context.addIssue({ code: 'custom', message: `must be within its scale, ${rating.scale}`, path: ['score'] })
    }
    return rating
  })

/** Where reviews happen unless said otherwise. */
export const REVIEW_TOUCHPOINT = 'review-site'

const { occurredAt, touchpoint, text, locale, sentiment, properties, customer } = encounterSchema.shape

/** A mention as a source gives it: what somebody said of us, where, and of which customer when that is known for certain. */
export const mentionSchema = z
  .strictObject({
    source: line(60).describe('Where it stands, by a name of its own: a site, a shop, a feed.'),
    id: line(300).describe('Its id at the source; source and id together are taken once.'),
    occurredAt: occurredAt.describe('When it was written, RFC 3339 with zone.'),
    url: z
      .string()
      .trim()
      .max(2000)
      .refine(isWebAddress, 'must be an address such as https://reviews.example/17')
      .optional()
      .describe('Where it can be read.'),
    author: line(200).optional().describe('Its author’s name as shown to everybody.'),
    subject: line(300).optional().describe('What it is about: a product, a place, us.'),
    title: line(500).optional().describe('Its heading.'),
    text,
    locale,
    rating: ratingSchema.optional().describe('The rating given.'),
    sentiment: sentiment.describe('How the source labels the words.'),
    touchpoint: touchpoint.default(REVIEW_TOUCHPOINT).describe('Key of the touchpoint: review-site unless said otherwise, social-post …'),
    customer: customer
      .optional()
      .describe('Who wrote it, only when known for certain: identifiers by kind. It then stands on that customer’s timeline.'),
    properties,
  })
  .refine((given) => given.rating !== undefined || (given.text ?? given.title ?? '').trim() !== '', {
    message: 'must have a rating, a text or a title',
  })

/** What a source sends: the unread shape of a mention. */
export type MentionInput = z.input<typeof mentionSchema>

/** A mention in normal form; `at` is its time in ms since 1970 UTC. */
export interface Mention {
  source: string
  id: string
  at: number
  touchpoint: string
  url?: string | undefined
  author?: string | undefined
  subject?: string | undefined
  title?: string | undefined
  text?: string | undefined
  locale?: string | undefined
  rating?: Rating | undefined
  sentiment?: Sentiment | undefined
  customer?: Identifiers | undefined
  properties?: { [key: string]: Json } | undefined
}

/** Reads one item as a mention, or tells every reason why it is refused. */
export function readMention(item: unknown): { mention: Mention } | { problems: Problem[] } {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) {
    return { problems: [{ field: '', message: 'must be an object with source, id and occurredAt' }] }
  }
  const unkeepable = findUnkeepable(item)
  if (unkeepable !== null) return { problems: [unkeepable] }
  const given = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))
  const result = mentionSchema.safeParse(given, { error: expectation })
  if (!result.success) return { problems: result.error.issues.flatMap(problemsOf) }
  const secret = (['source', 'id', 'author', 'title'] as const).find((field) => isPersonalIdentityCode(result.data[field] ?? ''))
  if (secret !== undefined) return { problems: [{ field: secret, message: PERSONAL_CODE_PROBLEM }] }
  const { occurredAt: at, ...rest } = result.data
  return { mention: { at, ...rest } }
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const field = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message }]
  return issue.keys.map((key) => ({
    field: field === '' ? key : `${field}.${key}`,
    message: 'is not a field of a mention; own facts belong in properties',
  }))
}

function boundsOf(scale: string): [low: number, high: number] {
  const [, low, high] = /^(-?\d+)-(\d+)$/.exec(scale) ?? []
  return [Number(low), Number(high)]
}

/** A rating on 0–100, whatever its scale: the lowest is 0, the highest 100. */
export function ratingShare({ score, scale }: Rating): number {
  const [low, high] = boundsOf(scale)
  return (100 * (score - low)) / (high - low)
}

/** A rating as stars, 1–5: the lowest of its scale is 1, the highest 5; in hundredths. */
export function starsOf(rating: Rating): number {
  return Math.round(100 + 4 * ratingShare(rating)) / 100
}

/** How a text was understood: its label, and which engine and version said so. */
export interface MentionReading {
  sentiment: Sentiment | null
  /** −1…1; null where the engine gives none. */
  score: number | null
  language: string | null
  engine: string
  version: string
}

/**
 * What a mention comes to: its stars say it (at most 2 negative, at least 4 positive); without a rating the source’s label, else what was
 * read from the text; null when nobody can tell.
 */
export function toneOf(
  { rating, sentiment: label }: Pick<Mention, 'rating' | 'sentiment'>,
  reading: MentionReading | null,
): Sentiment | null {
  if (rating === undefined) return label ?? reading?.sentiment ?? null
  const stars = starsOf(rating)
  return stars <= 2 ? 'negative' : stars >= 4 ? 'positive' : 'neutral'
}

const LONGEST_KEY_ID = 120

/** What a mention is called among encounters and identifiers: its source and id, or a digest of an id over 120 characters. */
export function mentionKey({ source, id }: Pick<Mention, 'source' | 'id'>, hash: (text: string) => string): string {
  return `${source}/${id.length <= LONGEST_KEY_ID ? id : hash(id).slice(0, 32)}`
}

/** The encounter that a mention of a known customer is: a third party’s, with its stars and words. */
export function mentionEncounter(
  mention: Mention,
  who: Identifiers,
  reading: MentionReading | null,
  hash: (text: string) => string,
): Encounter {
  const { source, id, at, url, author, subject, title, rating, touchpoint: place } = mention
  const label = mention.sentiment ?? (rating === undefined ? reading?.sentiment : undefined) ?? undefined
  const language = mention.locale ?? reading?.language ?? undefined
  const own = Object.entries({ source, mention: id, url, author, subject, title }).filter(([, value]) => value !== undefined)
  return {
    id: MENTION_PREFIX + mentionKey({ source, id }, hash),
    at,
    customer: who,
    touchpoint: place,
    initiator: 'third-party',
    ...(rating !== undefined && { measures: [{ metric: 'stars', score: starsOf(rating), scale: '1-5' }] }),
    ...(mention.text !== undefined && mention.text !== '' && { text: mention.text }),
    ...(language !== undefined && { locale: language }),
    ...(label !== undefined && { sentiment: label }),
    properties: { ...mention.properties, ...(Object.fromEntries(own) as { [key: string]: Json }) },
  }
}

/** The identifier by which a mention finds its customer when its source named one, `kind:value`; null otherwise. */
export function namedIdentifier({ customer: named }: Pick<Mention, 'customer'>): string | null {
  return named === undefined ? null : (identifierTexts(named)[0] ?? null)
}

/** The beginning of ids of encounters that mentions became. */
export const MENTION_PREFIX = 'mention:'

/**
 * A third party’s encounter that came by another door, as a mention: its source is told in its properties, else its touchpoint; null when
 * it has neither stars nor words, or was a mention first.
 */
export function heardMention({ id, at, touchpoint: place, measures, ...encounter }: Encounter): Mention | null {
  if (id.startsWith(MENTION_PREFIX)) return null
  const given = measures?.find(({ metric }) => metric === 'stars')
  const rating = given === undefined ? undefined : { score: given.score, scale: given.scale ?? '1-5' }
  const isRated = rating !== undefined && ratingShare(rating) >= 0 && ratingShare(rating) <= 100
  if (!isRated && encounter.text === undefined) return null
  const own = (field: string, most: number) => {
    const value = encounter.properties?.[field]
    return typeof value === 'string' && value.length <= most && value.trim() !== '' ? value.trim() : undefined
  }
  const url = own('url', 2000)
  return {
    source: own('source', 60) ?? place.slice(0, 60),
    id,
    at,
    touchpoint: place,
    url: url !== undefined && isWebAddress(url) ? url : undefined,
    author: own('author', 200),
    subject: own('subject', 300),
    title: own('title', 500),
    text: encounter.text,
    locale: encounter.locale,
    rating: isRated ? rating : undefined,
    sentiment: encounter.sentiment,
    customer: encounter.customer,
  }
}
