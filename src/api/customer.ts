import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { pathJsonSchema } from '../domain/journey/pathJson.ts'
import { caseJsonSchema } from './case.ts'
import { contract, instantQuery, instantText, pageOf, pageQuery } from './contract.ts'
import { timelineItem } from './encounter.ts'

const params = z.object({
  customer: z.string().min(3).max(400).describe('Any identifier of the customer, `kind:value` (e.g. crm:C-1001), or the id Polku gave (`id:17`).'),
})

/** A customer in a list. */
export const listedCustomer = z
  .object({
    customer: z.string().describe('Outward name, `kind:value`.'),
    displayName: z.string().nullable(),
    firstAt: instantText.nullable(),
    lastAt: instantText.nullable(),
    encounters: z.number().int(),
    frictions: z.number().int(),
    openCases: z.number().int(),
  })
  .meta({ id: 'ListedCustomer' })

/** Everything that stands about one customer. */
export const customerJsonSchema = z
  .object({
    customer: z.string().describe('Outward name, `kind:value`, the strongest of its identifiers.'),
    id: z.string().describe('Id that Polku gave, `id:17`.'),
    displayName: z.string().nullable(),
    identifiers: z.array(z.string()).describe('All its identifiers, strongest first.'),
    conflict: z
      .array(z.string())
      .nullable()
      .describe('Identifiers it is linked with but not joined, since they hold two values of a unique kind; null without a conflict.'),
    firstAt: instantText.nullable(),
    lastAt: instantText.nullable(),
    encounters: z.number().int(),
    attributes: z.record(z.string(), z.unknown()).describe('As the latest statement tells.'),
    consents: z.record(z.string(), z.boolean()).describe('By purpose, as the latest statement tells.'),
    holdings: z.array(z.object({ product: z.string(), encounter: z.string().nullable() })).describe('Products held now, and the encounter that took each up (null: known by statement).'),
    paths: z.array(pathJsonSchema),
    frictions: z.array(frictionJsonSchema),
    cases: z.array(caseJsonSchema).describe('Open ones.'),
  })
  .meta({ id: 'Customer' })

/** Everything that stands about one customer. */
export type CustomerJson = z.output<typeof customerJsonSchema>

/** Searches customers by name, identifier or matter; without a search, the latest first. */
export const getCustomers = contract({
  operation: 'getCustomers',
  method: 'GET',
  path: '/api/v1/customers',
  topic: 'Customers',
  summary: 'Customers by name, e-mail, phone, identifier or matter; without `q` the latest first.',
  scope: 'read',
  query: pageQuery.extend({ q: z.string().trim().max(200).optional().describe('Beginning of a name, identifier value or matter.') }),
  answer: pageOf(listedCustomer),
  status: 200,
})

/** One customer. */
export const getCustomer = contract({
  operation: 'getCustomer',
  method: 'GET',
  path: '/api/v1/customers/{customer}',
  topic: 'Customers',
  summary: 'One customer: identifiers, holdings, paths, frictions, open cases.',
  scope: 'read',
  params,
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
  scope: 'read',
  params,
  query: pageQuery.extend({
    since: instantQuery.optional(),
    until: instantQuery.optional(),
    journey: z.string().optional(),
    path: z.string().optional().describe('Key of a path.'),
    channel: z.string().optional(),
  }),
  answer: pageOf(timelineItem),
  status: 200,
})

/** What a CRM says of a customer. */
export const statementBody = z.strictObject({
  asOf: z.iso.datetime({ offset: true }).optional().describe('When it was so; default now.'),
  identifiers: z.record(z.string(), z.string()).optional().describe('Further identifiers of the same customer, by kind.'),
  attributes: z.record(z.string().max(200), z.json()).optional().describe('Anything known; `name` is shown as the customer’s name.'),
  holdings: z.array(z.string().trim().min(1).max(200)).max(1000).optional().describe('All products held at that time; left out = not told.'),
  consents: z.record(z.string().max(200), z.boolean()).optional().describe('By purpose: given or not.'),
})

/** Tells what another system says of a customer, as a dated statement. */
export const putCustomer = contract({
  operation: 'putCustomer',
  method: 'PUT',
  path: '/v1/customers/{customer}',
  topic: 'Encounters',
  summary: 'Tells what a CRM says of a customer as a dated statement: attributes, holdings, consents, further identifiers. The same date again replaces it.',
  scope: 'ingest',
  params: z.object({ customer: z.string().regex(/^[^:]+:.+$/, 'must be kind:value, e.g. crm:C-1001').max(400) }),
  body: statementBody,
  answer: z.object({ customer: z.string().describe('The customer’s outward name.') }),
  status: 200,
})
