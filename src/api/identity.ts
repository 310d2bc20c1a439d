import { z } from 'zod'
import { contract, countOf, customerName, instantText, pageQuery } from './contract.ts'

const identifierText = z
  .string()
  .max(400)
  .regex(/^[^:]+:.+$/, 'must be kind:value, e.g. crm:C-1001')
const identifiers = z.array(identifierText).min(1).max(100)
const params = z.object({ customer: z.string().min(3).max(400).describe('Any identifier of the customer, `kind:value`, or `id:17`.') })
const because = z.string().trim().min(1).max(1000).describe('Why: how one knows.')
const by = z.string().trim().min(1).max(200).optional().describe('Who says so; left out = the token.')
const preview = z.boolean().default(false).describe('true: only tell what would move.')

const speaker = z.object({ token: z.string().nullable().describe('Id of the token.'), name: z.string().describe('Who.') })
const judgement = z
  .object({
    id: z.number().int().describe('Its number.'),
    sort: z.enum(['join', 'separate']).describe('One person, or not.'),
    identifiers: z.array(z.string()).describe('The identifiers of one person; of a separation, of one side.'),
    others: z.array(z.string()).describe('The other side of a separation.'),
    at: instantText.describe('When it was said.'),
    by: speaker.describe('Who said it.'),
    because: z.string().describe('Why.'),
    undone: z
      .object({ at: instantText.describe('When.'), by: speaker.describe('By whom.'), because: z.string().describe('Why.') })
      .nullable()
      .describe('How it was taken back; null while it stands.'),
  })
  .meta({ id: 'Judgement' })

/** What somebody judged elsewhere, as files and `POST /api/v1/judgements` hold it. */
export const judgementBody = z
  .strictObject({
    sort: z.enum(['join', 'separate']).describe('One person, or not.'),
    identifiers: z.array(identifierText).min(1).max(10_000).describe('The identifiers of one person; of a separation, of one side.'),
    others: z.array(identifierText).max(10_000).default([]).describe('The other side of a separation.'),
    at: z.iso.datetime({ offset: true }).describe('When it was said.'),
    by: z.string().min(1).max(400).describe('Who said it.'),
    because: z.string().min(1).max(1000).describe('Why.'),
    undone: z
      .strictObject({
        at: z.iso.datetime({ offset: true }).describe('When.'),
        by: z.string().min(1).max(400).describe('By whom.'),
        because: z.string().min(1).max(1000).describe('Why.'),
      })
      .nullable()
      .default(null)
      .describe('How it was taken back; null while it stands.'),
  })
  .refine(({ sort, others }) => (sort === 'join') === (others.length === 0), {
    path: ['others'],
    message: 'must be the other side of a separation, and empty for a join',
  })
  .meta({ id: 'ToldJudgement' })

/** What somebody judged elsewhere. */
export type JudgementBody = z.output<typeof judgementBody>

const concerned = z.array(
  z.object({
    customer: customerName,
    id: z.number().int().describe('Number that Polku gave.'),
    identifiers: z.array(z.string()).describe('Its identifiers.'),
    encounters: countOf('Its encounters.'),
    statements: countOf('Statements about it.'),
    cases: countOf('Its cases.'),
  }),
)
const judged = z
  .object({
    judgement: z.number().int().nullable().describe('The number it stands under; null for a preview.'),
    before: concerned.describe('The customers concerned, as they were.'),
    after: concerned.describe('And as they are.'),
  })
  .meta({ id: 'Judged' })

