import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { contract, customerName, customerQuery, displayName, filterQuery, instantText, pageOf, pageQuery } from './contract.ts'

/** A failure that somebody is to catch. */
export const caseJsonSchema = z
  .object({
    id: z.string().describe('Number of the case, e.g. "K-12".'),
    customer: customerName,
    displayName,
    path: z.string().describe('Key of the path it stands on.'),
    journey: z.string().describe('Key of that path’s journey.'),
    matter: z.string().nullable().describe('That path’s matter; null without one.'),
    state: z.enum(['open', 'withdrawn']).describe('withdrawn: a later encounter refuted its frictions.'),
    team: z.string().nullable().describe('First catcher: the touchpoint’s team, else the journey’s.'),
    severity: z.number().int().describe('The gravest of its frictions, 1–5.'),
    openedAt: instantText.describe('Since when it is open: when the first of its frictions became true.'),
    withdrawnAt: instantText.nullable().describe('When it was withdrawn; null while it is open.'),
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
  needs: ['read', 'case'],
  query: pageQuery.extend(filterQuery.omit({ state: true }).shape).extend({
    state: z.enum(['open', 'withdrawn']).optional().describe('Cases in this state.'),
    team: z.string().optional().describe('Cases that this team is to catch.'),
    severity: z.coerce.number().int().min(1).max(5).optional().describe('At least this grave.'),
    customer: customerQuery,
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
  needs: ['read', 'case'],
  params: z.object({
    id: z
      .string()
      .regex(/^K-\d{1,15}$/, 'must look like K-12')
      .describe('Number of the case, e.g. K-12.'),
  }),
  answer: caseJsonSchema,
  status: 200,
  example: {
    params: { id: 'K-12' },
    answer: {
      id: 'K-12',
      customer: 'crm:C-1001',
      displayName: 'Aino Esimerkki',
      path: 'car-loan/LN-1',
      journey: 'car-loan',
      matter: 'LN-1',
      state: 'open',
      team: 'loan-desk',
      severity: 3,
      openedAt: '2026-03-04T22:00:01Z',
      withdrawnAt: null,
      frictions: [
        {
          kind: 'silence',
          customer: 'crm:C-1001',
          path: 'car-loan/LN-1',
          journey: 'car-loan',
          matter: 'LN-1',
          occurredAt: '2026-03-04T22:00:00Z',
          severity: 3,
          evidence: ['b-03'],
        },
      ],
    },
  },
})
