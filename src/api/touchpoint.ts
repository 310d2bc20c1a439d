import { z } from 'zod'
import { localNameSchema, touchpointDefinitionSchema } from '../domain/touchpoint/definition.ts'
import { contract } from './contract.ts'

/** A touchpoint: its newest definition, if any, and what happened there. */
export const touchpointJson = z.object({
  key: z.string(),
  name: localNameSchema.nullable(),
  version: z.number().int().nullable().describe('Version of its definition; null while it is only named by encounters.'),
  definition: z.record(z.string(), z.unknown()).nullable().describe('The definition as it was given.'),
  encounters: z.number().int(),
  customers: z.number().int(),
})

/** Lists touchpoints. */
export const getTouchpoints = contract({
  operation: 'getTouchpoints', method: 'GET', path: '/api/v1/touchpoints', topic: 'Touchpoints',
  summary: 'Touchpoints, defined or only named by encounters, most used first.',
  scope: 'read', answer: z.object({ items: z.array(touchpointJson) }), status: 200,
})

/** Defines a touchpoint anew. */
export const putTouchpoint = contract({
  operation: 'putTouchpoint', method: 'PUT', path: '/api/v1/touchpoints/{key}', topic: 'Touchpoints',
  summary: 'Defines a touchpoint; a new version takes force at once and the paths through it are derived again.',
  scope: 'admin', params: z.object({ key: z.string().min(1).max(200) }), body: touchpointDefinitionSchema, answer: touchpointJson, status: 200,
})
