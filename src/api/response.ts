import { z } from 'zod'
import { languageSchema, partKeySchema } from '../domain/feedback/question.ts'
import { MOST_VERSIONS, surveyContentSchema, surveyKeySchema } from '../domain/feedback/survey.ts'
import { LEVELS } from '../domain/measure/level.ts'
import { attributeQuery, contract, customerName, customerQuery, filterQuery, instantText, pageOf, pageQuery } from './contract.ts'

const state = z.enum(['new', 'read', 'handled', 'test'])
const part = z.string().nullable()

const responseJson = z
  .object({
    id: z.string().describe('Its id; `encounter:` and that of the encounter for a score that came with one.'),
    survey: surveyKeySchema.nullable().describe('Key of the survey; null for a score that came with an encounter of another system.'),
    surveyName: z.string().nullable().describe('What the people here call it.'),
    version: z.number().int().nullable().describe('Version of the survey.'),
    at: instantText.describe('When the latest of it was said.'),
    whole: z.boolean().describe('False while it is in part.'),
    state: state.describe('new, read, handled, or a test that counts in no figure.'),
    customer: customerName.nullable().describe('Whose it is; null = nobody knows.'),
    name: z.string().nullable().describe('Their name, when known.'),
    door: z.enum(['ask', 'link', 'kiosk', 'widget', 'import', 'trial', 'encounter']).describe('By which it came.'),
    language: z.string().nullable().describe('Language of the answerer, BCP 47.'),
    measures: z
      .array(
        z.object({
          metric: z.string().describe('What was measured.'),
          score: z.number().describe('The raw answer.'),
          scale: z.string().nullable().describe('Lowest-highest, as it was asked; null when not told.'),
        }),
      )
      .describe('Its scores.'),
    text: z.string().nullable().describe('Their own words.'),
    journey: part.describe('On which journey.'),
    touchpoint: part.describe('What it is about.'),
    channel: part.describe('By which channel.'),
    stage: part.describe('At which stage.'),
    team: part.describe('About which team.'),
    path: part.describe('Key of the path it is on.'),
    suspect: z.boolean().describe('Whether its sending looked like a machine’s: it counts in no figure until a person sets its state.'),
    case: z.string().nullable().describe('Number of the case that it opened or joined.'),
  })
  .meta({ id: 'Response' })

/** A response in the list. */
export type ResponseJson = z.output<typeof responseJson>

/** Filters of responses; the figures open the list with them. */
export const responseFilter = filterQuery.omit({ kind: true, device: true, state: true }).extend({
  survey: surveyKeySchema.optional().describe('To this survey.'),
  version: z.coerce.number().int().min(1).max(MOST_VERSIONS).optional().describe('To this version of it.'),
  metric: z.string().max(100).optional().describe('With a score of this metric.'),
  scoreFrom: z.coerce.number().optional().describe('With `metric`: at least this score.'),
  scoreTo: z.coerce.number().optional().describe('With `metric`: at most this score.'),
  level: z.enum(LEVELS).optional().describe('With a score of this level.'),
  team: z.string().max(200).optional().describe('About what this team did.'),
  handled: state.optional().describe('In this state.'),
  words: z.string().max(200).optional().describe('With these words in the answerer’s own; inflected forms too.'),
  theme: z.string().max(60).optional().describe('With this theme in their words.'),
  sentiment: z.enum(['negative', 'neutral', 'positive']).optional().describe('Whose words are so.'),
  text: z.enum(['true']).optional().describe('Only with words.'),
  suspect: z.enum(['true']).optional().describe('Only those whose sending looked like a machine’s.'),
  door: z.string().max(60).optional().describe('That came by this door.'),
  part: z.enum(['true']).optional().describe('Only those in part.'),
  customer: customerQuery,
  attribute: attributeQuery,
})

