import { z } from 'zod'
import { journeyDefinitionSchema } from '../domain/journey/definition.ts'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { attributeQuery, contract, countOf, filterQuery, instantText } from './contract.ts'

/** The journey in question. */
export const journeyParams = z.object({ key: z.string().min(1).max(200).describe('Key of the journey.') })
/** Filters of the paths of one journey. */
export const journeyFilter = filterQuery.omit({ journey: true }).extend({ attribute: attributeQuery })
/** A channel in an answer. */
export const channelName = z.string().nullable().describe('The channel; null = none given.')

/** How an answer over many paths came about. */
export const answered = z.object({
  answeredBy: z.enum(['columns', 'sql']).describe('Which way it was answered.'),
  asOf: instantText.describe('Every change up to this time is taken into account.'),
})

/** A journey: its newest definition, if any, and how many paths it has. */
export const journeyJson = z
  .object({
    key: z.string().describe('Its key, by which encounters name it.'),
    name: localNameSchema.nullable().describe('Its name by language, or one for all; null without one.'),
    version: z.number().int().nullable().describe('Version of its definition; null while it is only named by encounters.'),
    definition: z.record(z.string(), z.unknown()).nullable().describe('The definition as it was given.'),
    paths: countOf('Its paths.'),
    states: z
      .object({
        active: countOf('Under way.'),
        paused: countOf('At rest longer than the journey lets them.'),
        abandoned: countOf('Given up.'),
        completed: countOf('Done.'),
      })
      .describe('Its paths by state.'),
    frictions: countOf('Frictions on its paths.'),
    firstAt: instantText.nullable().describe('Time of the first encounter on its paths; null without one.'),
    lastAt: instantText.nullable().describe('Time of the last encounter on its paths; null without one.'),
  })
  .meta({ id: 'Journey' })

/** Lists journeys. */
export const getJourneys = contract({
  operation: 'getJourneys',
  method: 'GET',
  path: '/api/v1/journeys',
  topic: 'Journeys',
  summary: 'Journeys, defined or only named by encounters, with the states of their paths.',
  needs: ['read', 'journey'],
  answer: z.object({ items: z.array(journeyJson).describe('All of them, by key.') }),
  status: 200,
})

/** One journey. */
export const getJourney = contract({
  operation: 'getJourney',
  method: 'GET',
  path: '/api/v1/journeys/{key}',
  topic: 'Journeys',
  summary: 'One journey with its definition.',
  needs: ['read', 'journey'],
  params: journeyParams,
  answer: journeyJson,
  status: 200,
})

/** Defines a journey anew. */
export const putJourney = contract({
  operation: 'putJourney',
  method: 'PUT',
  path: '/api/v1/journeys/{key}',
  topic: 'Journeys',
  summary: 'Defines a journey; a new version takes force at once and its paths are derived again.',
  needs: ['change', 'journey'],
  params: journeyParams,
  body: journeyDefinitionSchema.meta({ id: 'JourneyDefinition' }),
  answer: journeyJson,
  status: 200,
  example: {
    params: { key: 'car-loan' },
    body: {
      key: 'car-loan',
      name: { fi: 'Autolaina', en: 'Car loan' },
      team: 'loan-desk',
      stages: [{ key: 'apply' }, { key: 'decide' }],
      pauseAfter: '7d',
    },
    answer: {
      key: 'car-loan',
      name: { fi: 'Autolaina', en: 'Car loan' },
      version: 1,
      definition: {
        key: 'car-loan',
        name: { fi: 'Autolaina', en: 'Car loan' },
        team: 'loan-desk',
        stages: [{ key: 'apply' }, { key: 'decide' }],
        pauseAfter: '7d',
      },
      paths: 1,
      states: { active: 1, paused: 0, abandoned: 0, completed: 0 },
      frictions: 0,
      firstAt: '2026-03-02T18:14:00Z',
      lastAt: '2026-03-02T18:26:00Z',
    },
  },
})

