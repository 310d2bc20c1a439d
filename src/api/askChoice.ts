import { z } from 'zod'
import { SKIP_REASONS } from '../domain/feedback/plan.ts'
import { surveyKeySchema } from '../domain/feedback/survey.ts'
import { contract, customerName, instantText } from './contract.ts'

const decision = z.enum(['ask', ...SKIP_REASONS])

const choiceJson = z.object({
  survey: surveyKeySchema.describe('Key of the survey.'),
  name: z.string().describe('What the people here call it.'),
  decision: decision.describe('By the ways of its plan: ask, or why not.'),
  byLink: decision.describe('With a link that you give yourself: ask, or why not.'),
  way: z.enum(['email', 'webhook']).nullable().describe('The way by which it would be sent; null when it would not be.'),
  address: z.string().nullable().describe('The mail address that it would be sent to; null by other ways.'),
  from: instantText.nullable().describe('From when on the clocks let it be asked; null when they hold nobody back.'),
  language: z.string().describe('Language that it would begin in.'),
})

/** A survey that may be asked by hand, or why it may not. */
export type AskChoice = z.output<typeof choiceJson>

/** Surveys that a customer may be asked by hand. */
export const getAskChoices = contract({
  operation: 'getAskChoices',
  method: 'GET',
  path: '/api/v1/customers/{customer}/surveys',
  topic: 'Surveys',
  summary: 'Published surveys, each with whether the customer may be asked it by hand now, by which way, and why not. Nobody is asked.',
  needs: ['read', 'customer'],
  params: z.object({ customer: customerName }),
  answer: z.object({
    customer: customerName,
    mail: z.boolean().describe('Whether this house can send mail at all.'),
    items: z.array(choiceJson).describe('By name; those that ended are left out.'),
  }),
  status: 200,
})
