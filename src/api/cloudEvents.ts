import { z } from 'zod'
import { contract } from './contract.ts'
import { intakeAnswer } from './encounter.ts'

const cloudEvent = z
  .looseObject({
    specversion: z.literal('1.0').describe('Version of CloudEvents.'),
    id: z.string().describe('Unique together with `source`; sent again it is a duplicate.'),
    source: z.string().describe('Where it comes from, a URI or part of one.'),
    type: z.string().describe('Key of the touchpoint, as it is written, unless `touchpoint` says otherwise.'),
    subject: z.string().optional().describe('The customer, `kind:value`; without a kind, a customer number (`crm`).'),
    time: z.string().optional().meta({ format: 'date-time' }).describe('When it happened; left out = now.'),
    datacontenttype: z.string().optional().describe('Media type of `data`; JSON when left out.'),
    data: z
      .unknown()
      .describe('Facets of the encounter under their own names, and `customer` with further identifiers; all else becomes `properties`.'),
    data_base64: z.string().optional().describe('Data in Base64, in place of `data`.'),
  })
  .meta({ id: 'CloudEvent' })

/** Takes CloudEvents 1.0 as encounters. */
export const postCloudEvents = contract({
  operation: 'postCloudEvents',
  method: 'POST',
  path: '/v1/cloudevents',
  topic: 'Encounters',
  summary:
    'Takes CloudEvents 1.0: one (application/cloudevents+json), many (application/cloudevents-batch+json), or one with its attributes as ce- headers. Extension attributes in small letters are facets (`channel`, `matter`, `directsto`) or become properties.',
  needs: ['send', 'encounter'],
  reads: 'stream',
  body: z.union([cloudEvent, z.array(cloudEvent).max(5000)]),
  answer: intakeAnswer,
  status: 202,
  example: {
    body: [
      {
        specversion: '1.0',
        id: 'a-17',
        source: '/loans',
        type: 'loan-application',
        subject: 'crm:C-1001',
        time: '2026-03-02T18:14:00Z',
        channel: 'web',
        data: { journey: 'car-loan', matter: 'LN-1', initiator: 'customer', step: 'start', amount: 12000 },
      },
    ],
    answer: { accepted: 1, duplicates: 0, rejected: [] },
  },
})
