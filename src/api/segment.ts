import { z } from 'zod'
import { contract, countOf } from './contract.ts'
import { intakeAnswer } from './encounter.ts'

const fields = (what: string) => z.record(z.string(), z.unknown()).optional().describe(what)

const message = z
  .looseObject({
    messageId: z.string().optional().describe('Id of the encounter; sent again it is a duplicate, whatever else it says.'),
    userId: z.string().optional().describe('Identifier of kind `crm`, unless `integrations.Polku.userId` names another kind.'),
    anonymousId: z.string().optional().describe('Identifier of kind `anonymous`.'),
    timestamp: z.string().optional().meta({ format: 'date-time' }).describe('When it happened; left out = now.'),
    sentAt: z
      .string()
      .optional()
      .meta({ format: 'date-time' })
      .describe('The sender’s clock; off by more than five minutes, it corrects `timestamp`.'),
    event: z.string().optional().describe('track: what happened; becomes the key of the touchpoint in small letters with hyphens.'),
    name: z.string().optional().describe('page, screen: its name; becomes the key of the touchpoint.'),
    properties: fields('Facets of the encounter under their own names; all else becomes `properties`.'),
    traits: fields('identify: `email` and `phone` are identifiers, `holdings` and `consents` what they say, all else attributes.'),
    groupId: z.string().optional().describe('group: becomes, with its traits, the attribute `group`.'),
    previousId: z.string().optional().describe('alias: the anonymous id of the same customer.'),
    context: fields('`timezone`, `locale`, `device`, `library`, `page`, `traits.email` and `traits.phone` are read.'),
    integrations: fields('`Polku` names the kinds of `userId` and `previousId`.'),
    writeKey: z.string().optional().describe('The token, when there is no Authorization header.'),
  })
  .meta({ id: 'SegmentMessage' })

const answer = intakeAnswer
  .extend({
    success: z.literal(true).describe('The request could be read; `rejected` tells which items could not.'),
    statements: countOf('Statements on customers: identify, group and alias.'),
  })
  .meta({ id: 'SegmentAnswer' })

const door = {
  method: 'POST',
  topic: 'Segment',
  needs: ['send', 'encounter'],
  token: 'body',
  reads: 'stream',
  answer,
  status: 200,
} as const

/** Takes messages of all sorts together. */
export const postBatch = contract({
  ...door,
  operation: 'postBatch',
  path: '/v1/batch',
  also: ['/v1/import', '/v1/b'],
  summary:
    'Takes messages of Segment’s HTTP tracking API together, each with its `type`, plain or gzip. `/v1/import` and `/v1/b` are the same.',
  body: z.object({
    batch: z
      .array(message.extend({ type: z.string().describe('track, page, screen, identify, group or alias.') }))
      .describe('The messages, at most 5,000.'),
    sentAt: z.string().optional().describe('The sender’s clock, for all of them.'),
    context: fields('Context of all of them.'),
    writeKey: z.string().optional().describe('The token, when there is no Authorization header.'),
  }),
  example: {
    body: {
      batch: [
        { type: 'identify', userId: 'C-1001', anonymousId: 'a-1', traits: { email: 'aino@example.com', name: 'Aino Esimerkki' } },
        {
          type: 'track',
          userId: 'C-1001',
          event: 'Loan Application',
          messageId: 'm-1',
          timestamp: '2026-03-02T18:14:00Z',
          properties: { step: 'start' },
        },
      ],
    },
    answer: { success: true, accepted: 1, duplicates: 0, statements: 1, rejected: [] },
  },
})

function call(type: string, letter: string, summary: string) {
  const named = `post${type[0]!.toUpperCase()}${type.slice(1)}`
  return { type, contract: contract({ ...door, operation: named, path: `/v1/${type}`, also: [`/v1/${letter}`], summary, body: message }) }
}

/** The doors for one message, by its type. */
export const SEGMENT_CALLS = [
  call('track', 't', 'Takes what a customer did as an encounter; the event’s name is the touchpoint.'),
  call('page', 'p', 'Takes the view of a page as an encounter on the web; its name, else its path, is the touchpoint.'),
  call('screen', 's', 'Takes the view of a screen as an encounter in the app; its name is the touchpoint.'),
  call('identify', 'i', 'Takes what is known of a customer as a dated statement, and joins the identifiers it names.'),
  call('group', 'g', 'Takes what a customer belongs to as a dated statement, under the attribute `group`.'),
  call('alias', 'a', 'Joins an anonymous id with a user id.'),
] as const

/** Tells Segment’s browser client where to send. */
export const getSegmentSettings = contract({
  operation: 'getSegmentSettings',
  method: 'GET',
  path: '/v1/projects/{token}/settings',
  topic: 'Segment',
  summary: 'Tells Segment’s browser client, whose `cdnURL` is Polku, that it sends to Polku alone.',
  needs: ['send', 'encounter'],
  token: 'path',
  params: z.object({ token: z.string().max(200).describe('The token that stands in the page.') }),
  answer: z.object({
    integrations: z
      .object({
        'Segment.io': z
          .object({
            apiKey: z.string().describe('The token again.'),
            apiHost: z.string().describe('Where messages go, as the request named this server.'),
            protocol: z.enum(['http', 'https']).describe('As the request came, or as the proxy in front says.'),
          })
          .describe('The only destination.'),
      })
      .describe('Destinations.'),
    metrics: z.object({ sampleRate: z.literal(0).describe('None.') }).describe('Figures on the client itself.'),
  }),
  status: 200,
})
