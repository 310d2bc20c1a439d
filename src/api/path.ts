import { z } from 'zod'
import { pathJsonSchema } from '../domain/journey/pathJson.ts'
import { contract, customerQuery, filterQuery, pageOf, pageQuery } from './contract.ts'

/** Lists paths. */
export const getPaths = contract({
  operation: 'getPaths',
  method: 'GET',
  path: '/api/v1/paths',
  topic: 'Paths',
  summary: 'Paths, latest first.',
  needs: ['read', 'customer'],
  query: pageQuery.extend(filterQuery.shape).extend({
    matter: z.string().optional().describe('Of this matter, as another system numbers it.'),
    outcome: z.string().optional().describe('Paths that came to this.'),
    customer: customerQuery,
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
