import { z } from 'zod'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import { contract, countOf, displayName, instantText } from './contract.ts'
import { customerParams } from './customer.ts'

const place = {
  path: z.string().describe('Key of the path.'),
  journey: z.string().describe('Key of its journey.'),
  matter: z.string().nullable().describe('Its matter; null without one.'),
}

/** What whoever meets a customer next has to know. */
export const briefJson = z
  .object({
    customer: z.string().describe('Outward name, `kind:value`.'),
    id: z.string().describe('Id that Polku gave, `id:17`.'),
    displayName,
    identifiers: z.array(z.string()).describe('All its identifiers, strongest first.'),
    since: instantText.nullable().describe('First encounter; null without one.'),
    lastAt: instantText.nullable().describe('Latest encounter; null without one.'),
    encounters: countOf('Encounters in all channels.'),
    holdings: z.array(z.string()).describe('Products held now: do not offer them.'),
    open: z
      .array(
        z.object({
          ...place,
          state: z.enum(['active', 'paused']).describe('How it stands.'),
          turn: z.enum(['company', 'customer', 'nobody']).describe('Whose move it is.'),
          turnSince: instantText.nullable().describe('Since when; null when nobody gave it.'),
          answerBy: instantText.nullable().describe('When the company will have kept silent too long; null unless it has the turn.'),
        }),
      )
      .describe('Open matters: ours first, then the customer’s; in each the one that waited longest.'),
    promised: z
      .array(
        z.object({
          ...place,
          what: z.string().describe('What was promised.'),
          dueAt: instantText.describe('By when.'),
          overdue: z.boolean().describe('Whether that is past.'),
          encounter: z.string().nullable().describe('Id of the encounter in which it was said.'),
        }),
      )
      .describe('Promises that are not kept, the earliest first: of open matters, and for 30 days those outside any.'),
    provided: z
      .array(
        z.object({
          item: z.string().describe('What the customer gave.'),
          at: instantText.describe('When.'),
          encounter: z.string().describe('Id of the encounter.'),
          until: instantText.describe('Until when it holds: do not ask for it before.'),
        }),
      )
      .describe('Told already and still valid, the latest first.'),
    lastWords: z
      .object({
        text: z.string().describe('Their own words.'),
        locale: z.string().nullable().describe('Their language, BCP 47.'),
        sentiment: z.enum(['negative', 'neutral', 'positive']).nullable().describe('As they were labelled.'),
        at: instantText.describe('When.'),
        encounter: z.string().describe('Id of the encounter.'),
        touchpoint: z.string().describe('Key of the touchpoint.'),
        channel: z.string().nullable().describe('In which channel.'),
      })
      .nullable()
      .describe('What the customer wrote or said last; null when nothing is kept.'),
    frictions: z
      .object({
        total: countOf('Frictions that stand.'),
        bySeverity: z
          .array(z.object({ severity: z.number().int().describe('1–5.'), count: countOf('Frictions this grave.') }))
          .describe('The gravest first.'),
        newest: frictionJsonSchema.nullable().describe('The newest; null without one.'),
      })
      .describe('Friction so far.'),
    consents: z.record(z.string(), z.boolean()).describe('By purpose: given or not.'),
    attributes: z.record(z.string(), z.unknown()).describe('Each as the latest statement with it tells.'),
    conflict: z.array(z.string()).nullable().describe('Identifiers it is linked with but not joined; null without any.'),
  })
  .meta({ id: 'Brief' })

/** What whoever meets a customer next has to know. */
export type BriefJson = z.output<typeof briefJson>

/** The brief of a customer. */
export const getBrief = contract({
  operation: 'getBrief',
  method: 'GET',
  path: '/api/v1/customers/{customer}/brief',
  topic: 'Customers',
  summary:
    'What whoever meets a customer next has to know: holdings, open matters and whose turn, promises, what they told already, their last words, friction, consents.',
  needs: ['read', 'customer'],
  params: customerParams,
  answer: briefJson,
  status: 200,
})
