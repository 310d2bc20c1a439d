import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { contract, customerQuery, displayName, filterQuery, instantText, pageOf, pageQuery } from './contract.ts'

/** A friction in a list across customers. */
export const listedFriction = frictionJsonSchema
  .extend({ displayName, foundAt: instantText.describe('When Polku first saw it.') })
  .meta({ id: 'ListedFriction' })

/** A friction in a list across customers. */
export type ListedFriction = z.output<typeof listedFriction>

/** Lists frictions, newest first. */
export const getFrictions = contract({
  operation: 'getFrictions',
  method: 'GET',
  path: '/api/v1/frictions',
  topic: 'Frictions',
  summary: 'Frictions, newest first by when they became true; filters of encounters ask about those that prove them.',
  needs: ['read', 'friction'],
  query: pageQuery.extend(filterQuery.shape).extend({
    promise: z.string().max(200).optional().describe('Promises of this name that were broken.'),
    severity: z.coerce.number().int().min(1).max(5).optional().describe('At least this grave.'),
    customer: customerQuery,
  }),
  answer: pageOf(listedFriction),
  status: 200,
  example: {
    query: { kind: 'silence', severity: '3' },
    answer: {
      items: [
        {
          kind: 'silence',
          customer: 'crm:C-1001',
          path: 'car-loan/LN-1',
          journey: 'car-loan',
          matter: 'LN-1',
          occurredAt: '2026-03-04T22:00:00Z',
          severity: 3,
          evidence: ['b-03'],
          displayName: 'Aino Esimerkki',
          foundAt: '2026-03-04T22:00:01Z',
        },
      ],
      next: null,
    },
  },
})
