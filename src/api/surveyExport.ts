import { z } from 'zod'
import { surveyKeySchema } from '../domain/feedback/survey.ts'
import { contract, instantQuery } from './contract.ts'

/** Every response to a survey as a file. */
export const exportResponses = contract({
  operation: 'exportResponses',
  method: 'GET',
  path: '/api/v1/surveys/{key}/responses',
  topic: 'Surveys',
  summary:
    'Every response to a survey as a file, a row each, with the answers to every version; tests and what looks like a machine’s are told, not left out.',
  needs: ['read', 'export'],
  params: z.object({ key: surveyKeySchema.describe('Key of the survey.') }),
  query: z.object({
    format: z.enum(['csv', 'sav']).describe('csv (as a Finnish Excel opens it) or sav (SPSS, also PSPP, R and Python).'),
    language: z.string().max(35).default('en').describe('Language in which questions and options are told, where the survey has it.'),
    since: instantQuery.optional().describe('Responses from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Responses before this time, RFC 3339.'),
  }),
  answer: z.string(),
  status: 200,
  media: 'application/octet-stream',
})
