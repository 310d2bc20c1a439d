import { z } from 'zod'
import { CASE_STATES, FEELINGS, WAITING_FOR } from '../domain/case/case.ts'
import { frictionJsonSchema } from '../domain/friction/frictionJson.ts'
import {
  contract,
  countOf,
  customerName,
  customerQuery,
  displayName,
  filterQuery,
  instantQuery,
  instantText,
  pageOf,
  pageQuery,
} from './contract.ts'
import { FIGURES } from './caseFigures.ts'
import { caseEntryJson } from './caseLog.ts'
import { personJson, rootCauseJson } from './caseParts.ts'
import { timelineItem } from './encounter.ts'

/** States of a case as doors tell them: that it was withdrawn or goes on in another stands before any other. */
export const STATES_OF_CASES = [...CASE_STATES, 'withdrawn', 'joined'] as const
const state = z
  .enum(STATES_OF_CASES)
  .describe(
    'open: in a team’s inbox; caught, reopened: its owner acts; waiting; solved: as we see it; confirmed; withdrawn: a later encounter refuted its frictions; joined: it goes on in another case.',
  )
const at = (what: string) => instantText.nullable().describe(what)

const limit = (what: string) =>
  z
    .object({
      dueAt: instantText.describe('By when, counted in working time since the case was opened (or opened again).'),
      doneAt: at('When it was done; null while it is not.'),
      passed: z.boolean().describe('Whether it was not done in time, or the time is over.'),
    })
    .describe(what)

/** A failure that somebody is to catch. */
export const caseJsonSchema = z
  .object({
    id: z.string().describe('Number of the case, e.g. "K-12".'),
    customer: customerName,
    displayName,
    path: z.string().describe('Key of the path it stands on.'),
    journey: z.string().describe('Key of that path’s journey.'),
    matter: z.string().nullable().describe('That path’s matter; null without one.'),
    state,
    team: z
      .string()
      .nullable()
      .describe('In whose inbox it is, or whose employee carries it; first the touchpoint’s team, else the journey’s.'),
    owner: personJson.nullable().describe('Who carries it; null until somebody caught it.'),
    helpers: z.array(personJson).describe('Who helps its owner.'),
    offer: z
      .object({
        to: personJson.describe('To whom.'),
        by: personJson.nullable().describe('By whom; null: by Polku, since its owner is away.'),
        because: z.enum(['handover', 'absence']).describe('A handover, or the owner’s absence.'),
        at: instantText.describe('When.'),
        until: at('When it lapses; null = when it is answered.'),
      })
      .nullable()
      .describe('To whom it is offered and who has not answered; the owner stays until they accept.'),
    waiting: z
      .object({
        for: z.enum(WAITING_FOR).describe('For whom.'),
        since: instantText.describe('Since when.'),
        until: instantText.describe('When it goes on at the latest.'),
      })
      .nullable()
      .describe('What it waits for; null unless it waits.'),
    severity: z.number().int().describe('The gravest of its frictions, 1–5.'),
    openedAt: instantText.describe('Since when it is open: when the first of its frictions became true.'),
    caughtAt: at('When it was caught.'),
    solvedAt: at('When we held it for solved; null while it is not.'),
    confirmedAt: at('When it was confirmed; null while it is not.'),
    silentUntil: at('When the customer’s silence will count as confirmation; null unless it is solved.'),
    confirmedBy: z.enum(['customer', 'silence']).nullable().describe('By the customer, or by 14 days of silence.'),
    withdrawnAt: at('When it was withdrawn; null unless it is.'),
    actBy: at('By when somebody is to do something about it; null when nobody is.'),
    limits: z
      .object({
        caught: limit('To be caught.'),
        word: limit('The customer’s first word from us.'),
        solved: limit('To be solved.'),
      })
      .describe('What is to be done by when.'),
    fell: z.boolean().describe('Whether nobody caught it in time, so that it went to the lead.'),
    inherited: z.boolean().describe('Whether it came to its owner because the one before left.'),
    handovers: countOf('How often its owner changed.'),
    channelChanges: countOf('How often we went on in another channel than the last word was in.'),
    reopened: countOf('How often it was opened again.'),
    joinedInto: z.string().nullable().describe('Number of the case it goes on in; null = it stands for itself.'),
    carries: z.array(z.string()).describe('Numbers of the cases that go on in this one.'),
    cause: rootCauseJson.nullable().describe('What caused it, solved or not; null while it is not known.'),
    recovery: z
      .object({
        at: instantText.describe('When the customer was asked, or passed over.'),
        notAsked: z
          .enum(['opted-out', 'asked-lately', 'recovery-asked-lately'])
          .nullable()
          .describe(
            'Why they were not asked; null = they were. They want no surveys; were asked or answered anything in 30 days; were asked this in 90 days.',
          ),
        answer: z
          .object({
            at: instantText.describe('When.'),
            solved: z.boolean().nullable().describe('Whether it was solved; null = not told.'),
            feeling: z.literal(FEELINGS).nullable().describe('How they feel, 1 very bad to 5 very good; null = not told.'),
          })
          .nullable()
          .describe('What they answered; null while they have not.'),
      })
      .nullable()
      .describe('The question after the fix, asked once; null until it is confirmed.'),
    version: z.number().int().describe('Grows with each change; sent back, it keeps two people from overwriting each other.'),
    frictions: z.array(frictionJsonSchema).describe('Its frictions that still stand, by time.'),
  })
  .meta({ id: 'Case' })

