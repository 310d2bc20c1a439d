import { z } from 'zod'
import { journeyDefinitionSchema } from '../domain/journey/definition.ts'
import { pathJsonSchema } from '../domain/journey/pathJson.ts'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { contract, filterQuery, instantText, pageOf, pageQuery } from './contract.ts'

const key = z.object({ key: z.string().min(1).max(200) })
const filter = filterQuery.omit({ journey: true })

/** How an answer over many paths came about. */
export const answered = z.object({
  answeredBy: z.enum(['columns', 'sql']).describe('Which way it was answered.'),
  asOf: instantText.describe('The last change it takes into account.'),
})

/** A journey: its newest definition, if any, and how many paths it has. */
export const journeyJson = z.object({
  key: z.string(),
  name: localNameSchema.nullable(),
  version: z.number().int().nullable().describe('Version of its definition; null while it is only named by encounters.'),
  definition: z.record(z.string(), z.unknown()).nullable().describe('The definition as it was given.'),
  paths: z.number().int(),
  states: z.object({ active: z.number().int(), paused: z.number().int(), abandoned: z.number().int(), completed: z.number().int() }),
})

/** Lists journeys. */
export const getJourneys = contract({
  operation: 'getJourneys', method: 'GET', path: '/api/v1/journeys', topic: 'Journeys',
  summary: 'Journeys, defined or only named by encounters, with the states of their paths.',
  scope: 'read', answer: z.object({ items: z.array(journeyJson) }), status: 200,
})

/** One journey. */
export const getJourney = contract({
  operation: 'getJourney', method: 'GET', path: '/api/v1/journeys/{key}', topic: 'Journeys',
  summary: 'One journey with its definition.', scope: 'read', params: key, answer: journeyJson, status: 200,
})

/** Defines a journey anew. */
export const putJourney = contract({
  operation: 'putJourney', method: 'PUT', path: '/api/v1/journeys/{key}', topic: 'Journeys',
  summary: 'Defines a journey; a new version takes force at once and its paths are derived again.',
  scope: 'admin', params: key, body: journeyDefinitionSchema, answer: journeyJson, status: 200,
})

/** Which touchpoint follows which. */
export const getFlow = contract({
  operation: 'getFlow', method: 'GET', path: '/api/v1/journeys/{key}/flow', topic: 'Journeys',
  summary: 'Which touchpoint follows which on the paths, how often, after how long.',
  scope: 'read', params: key, query: filter.extend({ limit: z.coerce.number().int().min(1).max(10_000).default(500) }),
  answer: answered.extend({
    paths: z.number().int(),
    transitions: z.array(z.object({ from: z.string(), to: z.string(), count: z.number().int(), medianSeconds: z.number() })),
  }), status: 200,
})

/** How far paths come. */
export const getFunnel = contract({
  operation: 'getFunnel', method: 'GET', path: '/api/v1/journeys/{key}/funnel', topic: 'Journeys',
  summary: 'How many paths come to each step, in order.',
  scope: 'read', params: key,
  query: filter.extend({
    steps: z.string().optional().describe('Steps in order, comma-separated: touchpoints, or stages with `by=stage`. Default: the journey’s stages.'),
    by: z.enum(['touchpoint', 'stage']).default('stage'),
    withinDays: z.coerce.number().min(0.001).max(3660).default(90).describe('Longest time from the first step to the last.'),
  }),
  answer: answered.extend({
    paths: z.number().int(),
    steps: z.array(z.object({ step: z.string(), paths: z.number().int(), share: z.number().nullable().describe('Of the paths that took the first step, 0–1; null when none did.'), medianSeconds: z.number().nullable().describe('Median of the shortest time from the first step; null when no path came here.') })),
  }), status: 200,
})

/** Stages by channels. */
export const getStages = contract({
  operation: 'getStages', method: 'GET', path: '/api/v1/journeys/{key}/stages', topic: 'Journeys',
  summary: 'Stages by channels: encounters, paths, customers.', scope: 'read', params: key, query: filter,
  answer: answered.extend({
    cells: z.array(z.object({ stage: z.string().nullable(), channel: z.string().nullable(), encounters: z.number().int(), paths: z.number().int(), customers: z.number().int() })),
  }), status: 200,
})

/** Hours of the week. */
export const getHours = contract({
  operation: 'getHours', method: 'GET', path: '/api/v1/journeys/{key}/hours', topic: 'Journeys',
  summary: 'Encounters by hour of the customer’s week and channel.', scope: 'read', params: key, query: filter,
  answer: answered.extend({
    channels: z.array(z.object({ channel: z.string().nullable(), hours: z.array(z.number().int()).length(168).describe('By hour, 0 = Monday 00–01.') })),
  }), status: 200,
})

/** Pauses and returns. */
export const getResumptions = contract({
  operation: 'getResumptions', method: 'GET', path: '/api/v1/journeys/{key}/resumptions', topic: 'Journeys',
  summary: 'Pauses and returns: how many come back, after how long, from which channel to which, at what hour.',
  scope: 'read', params: key, query: filter,
  answer: answered.extend({
    resumptions: z.number().int().describe('Returns of customers to paths that had paused or been abandoned.'),
    resting: z.number().int().describe('Paths that are paused or abandoned now.'),
    resumeRate: z.number().nullable().describe('Share of all rests that a customer ended, 0–1; null without a rest.'),
    medianGapSeconds: z.number().nullable().describe('From the encounter before to the return.'),
    gaps: z.array(z.object({ from: z.number(), until: z.number(), count: z.number().int() })).describe('Returns by gap in seconds, from (inclusive) until (exclusive), shortest first.'),
    channels: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), count: z.number().int(), medianGapSeconds: z.number() })).describe('From which channel to which, most first; null = none given.'),
    hours: z.array(z.number().int()).length(24).describe('Returns by hour of the customer’s day.'),
  }), status: 200,
})

/** Lists paths. */
export const getPaths = contract({
  operation: 'getPaths', method: 'GET', path: '/api/v1/paths', topic: 'Paths',
  summary: 'Paths, latest first.', scope: 'read',
  query: pageQuery.extend(filterQuery.shape).extend({
    matter: z.string().optional(), outcome: z.string().optional(), customer: z.string().optional(),
  }),
  answer: pageOf(pathJsonSchema), status: 200,
})

/** One path by its key. */
export const getPath = contract({
  operation: 'getPath', method: 'GET', path: '/api/v1/paths/{key}', topic: 'Paths',
  summary: 'One path by its key; when two customers have a path of that key, `customer` says which.', scope: 'read',
  params: key.extend({ key: z.string().min(1).max(2000) }), query: z.object({ customer: z.string().optional() }), answer: pathJsonSchema, status: 200,
})
