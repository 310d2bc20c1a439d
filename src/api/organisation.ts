import { z } from 'zod'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { contract, countOf, customerName, instantText } from './contract.ts'

const names = (of: string) => z.record(z.string(), localNameSchema).describe(`Names of ${of}, by key.`)

/** What screens need to know before anything else. */
export const organisationJson = z
  .object({
    name: localNameSchema.nullable().describe('By language, or one for all; null while nobody told it.'),
    demo: z.boolean().describe('Whether the demo organisation is loaded (or loading).'),
    opensWith: z.string().nullable().describe('The customer whose story opens first; null without one.'),
    timeZone: z.string().describe('IANA zone in which the organisation works.'),
    encounters: countOf('Encounters in all.'),
    customers: countOf('Customers who had them.'),
    ready: z.boolean().describe('False while the demo organisation is still being loaded.'),
    names: z
      .object({
        journeys: names('journeys'),
        touchpoints: names('touchpoints'),
        channels: names('channels'),
        stages: z.record(z.string(), localNameSchema).describe('Names of stages, by `journey/stage`.'),
        teams: names('teams'),
      })
      .describe('Names of what encounters refer to by key, as far as they are defined.'),
  })
  .meta({ id: 'Organisation' })

/** The organisation. */
export const getOrganisation = contract({
  operation: 'getOrganisation',
  method: 'GET',
  path: '/api/v1/organisation',
  topic: 'Organisation',
  summary: 'What screens need first: names of journeys, touchpoints, channels, stages and teams; whether the demo is loaded.',
  needs: ['read', 'organisation'],
  answer: organisationJson,
  status: 200,
})

/** Everything that is told to others when it happens. */
export const EVENT_TYPES = [
  'friction.found',
  'friction.withdrawn',
  'case.opened',
  'case.caught',
  'case.handed-over',
  'case.escalated',
  'case.changed',
  'case.solved',
  'case.reopened',
  'case.confirmed',
  'case.withdrawn',
  'path.changed',
  'customer.merged',
  'customer.unmerged',
  'survey.ask',
  'response.received',
] as const

/** One thing that happened, as the live stream tells it: thin, to be looked up by its keys. */
export const eventJson = z
  .object({
    id: z.string().describe('Where the stream stands after it; goes back as `Last-Event-ID`.'),
    type: z.enum(EVENT_TYPES).describe('What happened.'),
    timestamp: instantText.describe('When Polku learnt of it.'),
    data: z
      .object({
        customer: customerName.optional().describe('The customer’s outward name; absent where nobody knows whose response it is.'),
        path: z.string().optional().describe('Key of the path.'),
        kind: z.string().optional().describe('Kind of the friction.'),
        case: z.string().optional().describe('Number of the case.'),
        severity: z.number().int().optional().describe('How grave, 1–5.'),
        state: z.string().optional().describe('The path’s new state.'),
        response: z.string().optional().describe('Id of the response.'),
        survey: z.string().optional().describe('Key of the survey that it answers.'),
        occurredAt: instantText.optional().describe('When the friction became true.'),
      })
      .describe('To whom and where.'),
  })
  .meta({ id: 'Event' })

/** One thing that happened, as the live stream tells it. */
export type EventJson = z.output<typeof eventJson>

/** The live stream. */
export const getEvents = contract({
  operation: 'getEvents',
  method: 'GET',
  path: '/api/v1/events',
  topic: 'Live',
  summary:
    'What happens, as it happens, as server-sent events (`id`, `event` = type, `data` = JSON); `Last-Event-ID` goes on where it broke.',
  needs: ['read', 'organisation'],
  answer: eventJson,
  status: 200,
  media: 'text/event-stream',
  example: {
    answer: {
      id: '1042-318',
      type: 'friction.found',
      timestamp: '2026-03-04T22:00:01Z',
      data: { customer: 'crm:C-1001', path: 'car-loan/LN-1', kind: 'silence', severity: 3, occurredAt: '2026-03-04T22:00:00Z' },
    },
  },
})
