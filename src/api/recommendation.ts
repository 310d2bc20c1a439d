import { z } from 'zod'
import { surveyKeySchema } from '../domain/feedback/survey.ts'
import { contract, countOf, instantQuery, instantText, shareInAnswer } from './contract.ts'

const share = shareInAnswer.nullable().describe('0–1 with its 95 % interval (Wilson); null under 10.')

/** What customers said they would do, and what they did. */
export const getSaidAndDid = contract({
  operation: 'getSaidAndDid',
  method: 'GET',
  path: '/api/v1/feedback/said-and-did',
  topic: 'Feedback',
  summary:
    'Whether promoters did as they said: of each survey that follows up a recommendation question and asks `did` (`many`, `one`, `not-yet`, `no`), what was said first and done later.',
  needs: ['read', 'feedback'],
  query: z.object({
    since: instantQuery.optional().describe('Follow-ups answered from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Follow-ups answered before this time, RFC 3339.'),
  }),
  answer: z.object({
    items: z
      .array(
        z.object({
          survey: surveyKeySchema.describe('The follow-up.'),
          name: z.string().describe('What the people here call it.'),
          asked: countOf('Customers whom it was asked in the time.'),
          said: surveyKeySchema.describe('The survey in which they said it.'),
          scores: z
            .array(
              z.object({
                score: z.number().int().describe('What they said, 0–10.'),
                many: countOf('Recommended to several.'),
                one: countOf('To one.'),
                notYet: countOf('Not yet, but might.'),
                no: countOf('Did not.'),
              }),
            )
            .describe('By what was said, highest first.'),
          answered: countOf('Answers to the follow-up of customers who had said something.'),
          did: share.describe('Of these, how many recommended to one or several.'),
          latestAt: instantText.nullable().describe('The latest of these answers.'),
        }),
      )
      .describe('By name; empty without such a survey.'),
  }),
  status: 200,
})
