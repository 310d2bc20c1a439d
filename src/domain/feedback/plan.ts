import { z } from 'zod'
import { DAY, HOUR } from '../kernel/duration.ts'
import { partKeySchema } from './question.ts'
import { surveyKeySchema } from './survey.ts'

const key = z.string().trim().min(1).max(200)

/** When a survey is asked: after an encounter, when a path comes to a state, on a date, some time after another survey's answer, or by hand. */
export const triggerSchema = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('encounter'),
    touchpoint: key.optional(),
    journey: key.optional(),
    stage: key.optional(),
    step: z.enum(['start', 'progress', 'complete', 'abandon', 'fail']).optional(),
    channel: key.optional(),
    team: key.optional(),
  }),
  z.strictObject({
    on: z.literal('path'),
    journey: key,
    state: z.enum(['paused', 'abandoned', 'completed']),
    outcome: key.optional(),
  }),
  z.strictObject({
    on: z.literal('date'),
    date: z.iso.date().describe('The local day.'),
    everyMonths: z.number().int().min(1).max(60).optional().describe('Again after so many months, by the calendar.'),
    metSinceDays: z.number().int().min(1).max(3660).default(365).describe('Only who has been met within so many days.'),
  }),
  z
    .strictObject({
      on: z.literal('response'),
      survey: surveyKeySchema.describe('The survey that was answered.'),
      question: partKeySchema,
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
    })
    .refine(({ atLeast, atMost }) => atLeast === undefined || atMost === undefined || atLeast <= atMost, {
      path: ['atMost'],
      message: 'must not be less than atLeast: nobody would be asked',
    }),
  z.strictObject({ on: z.literal('hand') }),
])

/** When a survey is asked. */
export type Trigger = z.output<typeof triggerSchema>

/** How politely a survey is asked, of whom and by what way. */
export const planSchema = z
  .strictObject({
    trigger: triggerSchema.default({ on: 'hand' }).describe('What asks it: an encounter, a path’s state, a date, an answer, or a person.'),
    afterMinutes: z
      .number()
      .int()
      .min(0)
      .max(525_600)
      .default(60)
      .describe('So long after what triggers it; a moment ill chosen waits for the hours of asking.'),
    freshForHours: z.number().int().min(1).max(8760).default(72).describe('After so long it is asked no more: it is passed over.'),
    hours: z
      .strictObject({
        from: z.number().int().min(0).max(1439).describe('Not before this minute.'),
        to: z.number().int().min(1).max(1440).describe('Before this minute.'),
      })
      .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
      .default({ from: 9 * 60, to: 20 * 60 })
      .describe('Minutes of the local day within which it is asked.'),
    ways: z
      .array(z.enum(['email', 'webhook']))
      .min(1)
      .max(2)
      .default(['email'])
      .describe(
        'The first way by which the customer can be reached is taken: by mail, or by the outgoing webhook `survey.ask`, for SMS and others.',
      ),
    personDays: z
      .number()
      .int()
      .min(0)
      .max(3660)
      .default(30)
      .describe('Not within so many days of anything else they were asked or answered.'),
    surveyDays: z.number().int().min(0).max(3660).default(90).describe('Not within so many days of this survey’s latest ask or answer.'),
    share: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe('Share of those triggered that is asked; the same customer at the same moment is always decided alike.'),
    quotaDay: z.number().int().min(1).max(10_000_000).optional().describe('Asked at most so many in a local day.'),
    quotaAnswers: z.number().int().min(1).max(10_000_000).optional().describe('Asked until there are so many answers.'),
    reminderDays: z.number().int().min(1).max(60).optional().describe('One reminder after so many days without an answer.'),
    duringCase: z
      .boolean()
      .default(false)
      .describe('Whether it is asked while a case is open: on the same path, or, where it is about no path, any case of theirs.'),
    attribute: z
      .strictObject({
        name: z.string().min(1).max(200).describe('Name of the attribute.'),
        values: z.array(z.string().max(400)).min(1).max(50).describe('Values of it, in any case.'),
      })
      .optional()
      .describe('Only customers of whom another system tells one of these.'),
    from: z.iso.date().optional().describe('Not before this local day.'),
    until: z.iso.date().optional().describe('Not after this local day.'),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ['until'],
    message: 'must not be before from: nobody would be asked',
  })

