import { z } from 'zod'
import { briefJson } from './brief.ts'
import { contract, instantText } from './contract.ts'
import { customerParams } from './customer.ts'
import { organisationJson } from './organisation.ts'

/** Most and usual validity of a link to a panel, minutes. */
const MINUTES = { most: 24 * 60, usual: 60 }

/** Makes a link to a customer's panel. */
export const postPanelLink = contract({
  operation: 'postPanelLink',
  method: 'POST',
  path: '/api/v1/customers/{customer}/panel-link',
  topic: 'Customers',
  summary: 'Makes a signed link to the customer’s brief as a panel, to be framed in another system; whoever holds it can read the brief.',
  needs: ['read', 'customer'],
  params: customerParams,
  body: z.strictObject({
    minutes: z
      .number()
      .int()
      .min(1)
      .max(MINUTES.most)
      .default(MINUTES.usual)
      .describe(`For how long the link opens the panel, minutes, 1–${MINUTES.most}.`),
  }),
  answer: z.object({
    address: z.string().describe('Address to put into a frame.'),
    until: instantText.describe('Until when it opens the panel.'),
  }),
  status: 200,
})

/** What a customer's panel shows. */
export const getPanel = contract({
  operation: 'getPanel',
  method: 'GET',
  path: '/api/v1/panel/{customer}',
  topic: 'Customers',
  summary: 'The brief of the customer whom a signed link names; the link’s key takes the place of signing in.',
  needs: ['enter', 'customer'],
  params: customerParams,
  query: z.object({ key: z.string().max(2000).describe('The key of the link.') }),
  answer: z.object({
    brief: briefJson,
    organisation: organisationJson.pick({ names: true, timeZone: true }).describe('Names of what the brief speaks of.'),
  }),
  status: 200,
})
