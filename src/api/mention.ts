import { z } from 'zod'
import { mentionSchema } from '../domain/feedback/mention.ts'
import { contract, countOf, instantQuery, instantText, pageOf, pageQuery } from './contract.ts'
import { intakeAnswer } from './encounter.ts'

const item = mentionSchema.meta({ id: 'Mention' })
const topic = 'Word of mouth'

/** Takes reviews and posts about us. */
export const postMentions = contract({
  operation: 'postMentions',
  method: 'POST',
  path: '/v1/mentions',
  topic,
  summary:
    'Takes reviews and posts: one, an array, NDJSON, schema.org Review as application/ld+json, or an HTML page with it; the same source and id again are the same mention, in its newer words. At most 5,000 items or 5 MB.',
  needs: ['send', 'mention'],
  query: z.object({
    source: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .describe('Source of what a JSON-LD document or page tells; the site it names itself unless said otherwise.'),
    touchpoint: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Touchpoint of what a JSON-LD document or page tells; review-site unless said.'),
  }),
  reads: 'stream',
  body: z.union([item, z.array(item).max(5000)]),
  answer: intakeAnswer
    .extend({
      accepted: countOf('New mentions, and new words or ratings of known ones, on disk.'),
      duplicates: countOf('Mentions that were known, and said nothing new.'),
      statements: countOf('Statements of a source on all its reviews together that were new.'),
    })
    .meta({ id: 'MentionAnswer' }),
  status: 202,
  example: {
    body: [
      {
        source: 'arviot.example',
        id: '8812',
        occurredAt: '2026-03-02T18:14:00Z',
        url: 'https://arviot.example/8812',
        author: 'Nimimerkki Käpy',
        rating: { score: 2, scale: '1-5' },
        text: 'Lainapäätöstä sai odottaa kolme viikkoa.',
        locale: 'fi',
      },
      { source: 'arviot.example', id: '8813', occurredAt: '2026-03-03T09:00:00Z', rating: { score: 7, scale: '1-5' } },
    ],
    answer: {
      accepted: 1,
      duplicates: 0,
      statements: 0,
      rejected: [
        {
          index: 1,
          id: '8813',
          problem: 'rating.score must be within its scale, 1-5',
          problems: [{ field: 'rating.score', message: 'must be within its scale, 1-5' }],
        },
      ],
    },
  },
})

const tone = z.enum(['negative', 'neutral', 'positive'])

/** A mention as doors show it: what was said, where, and of which customer when that is known. */
export const mentionJson = z
  .object({
    mention: z.number().int().describe('Its number here.'),
    source: z.string().describe('Where it stands.'),
    id: z.string().describe('Its id there.'),
    occurredAt: instantText.describe('When it was written.'),
    receivedAt: instantText.describe('When it came.'),
    touchpoint: z.string().describe('Key of the touchpoint.'),
    url: z.string().nullable().describe('Where it can be read.'),
    author: z.string().nullable().describe('Its author’s name as shown to everybody.'),
    subject: z.string().nullable().describe('What it is about.'),
    title: z.string().nullable().describe('Its heading.'),
    text: z.string().nullable().describe('Its words, in their own language.'),
    locale: z.string().nullable().describe('Language of the words, told or read.'),
    rating: z
      .object({
        score: z.number().describe('As given.'),
        scale: z.string().describe('The scale it stands on.'),
        stars: z.number().describe('The same as stars, 1–5.'),
        share: z.number().describe('The same on 0–100.'),
      })
      .nullable()
      .describe('Its rating; null without one.'),
    tone: tone.nullable().describe('What it comes to: by its stars, else the source’s label, else its words; null when nobody can tell.'),
    reading: z
      .object({
        sentiment: tone.nullable().describe('How its words were read.'),
        score: z.number().nullable().describe('−1…1.'),
        language: z.string().nullable().describe('The language that was read.'),
        engine: z.string().describe('What read it.'),
        version: z.string().describe('Which version of it.'),
      })
      .nullable()
      .describe('How its text was understood; null when nothing read it.'),
    customer: z.string().nullable().describe('Outward name of the customer who wrote it; null while nobody knows for certain.'),
    displayName: z.string().nullable().describe('That customer’s name, when another system told it.'),
    linkedBy: z.enum(['source', 'person']).nullable().describe('Who says so: its source, or somebody here.'),
    handled: z
      .object({ at: instantText.describe('When.'), by: z.string().describe('By whom.') })
      .nullable()
      .describe('Marked as handled; null while it is not.'),
  })
  .meta({ id: 'MentionFound' })

/** A mention as doors show it. */
export type MentionJson = z.output<typeof mentionJson>