/** A case as doors show it. */
export type CaseJson = z.output<typeof caseJsonSchema>

const taskJson = z
  .object({
    id: z.number().int().describe('Number of the task.'),
    title: z.string().describe('What is to be done.'),
    dueAt: at('By when; null = no time was given.'),
    addedBy: personJson.describe('Who noted it.'),
    doneAt: at('When it was done; null while it is not.'),
    doneBy: personJson.nullable().describe('Who did it; null while nobody has.'),
  })
  .meta({ id: 'CaseTask' })

const similarJson = z
  .object({
    id: z.string().describe('Number of the case.'),
    state,
    openedAt: instantText.describe('Since when it was open.'),
    cause: rootCauseJson.nullable().describe('What had caused it; null while it is not known.'),
    done: z.string().nullable().describe('What was done; null while it is not solved.'),
    learned: z.string().nullable().describe('What we learnt.'),
  })
  .meta({ id: 'SimilarCase' })

const otherJson = z
  .object({
    id: z.string().describe('Number of the case.'),
    customer: customerName,
    displayName,
    path: z.string().describe('Key of its path.'),
    journey: z.string().describe('Key of that path’s journey.'),
    matter: z.string().nullable().describe('That path’s matter; null without one.'),
    state,
    owner: personJson.nullable().describe('Who carries it.'),
    openedAt: instantText.describe('Since when it was open.'),
  })
  .meta({ id: 'OtherCase' })

/** One case with everything that its page shows. */
export const casePageSchema = caseJsonSchema
  .extend({
    evidence: z.array(timelineItem).describe('The encounters that prove its frictions, by time.'),
    log: z.array(caseEntryJson).describe('What became of it, in order.'),
    tasks: z.array(taskJson).describe('What is to be done, open ones first, then by time.'),
    solution: z
      .object({
        done: z.string().describe('What was done.'),
        cause: rootCauseJson.nullable().describe('What had caused it.'),
        learned: z.string().nullable().describe('What we learnt.'),
      })
      .nullable()
      .describe('How it was solved, the last time it was.'),
    pathHandovers: countOf('Changes of team on its path, as encounters tell them.'),
    pathBounces: countOf('How often its path came back to a team that had passed it on.'),
    similar: z.array(similarJson).describe('The latest cases of the same kind of friction at the same touchpoint of the same journey.'),
    others: z.array(otherJson).describe('The customer’s other cases, those that are not over first; 20 at most.'),
    joined: z.array(otherJson).describe('Cases that go on in this one.'),
    page: z
      .string()
      .nullable()
      .describe('Address of the customer’s own page of the case, to be given to them only; null for who may not work on cases.'),
    mail: z
      .enum(['ready', 'no-address', 'off'])
      .describe('Whether a message goes by mail: the customer has an address; has none; no mail can be sent from here.'),
    may: z
      .object({
        catch: z.boolean().describe('Catch it.'),
        work: z.boolean().describe('Write to it, solve it, and so on.'),
        offer: z.boolean().describe('Offer it to another.'),
        answer: z.boolean().describe('Accept or decline it.'),
        separate: z.boolean().describe('Separate it from the case it goes on in.'),
      })
      .describe('What whoever asks may do with it now.'),
  })
  .meta({ id: 'CasePage' })

