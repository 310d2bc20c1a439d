import { z } from 'zod'
import { WAITING_FOR } from '../domain/case/case.ts'
import { caseJsonSchema, caseParams } from './case.ts'
import { rootCauseJson } from './caseParts.ts'
import { contract } from './contract.ts'

const version = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('The version you have seen: when it has changed since, nothing is done and the answer is 409.')
const words = (what: string) => z.string().trim().min(1, 'must say something').max(10_000).describe(what)
const note = z.string().trim().max(2000).nullable().default(null).describe('A word on it; null for none.')
const employee = (whom: string) => z.number().int().min(1).describe(whom)
const moment = z.iso.datetime({ offset: true, error: 'must be a time, RFC 3339 with zone' })
const nothing = z.strictObject({ version }).prefault({})

const doing = <Name extends string, Path extends string, Body extends z.ZodType>(
  operation: Name,
  path: Path,
  summary: string,
  body: Body,
) =>
  contract({
    operation,
    method: 'POST',
    path: `/api/v1/cases/{id}/${path}` as const,
    topic: 'Cases',
    summary,
    needs: ['work', 'case'],
    once: true,
    params: caseParams,
    body,
    answer: caseJsonSchema,
    status: 200,
  })

/** Catches a case. */
export const catchCase = doing(
  'catchCase',
  'catch',
  'Catches a case: from now on it is yours. Of two at once one wins, and the other is told who.',
  nothing,
)

/** Offers a case to somebody. */
export const offerCase = doing(
  'offerCase',
  'offer',
  'Offers a case to somebody else; its owner stays its owner until they accept.',
  z.strictObject({ version, to: employee('Number of the employee.'), note }),
)

/** Accepts an offered case. */
export const acceptCase = doing('acceptCase', 'accept', 'Accepts a case that you are offered: it is yours from now on.', nothing)

/** Declines an offered case. */
export const declineCase = doing(
  'declineCase',
  'decline',
  'Declines a case that you are offered: it stays where it is.',
  z.strictObject({ version, note }).prefault({}),
)

/** Takes an offer back. */
export const takeBackCase = doing('takeBackCase', 'take-back', 'Takes an offer of a case back.', nothing)

/** Adds a helper. */
export const addHelperToCase = doing(
  'addHelperToCase',
  'helpers',
  'Adds a helper; the case stays with its owner.',
  z.strictObject({ version, employee: employee('Number of the employee.') }),
)

/** Lets a helper go. */
export const removeHelperFromCase = doing(
  'removeHelperFromCase',
  'helpers/remove',
  'Lets a helper go.',
  z.strictObject({ version, employee: employee('Number of the employee.') }),
)

/** Notes something. */
export const noteOnCase = doing(
  'noteOnCase',
  'notes',
  'Notes something that only colleagues read.',
  z.strictObject({ version, text: words('The note.') }),
)

/** Notes a call. */
export const phoneOnCase = doing(
  'phoneOnCase',
  'calls',
  'Notes a call to the customer.',
  z.strictObject({ version, text: words('What was said.'), reached: z.boolean().default(true).describe('Whether the customer answered.') }),
)

/** Writes to the customer. */
export const writeOnCase = doing(
  'writeOnCase',
  'messages',
  'Writes to the customer: by mail where there is an address and mail can be sent, and always on their own page.',
  z.strictObject({ version, text: words('The message.') }),
)

/** Waits. */
export const waitOnCase = doing(
  'waitOnCase',
  'wait',
  'Waits for somebody; only waiting for the customer stops the clock.',
  z.strictObject({
    version,
    for: z.enum(WAITING_FOR).describe('For whom.'),
    until: moment.describe('Until when at most, RFC 3339; then it goes on.'),
    note,
  }),
)

/** Goes on. */
export const resumeCase = doing('resumeCase', 'resume', 'Goes on with a case that waits.', nothing)

/** Solves a case. */
export const solveCase = doing(
  'solveCase',
  'solve',
  'Holds a case for solved, until the customer confirms it or 14 days pass without a word.',
  z.strictObject({
    version,
    done: words('What was done.'),
    cause: rootCauseJson.nullable().default(null).describe('What had caused it; null while it is not known.'),
    learned: z.string().trim().max(10_000).nullable().default(null).describe('What we learnt; null for nothing.'),
    tell: z
      .boolean()
      .default(false)
      .describe(
        'Whether the customer is told by mail, too: what was done, and how to say that it is not solved yet. Without an address nothing goes out.',
      ),
  }),
)

/** Opens a case again. */
export const reopenCase = doing(
  'reopenCase',
  'reopen',
  'Opens a case again: with the same owner, its clock anew.',
  z.strictObject({ version, note }).prefault({}),
)

/** Confirms a case for the customer. */
export const confirmCase = doing(
  'confirmCase',
  'confirm',
  'Notes that the customer said it is solved.',
  z
    .strictObject({
      version,
      channel: z.string().trim().min(1).max(200).default('phone').describe('In which channel they said so.'),
      note,
    })
    .prefault({}),
)

/** Links a case to what caused it. */
export const linkCaseToCause = doing(
  'linkCaseToCause',
  'cause',
  'Notes what caused a case, whether it is solved or not.',
  z.strictObject({ version, cause: rootCauseJson.describe('What caused it.') }),
)

/** Gives the customer another link. */
export const renewCaseLink = doing(
  'renewCaseLink',
  'link',
  'Revokes the links to the customer’s own page that were given out, and gives a new one; the old ones say that they are no longer in use.',
  nothing,
)

/** Joins a case into another. */
export const joinCase = doing(
  'joinCase',
  'join',
  'Joins a case into another, which carries on with its number, owner and page; later words and frictions land there.',
  z.strictObject({
    version,
    into: z
      .string()
      .regex(/^K-\d{1,15}$/, 'must look like K-12')
      .describe('Number of the case that carries on.'),
  }),
)

/** Separates a case again. */
export const separateCase = doing(
  'separateCase',
  'separate',
  'Separates a case from the one it was joined into: it goes on as it stood.',
  nothing,
)

/** Notes a task. */
export const addCaseTask = doing(
  'addCaseTask',
  'tasks',
  'Notes what is to be done.',
  z.strictObject({
    version,
    title: z.string().trim().min(1, 'must say something').max(500).describe('What is to be done.'),
    dueAt: moment.nullable().default(null).describe('By when, RFC 3339; null for no time.'),
  }),
)

/** Finishes a task. */
export const finishCaseTask = contract({
  operation: 'finishCaseTask',
  method: 'POST',
  path: '/api/v1/cases/{id}/tasks/{task}/finish',
  topic: 'Cases',
  summary: 'Notes that a task is done.',
  needs: ['work', 'case'],
  once: true,
  params: caseParams.extend({ task: z.coerce.number().int().min(1).describe('Number of the task.') }),
  body: nothing,
  answer: caseJsonSchema,
  status: 200,
})
