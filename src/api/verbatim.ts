import { z } from 'zod'
import { contract, countOf, customerName, customerQuery, filterQuery, instantText, pageOf, pageQuery, shareInAnswer } from './contract.ts'

const LABELS = ['negative', 'neutral', 'positive'] as const
const language = z.enum(['fi', 'sv', 'en', 'other'])
const sentiment = z.number().min(-1).max(1)
const mood = sentiment.describe('Its own mood, −1…1.')

/** Filters of free texts; the figures open the list with them. */
export const verbatimFilter = filterQuery.pick({ touchpoint: true, channel: true, journey: true, since: true, until: true }).extend({
  words: z.string().max(200).optional().describe('With all of these words, inflected forms too, or with longer words that begin so.'),
  language: language.optional().describe('In this language, as it was understood.'),
  theme: z.string().max(60).optional().describe('With this theme.'),
  sentiment: z.enum(LABELS).optional().describe('With this mood over all.'),
  unsure: z.enum(['true']).optional().describe('Only those of which the mood is uncertain (nearer than 0.2 to none).'),
  mixed: z.enum(['true']).optional().describe('Only those with glad and bitter sentences.'),
  disagrees: z.enum(['true']).optional().describe('Only those whose words and score say the opposite: for people to look at.'),
  team: z.string().max(200).optional().describe('About what this team did.'),
  survey: z.string().max(60).optional().describe('Answering this survey.'),
  customer: customerQuery,
})

const verbatimJson = z
  .object({
    id: z.string().describe('Id of its encounter, or `response:<id>` or `mention:<number>` of nobody we know.'),
    at: instantText.describe('When it was said.'),
    customer: customerName.nullable().describe('Whose words; null = nobody knows.'),
    name: z.string().nullable().describe('Their name, when known.'),
    text: z.string().describe('In their own words and language.'),
    language: language.nullable().describe('As it was understood; null while it is unread.'),
    sentiment: sentiment.nullable().describe('−1…1; nearer than 0.2 to 0 it is uncertain; null while it is unread.'),
    certainty: z.number().min(0).max(1).nullable().describe('How certain, 0–1.'),
    label: z.enum(LABELS).nullable().describe('Its mood in a word; null while it is unread.'),
    themes: z
      .array(z.object({ theme: z.string().describe('Key of the theme.'), sentiment: mood }))
      .describe('Its themes, each with its own mood.'),
    sentences: z
      .array(
        z.object({
          from: z.number().int().describe('First character.'),
          to: z.number().int().describe('After the last.'),
          sentiment: mood,
        }),
      )
      .describe('Its sentences: from which character to which, and their mood.'),
    rated: z.enum(LABELS).nullable().describe('What the score given with it says; null without one.'),
    touchpoint: z.string().nullable().describe('What it is about.'),
    channel: z.string().nullable().describe('By which channel.'),
    journey: z.string().nullable().describe('On which journey.'),
    team: z.string().nullable().describe('About what team.'),
    survey: z.string().nullable().describe('Key of the survey it answers; null when none.'),
    engine: z.string().nullable().describe('What read it, with its version.'),
  })
  .meta({ id: 'Verbatim' })

/** A free text in the list. */
export type VerbatimJson = z.output<typeof verbatimJson>

/** Lists free texts. */
export const getVerbatims = contract({
  operation: 'getVerbatims',
  method: 'GET',
  path: '/api/v1/verbatims',
  topic: 'Voice',
  summary: 'What people said in their own words, the latest first. A page may be short and have a next one all the same.',
  needs: ['read', 'customer'],
  query: pageQuery.extend(verbatimFilter.shape),
  answer: pageOf(verbatimJson),
  status: 200,
})

const themeFigure = z.object({
  theme: z.string().describe('Key of the theme.'),
  names: z.record(z.string(), z.string()).describe('What it is called, by language.'),
  texts: countOf('Texts with it.'),
  before: countOf('Texts with it in the period before, of the same length.'),
  negative: shareInAnswer.nullable().describe('Of those texts, how many speak of it bitterly; null under 10.'),
  sentiment: sentiment.nullable().describe('Mean of its own mood; null under 10.'),
  rated: countOf('Of those texts, how many came with a score.'),
  good: shareInAnswer.nullable().describe('Of those scores, how many are good; null under 10.'),
  goodWithout: shareInAnswer.nullable().describe('Of scores whose words are without the theme; null under 10.'),
  points: z
    .number()
    .nullable()
    .describe(
      'Share of good scores of all, less that of the scores whose words are without it, in percentage points: − it sinks the score.',
    ),
  pointsBefore: z.number().nullable().describe('The same in the period before.'),
})

/** Themes in figures. */
export const getThemes = contract({
  operation: 'getThemes',
  method: 'GET',
  path: '/api/v1/feedback/themes',
  topic: 'Voice',
  summary: 'Themes of what people said: how often, how they felt, and what each does to the share of good scores, now and before.',
  needs: ['read', 'feedback'],
  query: verbatimFilter.omit({ customer: true, words: true, theme: true }),
  answer: z.object({
    since: instantText.describe('From this time on.'),
    until: instantText.describe('Before this time.'),
    texts: countOf('Texts of the period.'),
    unread: countOf('Of those, not yet read.'),
    rated: countOf('Of those, with a score.'),
    good: shareInAnswer.nullable().describe('Of those scores, how many are good; null under 10.'),
    goodBefore: shareInAnswer.nullable().describe('The same in the period before.'),
    languages: z
      .array(z.object({ language: language.describe('As it was understood.'), texts: countOf('Texts in it.') }))
      .describe('Most first.'),
    themes: z.array(themeFigure).describe('Most texts first.'),
  }),
  status: 200,
})

/** Figures of a theme. */
export type ThemeFigure = z.output<typeof themeFigure>
