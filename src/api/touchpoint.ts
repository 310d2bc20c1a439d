import { z } from 'zod'
import { localNameSchema, touchpointDefinitionSchema } from '../domain/touchpoint/definition.ts'
import { contract, countOf } from './contract.ts'

/** A touchpoint: its newest definition, if any, and what happened there. */
export const touchpointJson = z
  .object({
    key: z.string().describe('Its key, by which encounters name it.'),
    name: localNameSchema.nullable().describe('Its name by language, or one for all; null without one.'),
    version: z.number().int().nullable().describe('Version of its definition; null while it is only named by encounters.'),
    definition: z.record(z.string(), z.unknown()).nullable().describe('The definition as it was given.'),
    encounters: countOf('Encounters there.'),
    customers: countOf('Customers who had them.'),
  })
  .meta({ id: 'Touchpoint' })

/** Lists touchpoints. */
export const getTouchpoints = contract({
  operation: 'getTouchpoints',
  method: 'GET',
  path: '/api/v1/touchpoints',
  topic: 'Touchpoints',
  summary: 'Touchpoints, defined or only named by encounters, most used first.',
  needs: ['read', 'touchpoint'],
  answer: z.object({ items: z.array(touchpointJson).describe('All of them.') }),
  status: 200,
})

/** Defines a touchpoint anew. */
export const putTouchpoint = contract({
  operation: 'putTouchpoint',
  method: 'PUT',
  path: '/api/v1/touchpoints/{key}',
  topic: 'Touchpoints',
  summary: 'Defines a touchpoint; a new version takes force at once and the paths through it are derived again.',
  needs: ['change', 'touchpoint'],
  params: z.object({ key: z.string().min(1).max(200).describe('Key of the touchpoint.') }),
  body: touchpointDefinitionSchema.meta({ id: 'TouchpointDefinition' }),
  answer: touchpointJson,
  status: 200,
  example: {
    params: { key: 'loan-application' },
    body: {
      key: 'loan-application',
      name: { fi: 'Lainahakemus', en: 'Loan application' },
      channel: 'web',
      initiator: 'customer',
      team: 'loan-desk',
    },
    answer: {
      key: 'loan-application',
      name: { fi: 'Lainahakemus', en: 'Loan application' },
      version: 1,
      definition: {
        key: 'loan-application',
        name: { fi: 'Lainahakemus', en: 'Loan application' },
        channel: 'web',
        initiator: 'customer',
        team: 'loan-desk',
      },
      encounters: 1,
      customers: 1,
    },
  },
})
