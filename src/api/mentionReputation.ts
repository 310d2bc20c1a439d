import { z } from 'zod'
import { contract, countOf, instantQuery, instantText } from './contract.ts'

const bound = z.number().describe('A bound of the 95 % interval.')
const mean = z
  .object({ mean: z.number().describe('The mean, 1–5.'), low: bound, high: bound, n: countOf('Ratings.') })
  .nullable()
  .describe('Mean stars; null without any rating.')
const shareJson = (what: string) =>
  z
    .object({ share: z.number().describe('0–1.'), low: bound, high: bound, n: countOf('Of so many.') })
    .nullable()
    .describe(what)

const figures = {
  n: countOf('Mentions.'),
  few: z.boolean().describe('Under ten ratings: too few to compare.'),
  stars: mean,
  good: shareJson('Share of 4 or 5 stars among the rated, with Wilson’s interval; null of none.'),
  negative: shareJson('Share of negative ones among those that come to anything; null of none.'),
}

const nps = z
  .object({
    score: z.number().describe('NPS, −100…100.'),
    low: bound,
    high: bound,
    n: countOf('Answers.'),
    few: z.boolean().describe('Under ten answers.'),
  })
  .nullable()
  .describe('NPS of the answers given in the same time, whoever gave them; null without any.')

/** Reputation over time, by source, and what sources say of themselves. */
export const reputationJson = z
  .object({
    by: z.enum(['week', 'month']).describe('What the periods are.'),
    periods: z
      .array(
        z.object({
          day: z.string().describe('Its first day.'),
          from: instantText.describe('Where it begins.'),
          until: instantText.describe('Where it ends.'),
          ...figures,
          nps,
        }),
      )
      .describe('Weeks or months, oldest first; the latest may not be over.'),
    all: z.object({ ...figures, nps }).describe('All of them together.'),
    sources: z.array(z.object({ source: z.string().describe('Where they stand.'), ...figures })).describe('By source, most first.'),
    statements: z
      .array(
        z.object({
          source: z.string().describe('Who says so.'),
          subject: z.string().describe('Of what.'),
          at: instantText.describe('When it was first said so.'),
          score: z.number().describe('As said.'),
          scale: z.string().describe('On which scale.'),
          stars: z.number().describe('The same as stars, 1–5.'),
          count: z.number().int().nullable().describe('Of how many reviews; null when it is not said.'),
        }),
      )
      .describe('What each source says last of all its reviews together; never added to what was counted here.'),
  })
  .meta({ id: 'Reputation' })

/** Reputation as doors show it. */
export type ReputationJson = z.output<typeof reputationJson>

/** Reputation over time. */
export const getReputation = contract({
  operation: 'getReputation',
  method: 'GET',
  path: '/api/v1/mentions/reputation',
  topic: 'Word of mouth',
  summary:
    'Reputation by week or month: how many mentions, mean stars, shares of good and negative ones, and NPS of the same time beside them.',
  needs: ['read', 'mention'],
  query: z.object({
    by: z.enum(['week', 'month']).default('month').describe('What the periods are.'),
    since: instantQuery.optional().describe('From this time on, RFC 3339; twelve months or half a year of weeks unless said otherwise.'),
    until: instantQuery.optional().describe('Before this time, RFC 3339; the latest mention, now at most, unless said otherwise.'),
    source: z.string().max(60).optional().describe('Of this source; NPS stays that of all.'),
  }),
  answer: reputationJson,
  status: 200,
})
