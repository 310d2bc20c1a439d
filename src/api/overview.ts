import { z } from 'zod'
import { FRICTION_KINDS } from '../domain/friction/friction.ts'
import { contract, countOf, instantText } from './contract.ts'

const both = (what: string) =>
  z.object({ now: countOf('In the period.'), before: countOf('In the period of the same length before it.') }).describe(what)

/** How things go just now: what begins and ends, which promises are kept, where friction grows. */
export const getOverview = contract({
  operation: 'getOverview',
  method: 'GET',
  path: '/api/v1/overview',
  topic: 'Overview',
  summary: 'How things go: paths that began and ended, promises kept, and where friction grew, each beside the period before.',
  needs: ['read', 'friction'],
  query: z.object({ days: z.coerce.number().int().min(1).max(366).default(28).describe('Length of the period in days, 1–366.') }),
  answer: z.object({
    since: instantText.describe('Beginning of the period.'),
    until: instantText.describe('Its end: now, or the newest encounter when that is more than a week ago.'),
    asOf: instantText.describe('When it was counted; it is counted anew at most every half minute.'),
    paths: z
      .object({
        begun: both('Paths whose first encounter was then.'),
        completed: both('Paths that are completed and had their last encounter then.'),
        abandoned: both('Paths that a customer had begun and that became abandoned then.'),
        resumed: both('Paths to which customers returned then after they had paused or been abandoned.'),
      })
      .describe('What became of paths.'),
    promises: z
      .array(
        z.object({
          what: z.string().describe('Its name, as encounters tell it; `begun-digitally` = what was begun digitally was finished so.'),
          due: both('How many fell due: promises by their `dueAt`, paths begun digitally by their completion.'),
          kept: both('How many of them were kept.'),
        }),
      )
      .describe('Promises that fell due in either period, most first.'),
    growing: z
      .array(
        z.object({
          journey: z.string().describe('Key of the journey.'),
          kind: z.enum(FRICTION_KINDS).describe('Kind of friction.'),
          week: countOf('Frictions in the last seven days of the period.'),
          before: countOf('In the seven days before those.'),
        }),
      )
      .describe('Where more friction came to be than chance would explain, most growth first, at most ten.'),
  }),
  status: 200,
})
