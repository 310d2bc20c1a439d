import { z } from 'zod'
import { contract, instantQuery } from './contract.ts'

/** Formats that everything is exported in. */
export const exportFormat = z.enum(['ndjson', 'csv', 'xes', 'ocel'])

/** Everything, or a part of it, as a file. */
export const getExport = contract({
  operation: 'getExport',
  method: 'GET',
  path: '/api/v1/export',
  topic: 'Organisation',
  summary: 'Statements and encounters as of one moment, as a file that `polku import` takes in again.',
  needs: ['read', 'export'],
  query: z.object({
    format: exportFormat.describe('ndjson, csv (as a Finnish Excel opens it), xes (IEEE 1849) or ocel (2.0, JSON).'),
    since: instantQuery.optional().describe('Encounters from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Encounters before this time, RFC 3339.'),
    journey: z.string().max(200).optional().describe('Encounters on paths of this journey.'),
  }),
  answer: z.string(),
  status: 200,
  media: 'application/octet-stream',
})

const bodies = (what: string) => z.array(z.record(z.string(), z.unknown())).describe(`${what} in force, as they were given.`)

/** Definitions in force. */
export const getDefinitions = contract({
  operation: 'getDefinitions',
  method: 'GET',
  path: '/api/v1/definitions',
  topic: 'Organisation',
  summary: 'Journeys, touchpoints and channels as they are defined, in the shape in which they are put.',
  needs: ['read', 'journey'],
  answer: z.object({ journeys: bodies('Journeys'), touchpoints: bodies('Touchpoints'), channels: bodies('Channels') }),
  status: 200,
})