/** How politely a survey is asked. */
export type Plan = z.output<typeof planSchema>

/** Why somebody was passed over. */
export const SKIP_REASONS = [
  'opted-out',
  'asked-lately',
  'survey-asked-lately',
  'not-in-sample',
  'quota-day',
  'quota-answers',
  'no-address',
  'bounced',
  'too-late',
  'not-chosen',
  'not-live',
  'outside-dates',
  'case-open',
] as const

/** Why somebody was passed over; a passed-over ask is never queued. */
export type SkipReason = (typeof SKIP_REASONS)[number]

/** What asking one customer one survey depends on; times in ms since 1970 UTC, null = never. */
export interface AskSurroundings {
  optedOut: boolean
  /** Whether the survey is asked at all just now. */
  isLive: boolean
  /** Whether today is among the days of the plan. */
  isWithinDates: boolean
  /** Whether a case is open on what it is about. */
  hasOpenCase: boolean
  /** When they were last asked or last answered anything, in any channel. */
  anythingAt: number | null
  /** When they were last asked this survey, or answered it. */
  surveyAt: number | null
  /** 0 ≤ x < 1, the same for the same customer, survey and moment. */
  draw: number
  askedToday: number
  answers: number
  /** Whether there is a way to reach them, and whether what was sent to it came back. */
  reachable: 'yes' | 'no-address' | 'bounced'
  /** Whether they are among whom the plan chooses. */
  chosen: boolean
}

/** When, in ms since 1970 UTC, what happened at `triggeredAt` is too old to be asked about. */
export function tooLateAt({ afterMinutes, freshForHours }: Plan, triggeredAt: number): number {
  return triggeredAt + afterMinutes * 60_000 + freshForHours * HOUR
}

/** From when on (ms since 1970 UTC) the clocks let a survey be asked; null when they hold nobody back. */
export function clocksHoldUntil(
  { personDays, surveyDays }: Pick<Plan, 'personDays' | 'surveyDays'>,
  now: number,
  { anythingAt, surveyAt }: Pick<AskSurroundings, 'anythingAt' | 'surveyAt'>,
): number | null {
  const until = Math.max(anythingAt === null ? now : anythingAt + personDays * DAY, surveyAt === null ? now : surveyAt + surveyDays * DAY)
  return until > now ? until : null
}

/** Whether to ask now, or why not. Opt-out beats all; then who is meant, then the clocks, then quotas. The clocks count from the last ask or answer. */
export function decideAsk(plan: Plan, triggeredAt: number, now: number, around: AskSurroundings): 'ask' | SkipReason {
  if (around.optedOut) return 'opted-out'
  if (!around.isLive) return 'not-live'
  if (!around.isWithinDates) return 'outside-dates'
  if (!around.chosen) return 'not-chosen'
  if (now > tooLateAt(plan, triggeredAt)) return 'too-late'
  if (around.hasOpenCase && !plan.duringCase) return 'case-open'
  if (around.surveyAt !== null && now < around.surveyAt + plan.surveyDays * DAY) return 'survey-asked-lately'
  if (around.anythingAt !== null && now < around.anythingAt + plan.personDays * DAY) return 'asked-lately'
  if (around.draw >= plan.share) return 'not-in-sample'
  if (around.reachable !== 'yes') return around.reachable
  if (plan.quotaAnswers !== undefined && around.answers >= plan.quotaAnswers) return 'quota-answers'
  return plan.quotaDay !== undefined && around.askedToday >= plan.quotaDay ? 'quota-day' : 'ask'
}
