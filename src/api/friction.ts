import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { contract, filterQuery, instantText, pageOf, pageQuery } from './contract.ts'

/** A friction in a list across customers. */
export const listedFriction = frictionJsonSchema
  .extend({
    displayName: z.string().nullable().describe('The customer’s name, when another system told it.'),
    foundAt: instantText.describe('When Polku first saw it.'),
  })
  .meta({ id: 'ListedFriction' })

/** Lists frictions, newest first. */
export const getFrictions = contract({
  operation: 'getFrictions',
  method: 'GET',
  path: '/api/v1/frictions',
  topic: 'Frictions',
  summary: 'Frictions, newest first by when they became true.',
  scope: 'read',
  query: pageQuery.extend(filterQuery.shape).extend({
    severity: z.coerce.number().int().min(1).max(5).optional().describe('At least this grave.'),
    customer: z.string().optional().describe('Of this customer, `kind:value`.'),
  }),
  answer: pageOf(listedFriction),
  status: 200,
})
