import { z } from 'zod'
import { rootCauseJson } from './caseParts.ts'
import { contract, countOf, instantQuery, instantText } from './contract.ts'

const seconds = (what: string) =>
  z
    .object({
      cases: countOf('Of how many cases.'),
      median: z.number().nullable().describe('Seconds; null without any.'),
      p90: z.number().nullable().describe('Seconds within which nine of ten were done, by nearest rank; null without any.'),
    })
    .describe(what)

/** What of the cases a figure counts; lists are narrowed to it by the same name. */
export const FIGURES = [
  'caught',
  'word',
  'solved',
  'fell',
  'ended',
  'reopened',
  'confirmed-by-customer',
  'confirmed-by-silence',
  'asked',
  'recovered',
  'not-recovered',
  'no-answer',
  'not-asked',
] as const

/** What of the cases a figure counts. */
export type CaseFigure = (typeof FIGURES)[number]

/** How cases went. */
export const getCaseFigures = contract({
  operation: 'getCaseFigures',
  method: 'GET',
  path: '/api/v1/cases/figures',
  topic: 'Cases',
  summary: 'How the cases of a time went: how soon they were caught, heard of and solved, how they ended, and what most often caused them.',
  needs: ['read', 'case'],
  query: z.object({
    since: instantQuery.optional().describe('Cases that opened from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Cases that opened before this time, RFC 3339.'),
    journey: z.string().optional().describe('On paths of this journey.'),
    team: z.string().optional().describe('In the inbox of this team, or carried in it.'),
  }),
  answer: z.object({
    cases: countOf('Cases that opened, but those that were withdrawn.'),
    withdrawn: countOf('Cases that opened and were withdrawn.'),
    caught: seconds('From when we learnt of it until somebody had it.'),
    firstWord: seconds('From when we learnt of it until the customer heard from us.'),
    solved: seconds('From when we learnt of it until we held it for solved, the last time we did.'),
    fell: countOf('Nobody caught them in time.'),
    joined: countOf('Cases that opened and go on in another; they are counted there.'),
    ended: countOf('Solved or confirmed.'),
    reopened: countOf('Opened again at least once.'),
    confirmedByCustomer: countOf('The customer said that it is solved.'),
    confirmedBySilence: countOf('The customer was silent for 14 days.'),
    asked: countOf('The customer was asked the recovery question.'),
    recovered: countOf('Of these, the customer says that it was solved.'),
    notRecovered: countOf('Of these, the customer says that it was not.'),
    noAnswer: countOf('Of these, the customer has not said whether it was.'),
    notAsked: countOf('The question was passed over: they want no surveys, or were asked lately.'),
    feelings: z
      .array(countOf('Answers.'))
      .length(5)
      .describe('How customers felt then: how many answered 1 (very bad), 2, 3, 4, 5 (very good).'),
    handovers: countOf('Changes of owner.'),
    channelChanges: countOf('We went on in another channel than the last word was in.'),
    causes: z
      .array(rootCauseJson.extend({ cases: countOf('Cases with this cause.') }))
      .describe('The most frequent causes first, 20 at most.'),
  }),
  status: 200,
})

/** Counts handovers by pair of teams. */
export const getCaseHandovers = contract({
  operation: 'getCaseHandovers',
  method: 'GET',
  path: '/api/v1/cases/handovers',
  topic: 'Cases',
  summary: 'How often cases went from one owner to another, by pair of teams: what the customer sees as bouncing.',
  needs: ['read', 'case'],
  query: z.object({
    since: instantQuery.optional().describe('Handovers from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Handovers before this time, RFC 3339.'),
    journey: z.string().optional().describe('Of cases on paths of this journey.'),
    team: z.string().optional().describe('Given or taken by this team.'),
  }),
  answer: z.object({
    since: instantText.nullable().describe('From when they are counted; null = from the beginning.'),
    until: instantText.describe('Until when they are counted.'),
    pairs: z
      .array(
        z.object({
          journey: z.string().describe('Key of the journey.'),
          from: z.string().nullable().describe('Team of who gave it; null = of none.'),
          to: z.string().nullable().describe('Team of who took it; null = of none.'),
          handovers: countOf('How often.'),
          bounces: countOf('How often of these to a team that had had the case before.'),
          cases: countOf('How many cases.'),
        }),
      )
      .describe('The most frequent first.'),
  }),
  status: 200,
})
