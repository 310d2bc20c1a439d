import { z } from 'zod'
import { rootCauseJson } from './caseParts.ts'
import { contract, countOf } from './contract.ts'

/** Solves many cases at once. */
export const solveCasesTogether = contract({
  operation: 'solveCasesTogether',
  method: 'POST',
  path: '/api/v1/cases/solve-together',
  topic: 'Cases',
  summary: 'Holds many cases of one cause for solved, with one message to all their customers; what nobody had caught is caught first.',
  needs: ['work', 'case'],
  once: true,
  body: z.strictObject({
    cases: z
      .array(z.string().regex(/^K-\d{1,15}$/, 'must look like K-12'))
      .min(1, 'must name a case')
      .max(500, 'must name 500 cases at most')
      .describe('Numbers of the cases, e.g. K-12; 500 at most.'),
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
      .describe('Message to each customer: by mail where that is possible, and on their own page; null for none.'),
  }),
  answer: z.object({
    solved: countOf('Cases that are held for solved now.'),
    mailed: countOf('Customers’ cases that a mail went out for.'),
    left: z
      .array(
        z.object({
          id: z.string().describe('Number of the case.'),
          because: z.string().describe('Why: missing, withdrawn, not-allowed, not-in-state (it is over).'),
        }),
      )
      .describe('Cases that were left as they are.'),
  }),
  status: 200,
})
