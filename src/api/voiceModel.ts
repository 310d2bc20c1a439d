import { z } from 'zod'
import { VOICE_LANGUAGES } from '../domain/voice/languages.ts'
import { contract, countOf, instantText, shareInAnswer } from './contract.ts'

const use = z.enum(['own', 'shipped'])

const night = z.object({
  id: z.number().int().describe('Number of the model.'),
  at: instantText.describe('When it was learned.'),
  learned: countOf('Rated comments it learned from.'),
  judged: countOf('Other rated comments, a fifth of all, by which it and the one in use were judged.'),
  rightBefore: shareInAnswer
    .nullable()
    .describe('Of those, the share that the one in use told right: good, bad or between, as the writer’s score; null under 10.'),
  rightAfter: shareInAnswer.nullable().describe('The same of the new one.'),
  sidesBefore: shareInAnswer
    .nullable()
    .describe('Of the good and bad ones alone, the share that the one in use told on the right side; null under 10.'),
  sidesAfter: shareInAnswer.nullable().describe('The same of the new one.'),
  gained: countOf('Comments that the new one alone told right.'),
  lost: countOf('Comments that the one in use alone told right.'),
  better: z.boolean().describe('Whether the new one was better by more than chance, and so came into use.'),
  against: use.describe('What was in use: an own model, or the one that comes with Polku.'),
})

/** What came of learning once. */
export type VoiceModelNight = z.output<typeof night>

const voiceModel = z
  .object({
    language: z.enum(VOICE_LANGUAGES).describe('Whose.'),
    uses: use.describe('Which model reads texts now.'),
    chosen: use.describe('`own`: the organisation’s own whenever there is a better one; `shipped`: always the one that comes with Polku.'),
    version: z.string().describe('Version of the model that reads now, as readings tell it.'),
    since: instantText.nullable().describe('Since when the own model reads; null where the shipped one does.'),
    rated: countOf('Rated comments to learn from, 20,000 at most.'),
    needed: countOf('So many it takes to learn.'),
    nights: z.array(night).describe('What came of learning, the latest first, at most 30 times.'),
  })
  .meta({ id: 'VoiceModel' })

/** How texts of a language are read. */
export type VoiceModelJson = z.output<typeof voiceModel>

const learning = z
  .object({
    state: z.enum(['never', 'asked', 'running', 'ended', 'failed']).describe('How far it is.'),
    askedBy: z.string().nullable().describe('Who asked; null where nobody did, or a program.'),
    begunAt: instantText.nullable().describe('When it was last begun.'),
    endedAt: instantText.nullable().describe('When it ended; null while it has not.'),
    done: countOf('Languages done.'),
    of: countOf('Languages in all.'),
    language: z.enum(VOICE_LANGUAGES).nullable().describe('The one under way.'),
    problem: z.string().nullable().describe('Why it failed; null when it did not.'),
    nextAt: instantText.describe('When the next night’s begins.'),
  })
  .describe('How far learning is.')
  .meta({ id: 'VoiceLearning' })

/** How far learning is. */
export type VoiceLearningJson = z.output<typeof learning>

const answer = z.object({ items: z.array(voiceModel).describe('One for each language.'), learning })

const base = { topic: 'Voice', status: 200 } as const

/** How texts are read. */
export const getVoiceModels = contract({
  ...base,
  operation: 'getVoiceModels',
  method: 'GET',
  path: '/api/v1/voice/models',
  summary:
    'By which model texts of each language are read, the one that comes with Polku or the organisation’s own; and what came of learning from the organisation’s own scores.',
  needs: ['read', 'feedback'],
  answer,
})

/** Learns now. */
export const postLearning = contract({
  ...base,
  operation: 'learnVoiceModels',
  method: 'POST',
  path: '/api/v1/voice/models/learn',
  summary: 'Lets models be learned from the organisation’s own scores now rather than next night; what is under way already goes on.',
  needs: ['change', 'feedback'],
  answer: learning,
  status: 202,
})

/** Chooses by which model a language is read. */
export const putVoiceModel = contract({
  ...base,
  operation: 'chooseVoiceModel',
  method: 'PUT',
  path: '/api/v1/voice/models/{language}',
  summary:
    'Chooses by which model a language is read. With `shipped` it is not learned any more; with `own` the latest better model is back at once.',
  needs: ['change', 'feedback'],
  params: z.object({ language: z.enum(VOICE_LANGUAGES).describe('Whose.') }),
  body: z.object({ use: use.describe('By which.') }),
  answer,
})