/** How a customer came to be one, and what people said of it. */
export const getIdentity = contract({
  operation: 'getIdentity',
  method: 'GET',
  path: '/api/v1/customers/{customer}/identity',
  topic: 'Customers',
  summary:
    'Who is who around a customer: identifiers, the links between them and what they came with, what people said, and what came of it.',
  needs: ['read', 'identity'],
  params,
  answer: z.object({
    customer: customerName,
    identifiers: z
      .array(z.object({ identifier: z.string().describe('The identifier.'), customer: customerName }))
      .describe('All that are linked, joined or not.'),
    links: z
      .array(
        z.object({
          identifiers: z.array(z.string()).describe('Given together.'),
          encounters: countOf('Encounters that bear them.'),
          statements: countOf('Statements that bear them.'),
          because: z.string().describe('One of those encounters, else the identifier a statement is about.'),
        }),
      )
      .describe('What was given together.'),
    contested: z
      .array(z.array(z.string()))
      .describe('Identifiers that are linked with both sides of a separation: nobody’s until somebody says whose they are.'),
    judgements: z.array(judgement).describe('What people said, taken back or not.'),
    history: z
      .array(
        z.object({
          at: instantText.describe('When.'),
          event: z.enum(['joined', 'conflict', 'separated']).describe('What happened.'),
          identifiers: z.array(z.string()).describe('To which identifiers.'),
          because: z.string().describe('The encounter or statement, or what people said.'),
          judgement: z.number().int().nullable().describe('Number of the judgement that did it.'),
        }),
      )
      .describe('What came of it, oldest first.'),
  }),
  status: 200,
})

/** Says that identifiers are not the same person. */
export const postSeparate = contract({
  operation: 'postSeparate',
  method: 'POST',
  once: true,
  path: '/api/v1/customers/{customer}/separate',
  topic: 'Customers',
  summary: 'Says that some identifiers are not this person: they part with everything that is theirs, and no link joins them again.',
  needs: ['change', 'identity'],
  params,
  body: z.strictObject({
    identifiers: identifiers.describe('Those that are somebody else.'),
    others: identifiers.optional().describe('Those that they are not; left out = all others of the customer.'),
    because,
    by,
    preview,
  }),
  answer: judged,
  status: 200,
})

/** Says that two customers are one person. */
export const postJoin = contract({
  operation: 'postJoin',
  method: 'POST',
  once: true,
  path: '/api/v1/customers/{customer}/join',
  topic: 'Customers',
  summary: 'Says that identifiers are this person, whatever kinds are unique.',
  needs: ['change', 'identity'],
  params,
  body: z.strictObject({ identifiers: identifiers.describe('Those that are this person, too.'), because, by, preview }),
  answer: judged,
  status: 200,
})

/** Takes back what somebody said of who is who. */
export const postUndo = contract({
  operation: 'postUndo',
  method: 'POST',
  once: true,
  path: '/api/v1/judgements/{judgement}/undo',
  topic: 'Customers',
  summary: 'Takes back what somebody said of who is who.',
  needs: ['change', 'identity'],
  params: z.object({ judgement: z.coerce.number().int().min(1).describe('Its number.') }),
  body: z.strictObject({ because, by, preview }),
  answer: judged,
  status: 200,
})

/** What people said of who is who. */
export const getJudgements = contract({
  operation: 'getJudgements',
  method: 'GET',
  path: '/api/v1/judgements',
  topic: 'Customers',
  summary: 'What people said of who is who, oldest first.',
  needs: ['read', 'identity'],
  query: pageQuery.pick({ limit: true }).extend({ after: z.coerce.number().int().min(0).default(0).describe('Those after this number.') }),
  answer: z.object({ items: z.array(judgement).describe('At most `limit`.') }),
  status: 200,
})

/** Brings what people said elsewhere. */
export const postJudgements = contract({
  operation: 'postJudgements',
  method: 'POST',
  path: '/api/v1/judgements',
  topic: 'Customers',
  summary:
    'Brings what people said of who is who in another Polku, in the order in which they said it, with who, when and why. What is known already changes nothing.',
  needs: ['change', 'identity'],
  body: z.strictObject({ items: z.array(judgementBody).min(1).max(100).describe('At most 100, oldest first.') }),
  answer: z.object({
    kept: countOf('New, or taken back anew.'),
    known: countOf('Known already.'),
    rejected: z
      .array(
        z.object({
          index: z.number().int().describe('Its place among the items.'),
          problems: z
            .array(z.object({ field: z.string().describe('Field in question.'), message: z.string().describe('What is expected.') }))
            .describe('Why.'),
        }),
      )
      .describe('What contradicts what people said here.'),
  }),
  status: 200,
})
