import { z } from 'zod'
import { surveyContentSchema, surveyKeySchema } from '../domain/feedback/survey.ts'
import { contract } from './contract.ts'
import { intakeAnswer } from './encounter.ts'

const topic = 'Formbricks'
const taken = intakeAnswer.meta({ id: 'ImportAnswer' })

/** Reads a Formbricks survey. */
export const readFormbricks = contract({
  operation: 'readFormbricks',
  method: 'POST',
  path: '/api/v1/formbricks/surveys',
  topic,
  summary:
    'Reads a Formbricks survey as a document of ours, and tells item by item what does not map; nothing is kept. Make the survey of it with its key, and its responses find it.',
  needs: ['read', 'feedback'],
  body: z.record(z.string(), z.json()).describe('The survey as Formbricks’ management API gives it, with `questions` or `blocks`.'),
  answer: z.object({
    key: surveyKeySchema.describe('The key under which its responses are looked for.'),
    name: z.string().describe('What it is called there.'),
    content: surveyContentSchema.describe('What it asks.'),
    left: z
      .array(z.object({ item: z.string().describe('A question’s id, or a field.'), why: z.string().describe('Why, in a sentence.') }))
      .describe('What does not map, and why.'),
  }),
  status: 200,
})

/** Takes responses from Formbricks' webhooks. */
export const postFormbricksResponses = contract({
  operation: 'postFormbricksResponses',
  method: 'POST',
  path: '/v1/formbricks/responses',
  topic,
  summary:
    'Takes what Formbricks’ webhooks send (responseCreated, responseUpdated, responseFinished), or responses of its management API; sent again they are taken once. The survey has to be here.',
  needs: ['send', 'encounter'],
  reads: 'stream',
  body: z.union([z.record(z.string(), z.json()), z.array(z.record(z.string(), z.json())).max(5000)]),
  answer: taken,
  status: 202,
})

/** Takes feedback records. */
export const postFeedbackRecords = contract({
  operation: 'postFeedbackRecords',
  method: 'POST',
  path: '/v1/feedback-records',
  topic,
  summary:
    'Takes feedback records of Formbricks Hub: a row for each answered field; rows of one submission are one response. Send a submission’s rows together. A source that is not here becomes a paused survey.',
  needs: ['send', 'encounter'],
  reads: 'stream',
  body: z.union([z.record(z.string(), z.json()), z.array(z.record(z.string(), z.json())).max(5000)]),
  answer: taken,
  status: 202,
  example: {
    body: [
      {
        submission_id: 'r-17',
        collected_at: '2026-03-02T18:14:00Z',
        source_type: 'survey',
        source_id: 'branch-visit',
        field_id: 'recommend',
        field_type: 'nps',
        value_number: 9,
        user_id: 'C-1001',
      },
      { submission_id: 'r-18', source_type: 'survey', field_id: 'why', field_type: 'text', value_text: 'Jono oli pitkä.' },
    ],
    answer: {
      accepted: 1,
      duplicates: 0,
      rejected: [
        {
          index: 1,
          id: 'r-18',
          problem: 'collected_at is required',
          problems: [{ field: 'collected_at', message: 'is required' }],
        },
      ],
    },
  },
})
