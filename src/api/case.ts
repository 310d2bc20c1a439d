import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { contract, filterQuery, instantText, pageOf, pageQuery } from './contract.ts'

/** A failure that somebody is to catch. */
export const caseJsonSchema = z
  .object({
    id: z.string().describe('Number of the case, e.g. "K-12".'),
    customer: z.string(),
    displayName: z.string().nullable(),
    path: z.string().describe('Key of the path it stands on.'),
    journey: z.string(),
    matter: z.string().nullable(),
    state: z.enum(['open', 'withdrawn']).describe('withdrawn: a later encounter refuted its frictions.'),
    team: z.string().nullable().describe('First catcher: the touchpoint’s team, else the journey’s.'),
    severity: z.number().int().describe('The gravest of its frictions, 1–5.'),
    openedAt: instantText,
    withdrawnAt: instantText.nullable(),
    frictions: z.array(frictionJsonSchema).describe('Its frictions that still stand, by time.'),
  })
  .meta({ id: 'Case' })

/** A case as doors show it. */
export type CaseJson = z.output<typeof caseJsonSchema>

/** Lists cases, newest first. */
export const getCases = contract({
  operation: 'getCases',
  method: 'GET',
  path: '/api/v1/cases',
  topic: 'Cases',
  summary: 'Cases, newest first.',
  scope: 'read',
  query: pageQuery.extend(filterQuery.omit({ state: true }).shape).extend({
    state: z.enum(['open', 'withdrawn']).optional(),
    team: z.string().optional(),
    severity: z.coerce.number().int().min(1).max(5).optional(),
    customer: z.string().optional(),
  }),
  answer: pageOf(caseJsonSchema),
  status: 200,
})

/** One case by its number. */
export const getCase = contract({
  operation: 'getCase',
  method: 'GET',
  path: '/api/v1/cases/{id}',
  topic: 'Cases',
  summary: 'One case with its frictions.',
  scope: 'read',
  params: z.object({ id: z.string().regex(/^K-\d{1,15}$/, 'must look like K-12') }),
  answer: caseJsonSchema,
  status: 200,
})
