import { z } from 'zod'
import { VOICE_LANGUAGES } from '../domain/voice/languages.ts'
import { contract, countOf, instantText, pageOf, pageQuery } from './contract.ts'
import { verbatimFilter } from './verbatim.ts'

const why = z
  .enum(['off', 'failed', 'consent', 'none'])
  .nullable()
  .describe('Why it was made in house: no model is set up; it failed; no text may be sent; there is no text. Null when a model made it.')
const engine = z.string().nullable().describe('The model that made it; null in house.')
const sentence = z
  .object({ id: z.string().describe('Of the text it stands in.'), sentence: z.string().describe('As it was written.') })
  .nullable()

const themeSummary = z.object({
  theme: z.string().describe('Key of the theme.'),
  names: z.record(z.string(), z.string()).describe('What it is called, by language.'),
  texts: countOf('Texts with it.'),
  negative: countOf('Of those, how many speak of it bitterly.'),
  positive: countOf('Of those, how many speak of it gladly.'),
  sentiment: z.number().min(-1).max(1).describe('Mean of its mood.'),
  bitter: sentence.describe('The bitterest sentence of it.'),
  glad: sentence.describe('The gladdest sentence of it.'),
})

/** Figures of a theme in a summary. */
export type ThemeSummaryJson = z.output<typeof themeSummary>

/** Sums up what people said. */
export const postSummary = contract({
  operation: 'summariseVerbatims',
  method: 'POST',
  path: '/api/v1/voice/summary',
  topic: 'Voice',
  summary:
    'Sums up what people said, of the latest 2,000 texts chosen: themes with their moods, and, where a model is set up, its words on a sample without personal data.',
  needs: ['work', 'feedback'],
  body: verbatimFilter.extend({ answerIn: z.enum(VOICE_LANGUAGES).describe('In which language the model answers.') }),
  answer: z.object({
    summary: z.string().nullable().describe('Plain text by the model; numbers in brackets are those of `basedOn`. Null in house.'),
    inHouse: z.boolean().describe('Whether no model had a part in it.'),
    why,
    engine,
    texts: countOf('Texts looked at.'),
    sent: countOf('Of those, how many the model was sent.'),
    withheld: countOf('Of those, how many may not be sent: their customers gave no consent `ai`.'),
    basedOn: z
      .array(
        z.object({
          number: z.number().int().min(1).describe('By which the summary names it.'),
          id: z.string().describe('Of the text.'),
          text: z.string().describe('As it was written.'),
        }),
      )
      .describe('The texts that the summary names; all that were sent when it names none.'),
    themes: z.array(themeSummary).describe('The eight commonest, made in house.'),
    keywords: z
      .array(z.object({ word: z.string().describe('In its commonest form.'), texts: countOf('Texts with it.') }))
      .describe('Words met most, in the commonest language.'),
  }),
  status: 200,
})

/** A summary of what people said. */
export type SummaryJson = z.output<typeof postSummary.answer>

/** Names a suggested theme. */
export const postThemeName = contract({
  operation: 'nameTheme',
  method: 'POST',
  path: '/api/v1/voice/theme-name',
  topic: 'Voice',
  summary: 'Proposes a name for a suggested theme, from its words alone; without a model, its strongest words.',
  needs: ['work', 'feedback'],
  body: z.object({ words: z.array(z.string().min(1).max(60)).min(1).max(30).describe('Words of the theme, the strongest first.') }),
  answer: z.object({
    names: z
      .object({ fi: z.string().describe('In Finnish.'), sv: z.string().describe('In Swedish.'), en: z.string().describe('In English.') })
      .describe('At most 60 characters each.'),
    inHouse: z.boolean().describe('Whether no model had a part in it.'),
    why,
    engine,
  }),
  status: 200,
  example: {
    body: { words: ['latauspiste', 'lataus', 'kaapeli'] },
    answer: {
      names: { fi: 'Sähköautojen lataus', sv: 'Laddning av elbilar', en: 'Charging of electric cars' },
      inHouse: false,
      why: null,
      engine: 'llama3.1:8b',
    },
  },
})

const modelCall = z
  .object({
    id: z.number().int().describe('Number of the call.'),
    at: instantText.describe('When it was sent.'),
    by: z.string().nullable().describe('Who asked.'),
    purpose: z.enum(['summary', 'theme-name']).describe('What for.'),
    host: z.string().describe('Where it was sent.'),
    model: z.string().describe('Which model was asked for.'),
    sent: z.string().describe('The request as it was sent, to the character.'),
    answer: z.string().nullable().describe('What the model said; null when nothing that could be used.'),
    status: z.number().int().nullable().describe('HTTP status; null without an answer.'),
    problem: z.string().nullable().describe('Why it failed; null when it did not.'),
    milliseconds: z.number().int().nullable().describe('Null while it is under way.'),
  })
  .meta({ id: 'ModelCall' })

/** A call of a model. */
export type ModelCallJson = z.output<typeof modelCall>

/** Lists what left the house. */
export const getModelCalls = contract({
  operation: 'getModelCalls',
  method: 'GET',
  path: '/api/v1/voice/calls',
  topic: 'Voice',
  summary: 'What was sent to the model outside, to the character, and what it answered, the latest first; kept for 30 days.',
  // What leaves the house is read by whoever may take it out.
  needs: ['read', 'export'],
  query: pageQuery,
  answer: pageOf(modelCall),
  status: 200,
})
