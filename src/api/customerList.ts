import { z } from 'zod'
import { FRICTION_KINDS } from '../domain/friction/friction.ts'
import { attributeQuery, contract, countOf, customerName, displayName, instantQuery, instantText, pageOf, pageQuery } from './contract.ts'

/** A customer in a list. */
export const listedCustomer = z
  .object({
    customer: customerName,
    displayName,
    firstAt: instantText.nullable().describe('Time of the first encounter; null without one.'),
    lastAt: instantText.nullable().describe('Time of the latest encounter; null without one.'),
    encounters: countOf('Encounters in all channels.'),
    openMatters: countOf('Paths that are active or paused, but for the relationship.'),
    ourTurn: z.boolean().describe('Whether it is the company’s turn on one of them.'),
    frictions: countOf('Frictions that stand.'),
    gravest: z.number().int().min(1).max(5).nullable().describe('Severity of the gravest of them, 1–5; null without one.'),
    openCases: countOf('Cases that are open.'),
  })
  .meta({ id: 'ListedCustomer' })

/** A customer in a list. */
export type ListedCustomer = z.output<typeof listedCustomer>

const yes = z.enum(['true'])

/** What customers are filtered by; all that is given holds. */
export const customerFilter = z.object({
  since: instantQuery.optional().describe('Whose last encounter is from this time on, RFC 3339.'),
  until: instantQuery.optional().describe('Whose last encounter is before this time, RFC 3339.'),
  open: yes.optional().describe('With a path that is active or paused.'),
  turn: z.enum(['company', 'customer', 'nobody']).optional().describe('With such a path on which it is this one’s turn.'),
  journey: z.string().min(1).max(200).optional().describe('With a path of this journey; with `open`, `turn` and `state` the same path.'),
  state: z.enum(['active', 'paused', 'abandoned', 'completed']).optional().describe('With a path in this state.'),
  frictionsSince: instantQuery.optional().describe('With a friction that became true from this time on, RFC 3339.'),
  severity: z.coerce
    .number()
    .int()
    .min(1)
    .max(5)
    .optional()
    .describe('With a friction this grave or graver; with `frictionsSince` the same.'),
  kind: z.enum(FRICTION_KINDS).optional().describe('With a friction of this kind; with the two above the same.'),
  cases: z.enum(['open']).optional().describe('With an open case.'),
  product: z.string().min(1).max(200).optional().describe('Who hold this product.'),
  consent: z.string().min(1).max(200).optional().describe('Who gave this consent.'),
  withoutConsent: z.string().min(1).max(200).optional().describe('Who refused this consent, took it back or never gave it.'),
  attribute: attributeQuery,
})

/** What the list of customers can be asked. */
export const customerListQuery = pageQuery.extend(customerFilter.shape).extend({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe(
      'Beginnings of words of a name (in any order, with or without their marks), of an identifier’s value or of a matter, or a part of a phone number.',
    ),
})

/** Searches customers by name, identifier or matter; without a search, the latest first. */
export const getCustomers = contract({
  operation: 'getCustomers',
  method: 'GET',
  path: '/api/v1/customers',
  topic: 'Customers',
  summary:
    'Customers by name, e-mail, phone, identifier or matter, and by filters, the latest first; without any all. With filters a page may hold fewer than `limit`, or none, and still have a `next`.',
  needs: ['read', 'customer'],
  query: customerListQuery,
  answer: pageOf(listedCustomer),
  status: 200,
  example: {
    query: { q: 'aino' },
    answer: {
      items: [
        {
          customer: 'crm:C-1001',
          displayName: 'Aino Esimerkki',
          firstAt: '2014-05-05T07:00:00Z',
          lastAt: '2026-03-30T07:00:00Z',
          encounters: 12,
          openMatters: 1,
          ourTurn: true,
          frictions: 11,
          gravest: 5,
          openCases: 2,
        },
      ],
      next: null,
    },
  },
})

/** The list of customers as a file. */
export const getCustomersFile = contract({
  operation: 'getCustomersFile',
  method: 'GET',
  path: '/api/v1/customers.csv',
  topic: 'Customers',
  summary: 'The customers of a search or filter as CSV (UTF-8), the latest first, at most 100,000.',
  needs: ['read', 'export'],
  query: customerListQuery.omit({ limit: true, cursor: true }),
  answer: z.string(),
  status: 200,
  media: 'text/csv',
})