/** Lists responses. */
export const getResponses = contract({
  operation: 'getResponses',
  method: 'GET',
  path: '/api/v1/responses',
  topic: 'Feedback',
  summary: 'Responses and scores that came with encounters, the latest first; tests only when they are asked for.',
  needs: ['read', 'customer'],
  query: pageQuery.extend(responseFilter.shape),
  answer: pageOf(responseJson),
  status: 200,
})

/** One response. */
export const getResponse = contract({
  operation: 'getResponse',
  method: 'GET',
  path: '/api/v1/responses/{id}',
  topic: 'Feedback',
  summary: 'A response with every question as it was asked in its version, and its answer.',
  needs: ['read', 'customer'],
  params: z.object({ id: z.string().max(300).describe('Id of the response.') }),
  answer: responseJson.extend({
    startedAt: instantText.describe('When it was begun.'),
    stateAt: instantText.nullable().describe('When it was marked; null while nobody did.'),
    stateBy: z.string().nullable().describe('Who marked it.'),
    questions: z
      .array(
        z.object({
          key: z.string().describe('Key of the question.'),
          kind: z.string().describe('Kind of the question.'),
          title: z.string().describe('As it was asked, in the answerer’s language.'),
          answer: z.string().nullable().describe('In words; null = not answered or not asked.'),
          score: z.number().nullable().describe('The score, where it gives one.'),
          scale: z.string().nullable().describe('Lowest-highest; null when it gives none.'),
        }),
      )
      .describe('In order.'),
  }),
  status: 200,
})

/** Sets the state of responses. */
export const postResponseStates = contract({
  operation: 'postResponseStates',
  method: 'POST',
  path: '/api/v1/responses/states',
  topic: 'Feedback',
  summary:
    'Marks responses as new, read, handled, or as tests, which then count in no figure; answers those that were changed, with what they were. What looked like a machine’s counts from then on.',
  needs: ['work', 'feedback'],
  once: true,
  body: z.strictObject({
    ids: z.array(z.string().max(300)).min(1).max(500).describe('Which, at most 500.'),
    state: state.describe('What they are from now on.'),
  }),
  answer: z.object({
    changed: z
      .array(z.object({ id: z.string().describe('Id of the response.'), was: state.describe('What it was.') }))
      .describe('Those that were changed.'),
  }),
  status: 200,
})

/** Shows a draft as whoever answers it will see it. */
export const previewSurvey = contract({
  operation: 'previewSurvey',
  method: 'POST',
  path: '/api/v1/surveys/preview',
  topic: 'Surveys',
  summary: 'The page of a draft as whoever answers it sees it, for an `<iframe srcdoc>`; nothing is recorded, and its buttons do nothing.',
  needs: ['read', 'feedback'],
  body: z.strictObject({
    content: surveyContentSchema.describe('What it asks.'),
    language: languageSchema.optional().describe('Language of the survey; its first without one.'),
    answers: z.record(partKeySchema, z.json()).default({}).describe('Answers given so far, so that branches can be tried.'),
    step: z.number().int().min(0).max(30).default(0).describe('The page that is shown, from 0; past the last it is the thanks.'),
  }),
  answer: z.object({
    html: z.string().describe('The whole page.'),
    steps: z.number().int().min(1).describe('Pages with questions for these answers.'),
  }),
  status: 200,
})

const codeParams = z.object({
  id: z.string().max(60).describe('Id of the door.'),
  format: z.enum(['svg', 'png']).describe('svg scales freely; png has 12 pixels a module.'),
})

/** A door's address as a QR code. */
export const getDoorCode = contract({
  operation: 'getDoorCode',
  method: 'GET',
  path: '/api/v1/survey-doors/{id}/qr.{format}',
  topic: 'Surveys',
  summary: 'The address of a door as a QR code, as SVG or PNG.',
  needs: ['read', 'feedback'],
  params: codeParams,
  answer: z.string().describe('The picture.'),
  status: 200,
  media: 'application/octet-stream',
})
