import { z } from 'zod'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { contract, instantText } from './contract.ts'

/** What screens need to know before anything else. */
export const organisationJson = z.object({
  name: localNameSchema.nullable().describe('By language, or one for all; null while nobody told it.'),
  demo: z.boolean().describe('Whether the demo organisation is loaded (or loading).'),
  opensWith: z.string().nullable().describe('The customer whose story opens first; null without one.'),
  timeZone: z.string(),
  encounters: z.number().int(),
  customers: z.number().int(),
  ready: z.boolean().describe('False while the demo organisation is still being loaded.'),
  /** Names of what encounters refer to by key. */
  names: z.object({
    journeys: z.record(z.string(), localNameSchema),
    touchpoints: z.record(z.string(), localNameSchema),
    channels: z.record(z.string(), localNameSchema),
    stages: z.record(z.string(), localNameSchema).describe('By `journey/stage`.'),
  }),
})

/** The organisation. */
export const getOrganisation = contract({
  operation: 'getOrganisation', method: 'GET', path: '/api/v1/organisation', topic: 'Organisation',
  summary: 'What screens need first: names of journeys, touchpoints, channels and stages; whether the demo is loaded.',
  scope: 'read', answer: organisationJson, status: 200,
})

/** One thing that happened, as the live stream tells it: thin, to be looked up by its keys. */
export const eventJson = z.object({
  id: z.string(),
  type: z.enum(['friction.found', 'friction.withdrawn', 'case.opened', 'case.withdrawn', 'path.changed', 'customer.merged']),
  timestamp: instantText,
  data: z.object({
    customer: z.string(),
    path: z.string().optional(),
    kind: z.string().optional(),
    case: z.string().optional(),
    severity: z.number().int().optional(),
    state: z.string().optional(),
    occurredAt: instantText.optional(),
  }),
})

/** One thing that happened, as the live stream tells it. */
export type EventJson = z.output<typeof eventJson>

/** The live stream. */
export const getEvents = contract({
  operation: 'getEvents', method: 'GET', path: '/api/v1/events', topic: 'Live',
  summary: 'What happens, as it happens, as server-sent events (`id`, `event` = type, `data` = JSON); `Last-Event-ID` goes on where it broke.',
  scope: 'read', answer: eventJson, status: 200, media: 'text/event-stream',
})
