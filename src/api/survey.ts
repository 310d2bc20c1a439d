import { z } from 'zod'
import { doorSettingsSchema } from '../domain/feedback/door.ts'
import { planSchema, SKIP_REASONS } from '../domain/feedback/plan.ts'
import { MOST_VERSIONS, surveyContentSchema, surveyKeySchema } from '../domain/feedback/survey.ts'
import { contract, countOf, customerName, customerQuery, instantText, pageOf, pageQuery } from './contract.ts'

const params = z.object({ key: surveyKeySchema.describe('Key of the survey.') })
const name = z.string().trim().min(1).max(200).describe('What the people here call it.')
const state = z
  .enum(['draft', 'live', 'paused', 'ended'])
  .describe('draft: never asked yet; live: asked; paused: not asked for now; ended: closed, answers are taken no more.')
const revision = z.number().int().min(1).describe('Grows with each change; the one you have read, 409 when there is a later one.')

const doorJson = z
  .object({
    id: z.string().describe('Its id; stands in its address.'),
    name,
    open: z.boolean().describe('Whether it takes answers.'),
    settings: doorSettingsSchema.describe('How it behaves.'),
    address: z.string().describe('Its public address: of a kiosk, what its device opens.'),
    snippet: z.string().nullable().describe('Of a widget, the line of HTML that stands in the page; null for others.'),
    answers: countOf('Responses that came by it.'),
  })
  .meta({ id: 'SurveyDoor' })

/** A door by which anybody may answer. */
export type SurveyDoorJson = z.output<typeof doorJson>

const surveyListed = z.object({
  key: surveyKeySchema.describe('Its key.'),
  name,
  state,
  version: countOf('Latest published version; 0 = none.'),
  changed: z.boolean().describe('Whether the draft differs from what is published.'),
  changedAt: instantText.describe('When it was changed last.'),
  changedBy: z.string().nullable().describe('Who changed it last.'),
  asked: countOf('Customers asked in the last 90 days.'),
  answered: countOf('Of those, who answered whole or in part.'),
  responses: countOf('Responses of all time by every door, trials left out.'),
})

const surveyJson = surveyListed
  .extend({
    draft: surveyContentSchema.describe('What is being written.'),
    published: surveyContentSchema.nullable().describe('What is asked now; null = nothing yet.'),
    plan: planSchema.describe('When, of whom and how politely it is asked.'),
    revision,
    doors: z.array(doorJson).describe('Doors by which anybody may answer, by name.'),
    versions: z
      .array(
        z.object({
          version: z.number().int().min(1).describe('Its number.'),
          at: instantText.describe('When it was published.'),
          by: z.string().nullable().describe('Who published it; null = a program.'),
          responses: countOf('Responses to it.'),
        }),
      )
      .describe('Published versions, the latest first.'),
  })
  .meta({ id: 'Survey' })

/** A survey as the people here work on it. */
export type SurveyJson = z.output<typeof surveyJson>

/** A survey in the list. */
export type SurveyListed = z.output<typeof surveyListed>

const base = { topic: 'Surveys', status: 200 } as const

/** Lists surveys. */
export const getSurveys = contract({
  ...base,
  operation: 'getSurveys',
  method: 'GET',
  path: '/api/v1/surveys',
  summary: 'Surveys by name, with how many were asked and answered.',
  needs: ['read', 'feedback'],
  answer: z.object({ items: z.array(surveyListed).describe('All of them.') }),
})

/** One survey. */
export const getSurvey = contract({
  ...base,
  operation: 'getSurvey',
  method: 'GET',
  path: '/api/v1/surveys/{key}',
  summary: 'A survey: its draft, what is asked now, when it is asked, and its doors.',
  needs: ['read', 'feedback'],
  params,
  answer: surveyJson,
})

/** What a version asked. */
export const getSurveyVersion = contract({
  ...base,
  operation: 'getSurveyVersion',
  method: 'GET',
  path: '/api/v1/surveys/{key}/versions/{version}',
  summary: 'What a published version asked.',
  needs: ['read', 'feedback'],
  params: params.extend({ version: z.coerce.number().int().min(1).max(MOST_VERSIONS).describe('Number of the version.') }),
  answer: surveyContentSchema,
})

/** Makes a survey. */
export const postSurvey = contract({
  ...base,
  operation: 'postSurvey',
  method: 'POST',
  path: '/api/v1/surveys',
  summary: 'Makes a survey as a draft: of a template, of another survey’s document, or of your own content. 409 when the key is taken.',
  needs: ['change', 'feedback'],
  once: true,
  body: z.strictObject({
    key: surveyKeySchema.describe('Key, never changed.'),
    name,
    content: surveyContentSchema.describe('What it asks.'),
    plan: planSchema.optional().describe('When, of whom and how politely; by hand without one.'),
  }),
  answer: surveyJson,
})

/** Writes on a survey. */
export const putSurvey = contract({
  ...base,
  operation: 'putSurvey',
  method: 'PUT',
  path: '/api/v1/surveys/{key}',
  summary: 'Writes on the draft, the name or the plan; what is asked now stays as it is until it is published. The plan holds at once.',
  needs: ['change', 'feedback'],
  params,
  body: z.strictObject({
    name: name.optional(),
    draft: surveyContentSchema.optional().describe('What it is to ask.'),
    plan: planSchema.optional().describe('When, of whom and how politely.'),
    revision,
  }),
  answer: surveyJson,
})

/** Publishes the draft. */
export const publishSurvey = contract({
  ...base,
  operation: 'publishSurvey',
  method: 'POST',
  path: '/api/v1/surveys/{key}/publish',
  summary: 'Makes the draft a new version, asked from now on; who has begun answers the version they were given.',
  needs: ['change', 'feedback'],
  once: true,
  params,
  body: z.strictObject({ revision }),
  answer: surveyJson,
})