/** One case with everything that its page shows. */
export type CasePageJson = z.output<typeof casePageSchema>

/** Parameters of the doors to one case. */
export const caseParams = z.object({
  id: z
    .string()
    .regex(/^K-\d{1,15}$/, 'must look like K-12')
    .describe('Number of the case, e.g. K-12.'),
})

const causeQuery = z
  .string()
  .max(2000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' })
      return z.NEVER
    }
  })
  .pipe(rootCauseJson)

/** Lists cases. */
export const getCases = contract({
  operation: 'getCases',
  method: 'GET',
  path: '/api/v1/cases',
  topic: 'Cases',
  summary: 'Cases, newest first or what is due first.',
  needs: ['read', 'case'],
  query: pageQuery.extend(filterQuery.omit({ state: true }).shape).extend({
    whose: z
      .enum(['mine', 'helping', 'offered', 'inbox'])
      .optional()
      .describe(
        'Of whoever asks, what is not yet over: cases they own, help with, are offered, or that wait in the inboxes of their teams.',
      ),
    state: state.optional().describe('Cases in this state.'),
    live: z.stringbool().optional().describe('true = neither confirmed nor withdrawn, false = one of these.'),
    overdue: z.stringbool().optional().describe('true = something should have been done by now.'),
    team: z.string().optional().describe('In the inbox of this team, or carried in it.'),
    owner: z.coerce.number().int().min(1).optional().describe('Carried by the employee of this number.'),
    severity: z.coerce.number().int().min(1).max(5).optional().describe('At least this grave.'),
    customer: customerQuery,
    q: z.string().trim().max(200).optional().describe('In the number of the case, the customer’s name or the matter, in any case.'),
    figure: z.enum(FIGURES).optional().describe('Cases that a figure of /cases/figures counts.'),
    counted: z.stringbool().optional().describe('true = only cases that figures count: neither withdrawn nor joined into another.'),
    cause: causeQuery
      .optional()
      .describe('Cases with exactly this cause: JSON as in `causes` of /cases/figures, e.g. {"system":"Archive"}.'),
    handedFrom: z.string().optional().describe('Cases that were handed over by this team; empty = by none.'),
    handedTo: z.string().optional().describe('Cases that were handed over to this team; empty = to none.'),
    handedSince: instantQuery.optional().describe('Cases that were handed over from this time on.'),
    handedUntil: instantQuery.optional().describe('Cases that were handed over before this time.'),
    sort: z.enum(['newest', 'due']).default('newest').describe('newest: by when they were opened; due: what is to be done first.'),
  }),
  answer: pageOf(caseJsonSchema),
  status: 200,
})

/** Counts cases of whoever asks. */
export const getCaseCounts = contract({
  operation: 'getCaseCounts',
  method: 'GET',
  path: '/api/v1/cases/counts',
  topic: 'Cases',
  summary: 'How many cases are on whoever asks, in the inboxes of their teams, and in all.',
  needs: ['read', 'case'],
  answer: z.object({
    mine: countOf('Cases they own that are not over.'),
    mineOverdue: countOf('Of these, those where something should have been done by now.'),
    helping: countOf('Cases they help with.'),
    offered: countOf('Cases they are offered.'),
    inbox: countOf('Cases in the inboxes of their teams.'),
    live: countOf('All cases that are not over.'),
    overdue: countOf('Of all, those where something should have been done by now.'),
    uncaught: countOf('Of all, those that nobody has caught.'),
  }),
  status: 200,
})

/** One case by its number. */
export const getCase = contract({
  operation: 'getCase',
  method: 'GET',
  path: '/api/v1/cases/{id}',
  topic: 'Cases',
  summary: 'One case with its frictions and their evidence, its log, tasks, limits, and cases like it.',
  needs: ['read', 'case'],
  params: caseParams,
  answer: casePageSchema,
  status: 200,
})
