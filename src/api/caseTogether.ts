import { z } from 'zod'
import { rootCauseJson } from './caseParts.ts'
import { contract, countOf } from './contract.ts'

/** Most cases that are worked on at once. */
export const MOST_TOGETHER = 500

const number = z.string().regex(/^K-\d{1,15}$/, 'must look like K-12')
const cases = z
  .array(number)
  .min(1, 'must name a case')
  .max(MOST_TOGETHER, 'must name 500 cases at most')
  .describe('Numbers of the cases, e.g. K-12; 500 at most.')

/** What came of working on many cases at once. */
export const togetherJson = z
  .object({
    changed: countOf('Cases with which it was done.'),
    customers: countOf('How many customers they are of.'),
    mailed: countOf('Cases that a mail to their customer went out for.'),
    left: z
      .array(
        z.object({
          id: z.string().describe('Number of the case.'),
          because: z
            .string()
            .describe('Why: missing, withdrawn, joined, not-allowed, has-owner, not-in-state (it is over, or nobody has caught it).'),
        }),
      )
      .describe('Cases that were left as they are.'),
  })
  .meta({ id: 'WorkedTogether' })

/** What came of working on many cases at once. */
export type TogetherJson = z.output<typeof togetherJson>

const together = <Name extends string, Path extends string, Body extends z.ZodType>(
  operation: Name,
  path: Path,
  summary: string,
  body: Body,
) =>
  contract({
    operation,
    method: 'POST',
    path: `/api/v1/cases/${path}` as const,
    topic: 'Cases',
    summary,
    needs: ['work', 'case'],
    once: true,
    body,
    answer: togetherJson,
    status: 200,
  })

/** Solves many cases at once. */
export const solveCasesTogether = together(
  'solveCasesTogether',
  'solve-together',
  'Holds many cases of one cause for solved, with one message to all their customers; what nobody had caught is caught first.',
  z.strictObject({
    cases,
    done: z.string().trim().min(1, 'must say something').max(10_000).describe('What was done; the customers read it.'),
    cause: rootCauseJson.nullable().default(null).describe('What had caused them all; null while it is not known.'),
    learned: z.string().trim().max(10_000).nullable().default(null).describe('What we learnt; null for nothing.'),
    message: z
      .string()
      .trim()
      .min(1, 'must say something')
      .max(10_000)
      .nullable()
      .default(null)
      .describe('Message to each customer besides: by mail where that is possible, and on their own page; null for none.'),
    tell: z
      .boolean()
      .default(false)
      .describe('Whether customers with an address get what was done by mail; a message goes by mail anyway, and then this does not.'),
    preview: z.boolean().default(false).describe('true = nothing is done; the answer tells what would come of it.'),
  }),
)

/** Catches many cases at once. */
export const catchCasesTogether = together(
  'catchCasesTogether',
  'catch-together',
  'Catches many cases; what somebody else has is left and named.',
  z.strictObject({ cases }),
)

/** Links many cases to one cause. */
export const linkCasesTogether = together(
  'linkCasesTogether',
  'link-together',
  'Links many cases to what caused them; none of them is closed.',
  z.strictObject({ cases, cause: rootCauseJson.describe('What caused them all.') }),
)

/** Joins many cases into one. */
export const joinCasesTogether = together(
  'joinCasesTogether',
  'join-together',
  'Joins many cases into one, which carries on with its number, owner and page; what cannot be joined is left and named.',
  z.strictObject({ cases, into: number.describe('Number of the case that carries on; it may stand among the cases.') }),
)
