import { z } from 'zod'
import { encounterSchema } from '../domain/encounter/schema.ts'
import { contract, countOf } from './contract.ts'

const item = encounterSchema.meta({ id: 'Encounter' })

/** What became of the items sent: how many were new, known already, or refused (each with its reasons). */
export const intakeAnswer = z
  .object({
    accepted: countOf('New encounters, on disk.'),
    duplicates: countOf('Encounters known already with the same content.'),
    rejected: z
      .array(
        z.object({
          index: z.number().int().describe('Place among the items sent, from 0.'),
          id: z.string().optional().describe('The item’s id, when it had one.'),
          problem: z.string().describe('Why, in one line.'),
          problems: z
            .array(
              z.object({
                field: z.string().describe('Field in question, dotted.'),
                message: z.string().describe('What is expected there.'),
              }),
            )
            .describe('Each field in question.'),
        }),
      )
      .describe('Items that were refused; the others are not touched by them.'),
  })
  .meta({ id: 'IntakeAnswer' })

/** Sends encounters: one, an array, or NDJSON; plain or gzip. */
export const postEncounters = contract({
  operation: 'postEncounters',
  method: 'POST',
  path: '/v1/encounters',
  topic: 'Encounters',
  summary:
    'Takes one encounter, an array, or NDJSON (application/x-ndjson), plain or gzip; answers when they are on disk. At most 5,000 items or 5 MB.',
  needs: ['send', 'encounter'],
  query: z.object({
    token: z
      .string()
      .max(200)
      .optional()
      .describe('A token with scope ingest, where no header can be sent: `navigator.sendBeacon` of a page being left.'),
    initiator: z
      .enum(['customer', 'company', 'third-party'])
      .optional()
      .describe('Who begins an encounter when neither it nor the definition of its touchpoint says.'),
    settle: z.coerce
      .number()
      .min(0)
      .max(86_400)
      .default(0)
      .describe('Seconds that cases wait for what a file or a nightly source has yet to send; frictions do not wait.'),
    quarantine: z
      .stringbool()
      .default(true)
      .describe('false = the sender keeps what is refused; otherwise it waits in quarantine to be repaired.'),
  }),
  reads: 'stream',
  body: z.union([item, z.array(item).max(5000)]),
  answer: intakeAnswer,
  status: 202,
  example: {
    body: [
      {
        id: 'b-03',
        occurredAt: '2026-03-02T18:14:00Z',
        customer: { crm: 'C-1001' },
        touchpoint: 'loan-application',
        channel: 'web',
        journey: 'car-loan',
        matter: 'LN-1',
        initiator: 'customer',
        step: 'start',
        provides: ['application', 'income'],
      },
      { occurredAt: '2026-03-03T09:00:00Z', customer: { email: 'aino at example' }, touchpoint: 'service-call' },
    ],
    answer: {
      accepted: 1,
      duplicates: 0,
      rejected: [
        {
          index: 1,
          problem: 'customer.email must be an e-mail address',
          problems: [{ field: 'customer.email', message: 'must be an e-mail address' }],
        },
      ],
    },
  },
})

/** An encounter on a customer's timeline: as it came, and where it was placed. */
export const timelineItem = z
  .object({
    id: z.string().describe('Id of the encounter.'),
    occurredAt: z.string().meta({ format: 'date-time' }).describe('When it happened.'),
    touchpoint: z.string().describe('Key of its touchpoint.'),
    channel: z.string().nullable().describe('As given, else the touchpoint’s.'),
    device: z.string().nullable().describe('As given.'),
    stage: z.string().nullable().describe('As given, else the touchpoint’s.'),
    initiator: z.enum(['customer', 'company', 'third-party']).nullable().describe('As given, else the touchpoint’s.'),
    path: z.string().describe('Key of its path.'),
    journey: z.string().describe('Key of that path’s journey.'),
    matter: z.string().nullable().describe('That path’s matter; null without one.'),
    step: z.number().int().describe('Its number on the path, from 1.'),
    encounter: z.record(z.string(), z.unknown()).describe('The encounter as it came.'),
  })
  .meta({ id: 'TimelineItem' })