const logLine = z.object({
  at: instantText.describe('When.'),
  event: z
    .enum(['linked', 'unlinked', 'handled', 'reopened', 'edited'])
    .describe('What was done; edited = its source told other words or another rating.'),
  by: z.string().describe('By whom: a person, or the source.'),
  identifier: z.string().nullable().describe('Whom it was linked to or parted from.'),
  because: z.string().describe('Why, in their words.'),
  before: z
    .object({
      title: z.string().nullable().describe('Its heading before.'),
      text: z.string().nullable().describe('Its words before.'),
      score: z.number().nullable().describe('Its rating before.'),
      scale: z.string().nullable().describe('The scale of that.'),
    })
    .nullable()
    .describe('What an edited one said before; null of all else.'),
})

const flag = z.enum(['true', 'false'])

/** The filters of mentions. */
export const mentionFilter = z.object({
  source: z.string().max(60).optional().describe('Of this source.'),
  since: instantQuery.optional().describe('Written from this time on, RFC 3339.'),
  until: instantQuery.optional().describe('Written before this time, RFC 3339.'),
  stars: z.coerce.number().int().min(1).max(5).optional().describe('With so many stars, rounded.'),
  tone: tone.optional().describe('That come to this.'),
  known: flag.optional().describe('true = whose customer is known; false = the others.'),
  handled: flag.optional().describe('true = marked as handled; false = the others.'),
  words: z.string().max(200).optional().describe('With all these words in heading, text or author, as they stand or inflected otherwise.'),
})

const shown: MentionJson = {
  mention: 17,
  source: 'arviot.example',
  id: '8812',
  occurredAt: '2026-03-02T18:14:00Z',
  receivedAt: '2026-03-02T19:00:00Z',
  touchpoint: 'review-site',
  url: 'https://arviot.example/8812',
  author: 'Nimimerkki Käpy',
  subject: null,
  title: null,
  text: 'Lainapäätöstä sai odottaa kolme viikkoa.',
  locale: 'fi',
  rating: { score: 2, scale: '1-5', stars: 2, share: 25 },
  tone: 'negative',
  reading: null,
  customer: null,
  displayName: null,
  linkedBy: null,
  handled: null,
}
const linked: MentionJson = { ...shown, customer: 'crm:C-1001', displayName: 'Aino Esimerkki', linkedBy: 'person' }

/** Lists mentions. */
export const getMentions = contract({
  operation: 'getMentions',
  method: 'GET',
  path: '/api/v1/mentions',
  topic,
  summary: 'Word of mouth, newest first.',
  needs: ['read', 'mention'],
  query: pageQuery.extend(mentionFilter.shape),
  answer: pageOf(mentionJson),
  status: 200,
  example: { query: { known: 'false' }, answer: { items: [shown], next: null } },
})

const params = z.object({ mention: z.coerce.number().int().min(1).describe('Number of the mention.') })
const asked = { mention: '17' }

/** One mention and what people did to it. */
export const getMention = contract({
  operation: 'getMention',
  method: 'GET',
  path: '/api/v1/mentions/{mention}',
  topic,
  summary: 'One mention, and what people did to it.',
  needs: ['read', 'mention'],
  params,
  answer: mentionJson.extend({ log: z.array(logLine).describe('What people and its source did to it, newest first.') }),
  status: 200,
  example: { params: asked, answer: { ...shown, log: [] } },
})

const because = z.string().trim().max(500).default('').describe('Why, for whoever reads it later.')

/** Links a mention to the customer who wrote it. */
export const linkMention = contract({
  operation: 'linkMention',
  method: 'POST',
  path: '/api/v1/mentions/{mention}/link',
  topic,
  summary:
    'Says for certain which customer wrote a mention: it then stands on that customer’s timeline, and a poor one is a friction. It can be taken back.',
  needs: ['work', 'mention'],
  params,
  body: z.strictObject({
    customer: z.string().trim().min(1).max(400).describe('Any identifier of the customer, `kind:value`, or `id:17`.'),
    because,
  }),
  answer: mentionJson,
  status: 200,
  example: { params: asked, body: { customer: 'crm:C-1001', because: 'Told us so on the phone.' }, answer: linked },
})

/** Takes back that a customer wrote a mention. */
export const unlinkMention = contract({
  operation: 'unlinkMention',
  method: 'POST',
  path: '/api/v1/mentions/{mention}/unlink',
  topic,
  summary: 'Takes back what somebody here said of who wrote a mention: it leaves that customer’s timeline.',
  needs: ['work', 'mention'],
  params,
  body: z.strictObject({ because }),
  answer: mentionJson,
  status: 200,
  example: { params: asked, body: { because: 'It was somebody of the same name.' }, answer: shown },
})

/** Marks a mention as handled, or not. */
export const handleMention = contract({
  operation: 'handleMention',
  method: 'POST',
  path: '/api/v1/mentions/{mention}/handle',
  topic,
  summary: 'Marks a mention as handled, or takes the mark away.',
  needs: ['work', 'mention'],
  params,
  body: z.strictObject({ handled: z.boolean().describe('true = it is handled.') }),
  answer: mentionJson,
  status: 200,
  example: {
    params: asked,
    body: { handled: true },
    answer: { ...shown, handled: { at: '2026-03-03T08:00:00Z', by: 'Riitta Räsänen' } },
  },
})