/** Which touchpoint follows which. */
export const getFlow = contract({
  operation: 'getFlow',
  method: 'GET',
  path: '/api/v1/journeys/{key}/flow',
  topic: 'Journeys',
  summary: 'Which touchpoint follows which on the paths, how often, after how long.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter.extend({
    limit: z.coerce.number().int().min(1).max(10_000).default(500).describe('Transitions at most, 1–10,000, the most frequent ones.'),
  }),
  answer: answered.extend({
    paths: countOf('Paths with at least one encounter that the filter chooses.'),
    transitions: z
      .array(
        z.object({
          from: z.string().describe('Key of the touchpoint before.'),
          to: z.string().describe('Key of the touchpoint that followed.'),
          count: countOf('How often.'),
          medianSeconds: z.number().describe('Median of the time between.'),
          withFriction: countOf('Of these, how often on paths on which a friction stands.'),
        }),
      )
      .describe('Most frequent first.'),
    starts: z
      .array(
        z.object({
          touchpoint: z.string().describe('Key of the touchpoint where paths begin.'),
          count: countOf('Paths that begin here.'),
          withFriction: countOf('Of these, on how many a friction stands.'),
        }),
      )
      .describe('Where paths begin, most first.'),
    ends: z
      .array(
        z.object({
          touchpoint: z.string().describe('Key of the touchpoint where paths have come to, for good or for now.'),
          state: z.enum(['active', 'paused', 'abandoned', 'completed']).describe('State of these paths.'),
          paths: countOf('Paths that have come no further.'),
        }),
      )
      .describe('Where paths end, most first.'),
  }),
  status: 200,
  example: {
    params: { key: 'car-loan' },
    query: { channel: 'web' },
    answer: {
      answeredBy: 'columns',
      asOf: '2026-03-31T00:00:00Z',
      paths: 1,
      transitions: [{ from: 'loan-application', to: 'loan-documents', count: 1, medianSeconds: 720, withFriction: 0 }],
      starts: [{ touchpoint: 'loan-application', count: 1, withFriction: 0 }],
      ends: [{ touchpoint: 'loan-documents', state: 'active', paths: 1 }],
    },
  },
})

/** How far paths come. */
export const getFunnel = contract({
  operation: 'getFunnel',
  method: 'GET',
  path: '/api/v1/journeys/{key}/funnel',
  topic: 'Journeys',
  summary: 'How many paths come to each step, in order, with anything between.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter.extend({
    steps: z
      .string()
      .optional()
      .describe('Steps in order, comma-separated: stages, or touchpoints with `by=touchpoint`. Default: the journey’s own.'),
    by: z.enum(['touchpoint', 'stage']).default('stage').describe('What the steps are.'),
    withinDays: z.coerce.number().min(0.001).max(3660).default(90).describe('Longest time from the first step to the last.'),
  }),
  answer: answered.extend({
    paths: countOf('Paths with at least one encounter that the filter chooses.'),
    steps: z
      .array(
        z.object({
          step: z.string().describe('Key of the stage or touchpoint.'),
          paths: countOf('Paths that came here.'),
          share: z.number().nullable().describe('Of the paths that took the first step, 0–1; null when none did.'),
          medianSeconds: z.number().nullable().describe('Median of the shortest time from the first step; null when no path came here.'),
          betweenSeconds: z
            .number()
            .nullable()
            .describe('Median of the shortest time from the step before; null at the first, and when no path came here.'),
        }),
      )
      .describe('In the order asked for.'),
  }),
  status: 200,
})

/** Stages by channels. */
export const getStages = contract({
  operation: 'getStages',
  method: 'GET',
  path: '/api/v1/journeys/{key}/stages',
  topic: 'Journeys',
  summary: 'Stages by channels: encounters, paths, customers.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter,
  answer: answered.extend({
    cells: z
      .array(
        z.object({
          stage: z.string().nullable().describe('Key of the stage; null = none given.'),
          channel: channelName,
          encounters: countOf('Encounters.'),
          paths: countOf('Paths with one.'),
          customers: countOf('Customers with one.'),
          pathsWithFriction: countOf('Of the paths, on how many a friction stands.'),
        }),
      )
      .describe('By stage, then channel; only those that occur.'),
  }),
  status: 200,
})

/** Hours of the week. */
export const getHours = contract({
  operation: 'getHours',
  method: 'GET',
  path: '/api/v1/journeys/{key}/hours',
  topic: 'Journeys',
  summary: 'Encounters by hour of the customer’s week, by channel and by device.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter,
  answer: answered.extend({
    channels: z
      .array(
        z.object({ channel: channelName, hours: z.array(z.number().int()).length(168).describe('Encounters by hour, 0 = Monday 00–01.') }),
      )
      .describe('Most used first.'),
    devices: z
      .array(
        z.object({
          device: z.string().nullable().describe('The device; null = none given.'),
          hours: z.array(z.number().int()).length(168).describe('Encounters by hour, 0 = Monday 00–01.'),
        }),
      )
      .describe('The same by device, most used first.'),
  }),
  status: 200,
})
