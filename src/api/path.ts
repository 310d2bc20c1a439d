import { z } from 'zod'
import { pathJsonSchema } from '../domain/journey/pathJson.ts'
import { attributeQuery, contract, customerQuery, filterQuery, pageOf, pageQuery } from './contract.ts'

const yes = z.enum(['true'])

/** What the list of paths can be asked besides the filters that mean the same everywhere: about one encounter, or about whole paths. */
const pathMarks = z.object({
  previous: z.string().optional().describe('With the encounter right after one at this touchpoint.'),
  step: z.coerce.number().int().min(1).max(1_000_000).optional().describe('With the encounter as the so-manieth of the path, 1 the first.'),
  last: yes.optional().describe('With the encounter as the last of the path.'),
  hour: z.coerce
    .number()
    .int()
    .min(0)
    .max(167)
    .optional()
    .describe('With the encounter in this hour of the customer’s week, 0 = Monday 00–01.'),
  resumed: yes.optional().describe('With the encounter as a return to the path after it had paused or been abandoned.'),
  returnHour: z.coerce.number().int().min(0).max(23).optional().describe('With the encounter in this hour of the customer’s day.'),
  previousChannel: z.string().optional().describe('With the encounter right after one in this channel; empty = without a channel.'),
  gapFrom: z.coerce.number().min(0).optional().describe('With the encounter at least so many seconds after the one before.'),
  gapUntil: z.coerce.number().min(0).optional().describe('With the encounter fewer seconds after the one before.'),
  rest: z
    .enum(['completed', 'abandoned', 'open'])
    .optional()
    .describe('Paths that are completed, abandoned, or still open (active or paused).'),
  way: z.string().max(8000).optional().describe('Paths that go exactly through these touchpoints, comma-separated, in order.'),
  steps: z.string().max(8000).optional().describe('With `reached`: the steps of a funnel in order, comma-separated.'),
  by: z.enum(['touchpoint', 'stage']).default('stage').describe('With `reached`: what the steps are.'),
  withinDays: z.coerce.number().min(0.001).max(3660).default(90).describe('With `reached`: longest time from the first step to the last.'),
  reached: z.coerce.number().int().min(1).max(50).optional().describe('Paths that came so many steps far, or further.'),
  stopped: yes.optional().describe('With `reached`: that came no further.'),
  leftDigital: yes.optional().describe('Completed paths that began in a digital channel and left such channels on their way.'),
  skippedStage: z
    .string()
    .optional()
    .describe('Paths that never met this stage of their journey, though a later one, or that are completed.'),
  repeatedStage: z.string().optional().describe('Paths that met this stage again after another.'),
  lateStage: z.string().optional().describe('Paths that first met this stage after a later one of their journey.'),
  skippedTouchpoint: z.string().optional().describe('Completed paths that never met this touchpoint.'),
  repeatedTouchpoint: z.string().optional().describe('Paths that met this touchpoint more than once.'),
})

/** Lists paths. */
export const getPaths = contract({
  operation: 'getPaths',
  method: 'GET',
  path: '/api/v1/paths',
  topic: 'Paths',
  summary: 'Paths, latest first.',
  needs: ['read', 'customer'],
  query: pageQuery
    .extend(filterQuery.shape)
    .extend(pathMarks.shape)
    .extend({
      matter: z.string().optional().describe('Of this matter, as another system numbers it.'),
      outcome: z.string().optional().describe('Paths that came to this.'),
      customer: customerQuery,
      attribute: attributeQuery,
    }),
  answer: pageOf(pathJsonSchema),
  status: 200,
})

/** One path by its key. */
export const getPath = contract({
  operation: 'getPath',
  method: 'GET',
  path: '/api/v1/paths/{key}',
  topic: 'Paths',
  summary: 'One path by its key; when several customers have a path of that key, `customer` says which.',
  needs: ['read', 'customer'],
  params: z.object({ key: z.string().min(1).max(4000).describe('Key of the path, percent-encoded, e.g. car-loan%2FLN-1.') }),
  query: z.object({ customer: customerQuery }),
  answer: pathJsonSchema,
  status: 200,
  example: {
    params: { key: 'car-loan/LN-1' },
    answer: {
      key: 'car-loan/LN-1',
      customer: 'crm:C-1001',
      journey: 'car-loan',
      matter: 'LN-1',
      state: 'active',
      turn: 'company',
      outcome: null,
      stage: 'apply',
      firstAt: '2026-03-02T18:14:00Z',
      lastAt: '2026-03-02T18:14:00Z',
      encounters: 1,
      handovers: 0,
      bounces: 0,
      pausedAt: null,
      resumptions: [],
      startedDigital: true,
    },
  },
})
