import { z } from 'zod'
import { REVIEW_TOUCHPOINT } from '../domain/feedback/mention.ts'
import { contract, countOf, instantText, pageOf } from './contract.ts'

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u, 'must not have control characters')
  .describe('The source that its mentions go by; each name once.')
const url = z
  .string()
  .trim()
  .max(2000)
  .describe('Where it is read, https; no user name, no password, no address of a private network unless the settings allow it.')
const kind = z.enum(['feed', 'page']).describe('feed: RSS 2.0 or Atom; page: schema.org reviews as JSON-LD, alone or in a page.')
const touchpoint = z.string().trim().min(1).max(200).describe('Key of the touchpoint of its mentions.')
const everyMinutes = z.number().int().min(5).max(10_080).describe('Minutes between two readings, 5–10080.')
const active = z.boolean().describe('Whether it is read.')

/** A feed or page that is read again and again, and how it fares. */
export const mentionSourceJson = z
  .object({
    id: z.number().int().describe('Number of the source.'),
    name,
    url,
    kind,
    touchpoint,
    everyMinutes,
    active,
    nextAt: instantText.nullable().describe('When it is read next; null while it is not.'),
    triedAt: instantText.nullable().describe('When it was last tried.'),
    succeededAt: instantText.nullable().describe('When it was last read.'),
    problem: z.string().nullable().describe('The last problem, in words; null when there never was one.'),
    problemAt: instantText.nullable().describe('When that was.'),
    taken: countOf('Mentions that were new, in all.'),
  })
  .meta({ id: 'MentionSource' })

/** A source as doors show it. */
export type MentionSourceJson = z.output<typeof mentionSourceJson>

const topic = 'Word of mouth'
const params = z.object({ source: z.coerce.number().int().min(1).describe('Number of the source.') })
const asked = { source: '3' }
const shown: MentionSourceJson = {
  id: 3,
  name: 'arviot.example',
  url: 'https://arviot.example/esimerkki/feed.xml',
  kind: 'feed',
  touchpoint: 'review-site',
  everyMinutes: 60,
  active: true,
  nextAt: '2026-03-05T09:00:00Z',
  triedAt: '2026-03-05T08:00:00Z',
  succeededAt: '2026-03-05T08:00:00Z',
  problem: null,
  problemAt: null,
  taken: 41,
}

/** Lists the sources of mentions. */
export const getMentionSources = contract({
  operation: 'getMentionSources',
  method: 'GET',
  path: '/api/v1/mention-sources',
  topic,
  summary: 'Feeds and pages that are read for mentions, by name; at most 100.',
  needs: ['read', 'mention'],
  answer: pageOf(mentionSourceJson),
  status: 200,
  example: { answer: { items: [shown], next: null } },
})

/** Sets up a source of mentions. */
export const postMentionSource = contract({
  operation: 'postMentionSource',
  method: 'POST',
  path: '/api/v1/mention-sources',
  topic,
  summary: 'Sets up a feed or page that is read for mentions; at most 100.',
  needs: ['change', 'mention'],
  body: z.strictObject({
    name,
    url,
    kind: kind.default('feed'),
    touchpoint: touchpoint.default(REVIEW_TOUCHPOINT),
    everyMinutes: everyMinutes.default(60),
    active: active.default(true),
  }),
  answer: mentionSourceJson,
  status: 200,
  example: { body: { name: shown.name, url: shown.url }, answer: { ...shown, triedAt: null, succeededAt: null, taken: 0 } },
})

/** Changes a source of mentions. */
export const patchMentionSource = contract({
  operation: 'patchMentionSource',
  method: 'PATCH',
  path: '/api/v1/mention-sources/{source}',
  topic,
  summary: 'Changes what is named of a source and leaves the rest. Its name stays, since its mentions go by it.',
  needs: ['change', 'mention'],
  params,
  body: z.strictObject({
    url: url.optional(),
    kind: kind.optional(),
    touchpoint: touchpoint.optional(),
    everyMinutes: everyMinutes.optional(),
    active: active.optional(),
  }),
  answer: mentionSourceJson,
  status: 200,
  example: { params: asked, body: { active: false }, answer: { ...shown, active: false, nextAt: null } },
})

/** Deletes a source of mentions. */
export const deleteMentionSource = contract({
  operation: 'deleteMentionSource',
  method: 'DELETE',
  path: '/api/v1/mention-sources/{source}',
  topic,
  summary: 'Deletes a source; its mentions stay.',
  needs: ['change', 'mention'],
  params,
  answer: z.object({ id: z.number().int().describe('Number of the source that is gone.') }),
  status: 200,
  example: { params: asked, answer: { id: 3 } },
})

/** Has a source read now. */
export const readMentionSource = contract({
  operation: 'readMentionSource',
  method: 'POST',
  path: '/api/v1/mention-sources/{source}/read',
  topic,
  summary: 'Has a source read within seconds, in full; what is known already is not taken again.',
  needs: ['change', 'mention'],
  params,
  answer: mentionSourceJson,
  status: 202,
  example: { params: asked, answer: shown },
})
