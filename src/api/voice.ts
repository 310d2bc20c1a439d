import { z } from 'zod'
import { VOICE_LANGUAGES } from '../domain/voice/languages.ts'
import { contract } from './contract.ts'

const MOST_TEXTS = 500
const LONGEST_TEXT = 20_000

const score = z.number().min(-1).max(1)
const label = z.enum(['negative', 'neutral', 'positive'])

/** What a text says. */
export const readingJson = z
  .object({
    language: z.enum([...VOICE_LANGUAGES, 'other', 'none']).describe('`other`: not one that is understood; `none`: no letters.'),
    sentiment: score.describe('−1 negative … 1 positive.'),
    label: label.describe('The likeliest.'),
    certainty: z.number().min(0).max(1).describe('How often such a label is right.'),
    uncertain: z.boolean().describe('Whether the score is nearer to zero than 0.2.'),
    mixed: z.boolean().describe('Whether some sentences are clearly glad and others clearly sad.'),
    themes: z
      .array(
        z.object({
          key: z.string().describe('Key of the theme.'),
          sentiment: score.describe('Of what is said where the theme stands.'),
          label: label.describe('The same in a word; neutral when uncertain.'),
        }),
      )
      .describe('In the order in which they are met.'),
    sentences: z
      .array(
        z.object({
          from: z.number().int().min(0).describe('Where it begins, in UTF-16 units.'),
          to: z.number().int().min(0).describe('Where it ends, exclusive.'),
          sentiment: score.describe('Its own score.'),
        }),
      )
      .describe('Its sentences.'),
    engine: z.string().describe('What read it.'),
    version: z.string().describe('Version of its models; empty when none was used.'),
  })
  .meta({ id: 'VoiceReading' })

/** Tells what texts say; nothing is kept and nothing leaves the house. */
export const postAnalyse = contract({
  operation: 'analyseTexts',
  method: 'POST',
  path: '/api/v1/voice/analyse',
  topic: 'Voice',
  summary: 'What texts say: language, feeling, themes. Nothing is kept, and nothing leaves the house.',
  needs: ['read', 'voice'],
  body: z.object({
    texts: z.array(z.string().max(LONGEST_TEXT)).min(1).max(MOST_TEXTS).describe('1–500 texts of at most 20,000 characters.'),
    language: z.enum(VOICE_LANGUAGES).optional().describe('Their language; without it, each tells its own.'),
  }),
  answer: z.object({ readings: z.array(readingJson).describe('One for each text, in their order.') }),
  status: 200,
  example: {
    body: { texts: ['Palvelu oli ystävällistä, mutta toimitus myöhästyi.'] },
    answer: {
      readings: [
        {
          language: 'fi',
          sentiment: -0.2,
          label: 'negative',
          certainty: 0.55,
          uncertain: false,
          mixed: false,
          themes: [
            { key: 'staff', sentiment: 0.9, label: 'positive' },
            { key: 'delivery', sentiment: -0.8, label: 'negative' },
          ],
          sentences: [{ from: 0, to: 51, sentiment: -0.2 }],
          engine: 'polku-linear-1',
          version: '2026.11.1',
        },
      ],
    },
  },
})
