import { z } from 'zod'
import { encounterSchema } from '../domain/encounter/schema.ts'
import { contract } from './contract.ts'

const problem = z.object({ field: z.string().describe('Field in question, dotted.'), message: z.string().describe('What is expected there.') })

/** What became of the items sent: how many were new, known already, or refused (each with its reasons). */
export const intakeAnswer = z.object({
  accepted: z.number().int().describe('New encounters, on disk.'),
  duplicates: z.number().int().describe('Encounters known already with the same content.'),
  rejected: z.array(
    z.object({
      index: z.number().int().describe('Place among the items sent, from 0.'),
      id: z.string().optional(),
      problem: z.string().describe('Why, in one line.'),
      problems: z.array(problem),
    }),
  ),
})

/** Sends encounters: one, an array, or NDJSON; plain or gzip. */
export const postEncounters = contract({
  operation: 'postEncounters',
  method: 'POST',
  path: '/v1/encounters',
  topic: 'Encounters',
  summary: 'Takes one encounter, an array, or NDJSON (application/x-ndjson), plain or gzip; answers when they are on disk. At most 5,000 items or 5 MB.',
  scope: 'ingest',
  reads: 'stream',
  body: z.union([encounterSchema, z.array(encounterSchema).max(5000)]),
  answer: intakeAnswer,
  status: 202,
})

/** An encounter on a customer's timeline: as it came, and where it was placed. */
export const timelineItem = z.object({
  id: z.string(),
  occurredAt: z.string().meta({ format: 'date-time' }),
  touchpoint: z.string(),
  channel: z.string().nullable().describe('As given, else the touchpoint’s.'),
  device: z.string().nullable(),
  stage: z.string().nullable(),
  initiator: z.enum(['customer', 'company', 'third-party']).nullable(),
  path: z.string().describe('Key of its path.'),
  journey: z.string(),
  matter: z.string().nullable(),
  step: z.number().int().describe('Its number on the path, from 1.'),
  encounter: z.record(z.string(), z.unknown()).describe('The encounter as it came.'),
})
