import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { pathJsonSchema } from '../domain/journey/pathJson.ts'
import { caseJsonSchema } from './case.ts'
import { contract, countOf, customerName, displayName, instantQuery, instantText, pageOf, pageQuery } from './contract.ts'
import { timelineItem } from './encounter.ts'

/** The customer in an address. */
export const customerParams = z.object({
  customer: z
    .string()
    .min(3)
    .max(400)
    .describe('Any identifier of the customer, `kind:value` (e.g. crm:C-1001), or the id Polku gave (`id:17`).'),
})

/** Everything that stands about one customer. */
export const customerJsonSchema = z
  .object({
    customer: z.string().describe('Outward name, `kind:value`, the strongest of its identifiers.'),
    id: z.string().describe('Id that Polku gave, `id:17`.'),
    displayName,
    identifiers: z.array(z.string()).describe('All its identifiers, strongest first.'),
    conflict: z
      .array(z.string())
      .nullable()
      .describe(
        'Identifiers it is linked with but not joined: the group holds two values of a unique kind, or people separated it (`…/identity` tells which); null where all that is linked is one customer.',
      ),
    firstAt: instantText.nullable().describe('Time of the first encounter; null without one.'),
    lastAt: instantText.nullable().describe('Time of the latest encounter; null without one.'),
    encounters: countOf('Encounters in all channels.'),
    attributes: z.record(z.string(), z.unknown()).describe('Each as the latest statement with it tells; null takes it back.'),
    consents: z.record(z.string(), z.boolean()).describe('By purpose, each as the latest statement with it tells.'),
    holdings: z
      .array(
        z.object({
          product: z.string().describe('The product.'),
          encounter: z.string().nullable().describe('Id of the encounter that took it up; null when a statement told of it.'),
        }),
      )
      .describe('Products held now.'),
    paths: z.array(pathJsonSchema).describe('By first encounter.'),
    frictions: z.array(frictionJsonSchema).describe('By time.'),
    cases: z.array(caseJsonSchema).describe('Open ones, newest first.'),
  })
  .meta({ id: 'Customer' })

/** Everything that stands about one customer. */
export type CustomerJson = z.output<typeof customerJsonSchema>

/** One customer. */
export const getCustomer = contract({
  operation: 'getCustomer',
  method: 'GET',
  path: '/api/v1/customers/{customer}',
  topic: 'Customers',
  summary: 'One customer: identifiers, holdings, paths, frictions, open cases.',
  needs: ['read', 'customer'],
  params: customerParams,
  answer: customerJsonSchema,
  status: 200,
})

/** A customer's encounters, newest first. */
export const getTimeline = contract({
  operation: 'getTimeline',
  method: 'GET',
  path: '/api/v1/customers/{customer}/timeline',
  topic: 'Customers',
  summary: 'A customer’s encounters in all channels, newest first.',
  needs: ['read', 'customer'],
  params: customerParams,
  query: pageQuery.extend({
    since: instantQuery.optional().describe('Encounters from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Encounters before this time, RFC 3339.'),
    journey: z.string().optional().describe('Encounters on paths of this journey.'),
    path: z.string().optional().describe('Encounters on the path of this key.'),
    channel: z.string().optional().describe('Encounters in this channel.'),
    text: z.string().trim().min(1).max(200).optional().describe('Encounters whose text or touchpoint holds this, in any case.'),
  }),
  answer: pageOf(timelineItem),
  status: 200,
})

/** One encounter of a customer. */
export const getEncounter = contract({
  operation: 'getEncounter',
  method: 'GET',
  path: '/api/v1/customers/{customer}/encounters/{encounter}',
  topic: 'Customers',
  summary: 'One encounter of a customer by its id.',
  needs: ['read', 'customer'],
  params: customerParams.extend({ encounter: z.string().min(1).max(200).describe('Id of the encounter.') }),
  answer: timelineItem,
  status: 200,
})

/** What a CRM says of a customer. */
export const statementBody = z
  .strictObject({
    asOf: z.iso.datetime({ offset: true }).optional().describe('When it was so, RFC 3339; default now, not later.'),
    identifiers: z.record(z.string(), z.string()).optional().describe('Further identifiers of the same customer, by kind.'),
    attributes: z.record(z.string().max(200), z.json()).optional().describe('Anything known; `name` is shown as the customer’s name.'),
    holdings: z
      .array(z.string().trim().min(1).max(200))
      .max(1000)
      .optional()
      .describe('All products held at that time; left out = not told.'),
    consents: z.record(z.string().max(200), z.boolean()).optional().describe('By purpose: given or not.'),
  })
  .meta({ id: 'Statement' })

/** Tells what another system says of a customer, as a dated statement. */
export const putCustomer = contract({
  operation: 'putCustomer',
  method: 'PUT',
  path: '/v1/customers/{customer}',
  topic: 'Encounters',
  summary:
    'Tells what a CRM says of a customer as a dated statement: attributes, holdings, consents, further identifiers. What it leaves out stays as it was told; null takes an attribute back.',
  needs: ['send', 'encounter'],
  params: z.object({
    customer: z
      .string()
      .regex(/^[^:]+:.+$/, 'must be kind:value, e.g. crm:C-1001')
      .max(400)
      .describe('An identifier of the customer, `kind:value`.'),
  }),
  body: statementBody,
  answer: z.object({ customer: customerName }),
  status: 200,
  example: {
    params: { customer: 'crm:C-1001' },
    body: {
      asOf: '2026-03-01T00:00:00Z',
      identifiers: { email: 'aino@example.com' },
      attributes: { name: 'Aino Esimerkki' },
      holdings: ['mortgage'],
    },
    answer: { customer: 'crm:C-1001' },
  },
})