/** Starts, pauses or ends a survey. */
export const postSurveyState = contract({
  ...base,
  operation: 'postSurveyState',
  method: 'POST',
  path: '/api/v1/surveys/{key}/state',
  summary: 'Starts a published survey, pauses it, or ends it. What happened while it was not live triggers nothing later.',
  needs: ['change', 'feedback'],
  once: true,
  params,
  body: z.strictObject({ state: z.enum(['live', 'paused', 'ended']).describe('What it is to be.'), revision }),
  answer: surveyJson,
})

/** Deletes a survey that nobody has answered. */
export const deleteSurvey = contract({
  ...base,
  operation: 'deleteSurvey',
  method: 'DELETE',
  path: '/api/v1/surveys/{key}',
  summary: 'Deletes a survey that was never published; a published one is ended instead (409).',
  needs: ['change', 'feedback'],
  params,
  answer: z.object({ key: surveyKeySchema.describe('Key of what was deleted.') }),
})

const who = z.object({
  customer: customerName,
  name: z.string().nullable().describe('Their name, when known.'),
  at: instantText.describe('When what triggers it happened.'),
  decision: z.enum(['ask', ...SKIP_REASONS]).describe('ask, or why not.'),
})

/** Who would be asked now. */
export const trySurvey = contract({
  ...base,
  operation: 'trySurvey',
  method: 'POST',
  path: '/api/v1/surveys/{key}/who',
  summary: 'Who would have been asked lately if the survey had been live with this plan, and who not and why; nobody is asked.',
  needs: ['read', 'feedback'],
  params,
  body: z.strictObject({
    plan: planSchema.describe('The plan to try.'),
    days: z.number().int().min(1).max(90).default(7).describe('So many days back from now.'),
  }),
  answer: z.object({
    counts: z.array(z.object({ decision: who.shape.decision, customers: countOf('How many.') })).describe('Most first.'),
    sample: z.array(who).describe('Of each decision the latest few, at most 100 in all.'),
    isWhole: z.boolean().describe('False when there were more than 20,000 moments, of which the latest were looked at.'),
  }),
})

const askState = z
  .enum(['due', 'asked', 'skipped', 'answered', 'bounced'])
  .describe('due: still to be decided; skipped: passed over; bounced: what was sent came back.')

/** Lists who was to be asked. */
export const getAsks = contract({
  ...base,
  operation: 'getAsks',
  method: 'GET',
  path: '/api/v1/surveys/{key}/asks',
  summary: 'Everybody who was to be asked, the latest first: asked, answered, passed over and why, or not reached.',
  needs: ['read', 'customer'],
  params,
  query: pageQuery.extend({
    state: askState.optional(),
    reason: z.enum(SKIP_REASONS).optional().describe('Passed over for this.'),
    customer: customerQuery,
  }),
  answer: pageOf(
    z.object({
      id: z.string().describe('Its number.'),
      customer: customerName,
      name: z.string().nullable().describe('Their name, when known.'),
      state: askState,
      reason: z.enum(SKIP_REASONS).nullable().describe('Why they were passed over, or `bounced` where nobody has the address.'),
      triggeredAt: instantText.describe('When what triggers it happened.'),
      askedAt: instantText.nullable().describe('When they were asked.'),
      answeredAt: instantText.nullable().describe('When they began to answer.'),
      way: z.enum(['email', 'webhook', 'link']).nullable().describe('How they were asked.'),
      touchpoint: z.string().nullable().describe('What it is about.'),
    }),
  ),
})

/** Asks customers by hand. */
export const postAsks = contract({
  ...base,
  operation: 'postAsks',
  method: 'POST',
  path: '/api/v1/surveys/{key}/asks',
  summary: 'Asks customers by hand; the clocks and opt-out hold all the same, and each gets an answer of its own.',
  needs: ['work', 'feedback'],
  once: true,
  params,
  body: z.strictObject({
    customers: z.array(z.string().max(400)).min(1).max(1000).describe('Any identifiers, `kind:value`.'),
    way: z.enum(['email', 'webhook', 'link']).optional().describe('link: nothing is sent, the address is answered.'),
  }),
  answer: z.object({
    items: z
      .array(
        z.object({
          customer: z.string().describe('As given.'),
          decision: z.enum(['ask', 'unknown', ...SKIP_REASONS]).describe('ask, that nobody is known so, or why not.'),
          address: z.string().nullable().describe('With `link`: where this customer, and nobody else, answers.'),
        }),
      )
      .describe('What came of each, in the order given.'),
  }),
})

/** The JSON Schema of what a survey asks. */
export const getSurveySchema = contract({
  ...base,
  operation: 'getSurveySchema',
  method: 'GET',
  path: '/api/v1/survey-schema',
  summary: 'JSON Schema (2020-12) of the document of a survey: what `draft` and `content` hold.',
  needs: ['read', 'feedback'],
  answer: z.record(z.string(), z.json()),
})

/** Makes or changes a door. */
export const putSurveyDoor = contract({
  ...base,
  operation: 'putSurveyDoor',
  method: 'PUT',
  path: '/api/v1/surveys/{key}/doors/{id}',
  summary: 'Makes a door by which anybody may answer (id `new`), or changes one.',
  needs: ['change', 'feedback'],
  params: params.extend({ id: z.string().max(60).describe('Its id, or `new`.') }),
  body: z.strictObject({
    name,
    open: z.boolean().default(true).describe('Whether it takes answers.'),
    settings: doorSettingsSchema.describe('How it behaves.'),
  }),
  answer: doorJson,
})
