import { DAY, HOUR } from '../kernel/duration.ts'
import { addWorkingTime, workingTimeBetween, type WorkingCalendar } from '../organisation/calendar.ts'
import { isLive, type Case, type CaseClock } from './case.ts'

/** Limits of cases of one severity in ms of working time: caught, first word to the customer, solved; and how long after a limit the next above is told. */
export interface CaseLimits {
  caught: number
  word: number
  solved: number
  escalation: number
}

/** Limits of a severity. */
export type LimitsOf = (severity: number) => CaseLimits

const MILD: CaseLimits = { caught: DAY, word: 2 * DAY, solved: 10 * DAY, escalation: DAY }

/** Limits where an organisation has not set its own, for severities 1 to 5 in this order: the graver, the sooner. */
export const DEFAULT_LIMITS: readonly CaseLimits[] = [
  MILD,
  MILD,
  MILD,
  { caught: 8 * HOUR, word: DAY, solved: 5 * DAY, escalation: 8 * HOUR },
  { caught: 4 * HOUR, word: 12 * HOUR, solved: 3 * DAY, escalation: 4 * HOUR },
]

/** Limits by severity from a list for severities 1 to 5 in this order. */
export function limitsBySeverity(limits: readonly CaseLimits[]): LimitsOf {
  return (severity) => limits[Math.min(Math.max(severity, 1), limits.length) - 1]!
}

/** Limits where an organisation has not set its own. */
export const defaultLimits: LimitsOf = limitsBySeverity(DEFAULT_LIMITS)

/** The shortest and longest limit in ms of working time. */
export const LIMIT_BOUNDS = { least: HOUR / 4, most: 365 * DAY } as const

/**
 * Why limits for severities 1 to 5 cannot be set, each with its field (`2.word` for severity 3); none when they can: what is caught is
 * caught before the first word is due, and that before it is solved.
 */
export function limitProblems(limits: readonly CaseLimits[]): { field: string; message: string }[] {
  return limits.flatMap(({ caught, word, solved }, place) => [
    ...(word < caught ? [{ field: `${place}.word`, message: 'must not be shorter than caught' }] : []),
    ...(solved < word ? [{ field: `${place}.solved`, message: 'must not be shorter than word' }] : []),
  ])
}

/** For so long, in ms, an offer may stay unanswered, in working time. */
export const OFFER_LIMIT = DAY
/** After so long a silence of the customer, in ms, what we solved counts as confirmed, and is marked so. */
export const SILENCE_CONFIRMS = 14 * DAY
/** Within so long after the confirmation, in ms, the customer's return opens the same case again, with the same owner. */
export const REOPENS_WITHIN = 30 * DAY
/** How many are told that a limit passed: the owner, the lead, the lead's lead. */
export const TOLD_AT_MOST = 3

/** The clock of a round that begins at `from` (ms since 1970 UTC). */
export function startClock(calendar: WorkingCalendar, from: number, limits: CaseLimits): CaseClock {
  return {
    from,
    catchBy: addWorkingTime(calendar, from, limits.caught),
    wordBy: addWorkingTime(calendar, from, limits.word),
    solveBy: addWorkingTime(calendar, from, limits.solved),
    escalation: limits.escalation,
  }
}

/** The clock once a case has become graver: no limit later than it was. */
export function tightenClock(calendar: WorkingCalendar, clock: CaseClock, limits: CaseLimits): CaseClock {
  const fresh = startClock(calendar, clock.from, limits)
  return {
    from: clock.from,
    catchBy: Math.min(clock.catchBy, fresh.catchBy),
    wordBy: Math.min(clock.wordBy, fresh.wordBy),
    solveBy: Math.min(clock.solveBy, fresh.solveBy),
    escalation: Math.min(clock.escalation, fresh.escalation),
  }
}

/** By when a case is to be solved after it waited for the customer from `since` to `now`: what working time was left is left still. */
export function solveByAfter(calendar: WorkingCalendar, solveBy: number, since: number, now: number): number {
  const left = workingTimeBetween(calendar, since, solveBy)
  return left === 0 ? solveBy : addWorkingTime(calendar, now, left)
}

/** Something that time alone does to a case, and when (ms since 1970 UTC). */
export interface DueMoment {
  at: number
  what: 'fall' | 'word' | 'solved' | 'wait-over' | 'offer-lapses' | 'silence'
}

/** What time does next to a case; null when nothing. */
export function nextMoment(each: Case, calendar: WorkingCalendar): DueMoment | null {
  if (!isLive(each)) return null
  const moments: DueMoment[] = []
  const { state, clock, told, waiting, offer } = each
  if (state === 'open') moments.push({ at: each.lookAgainAt ?? clock.catchBy, what: 'fall' })
  if (offer !== null && offer.until !== null) moments.push({ at: offer.until, what: 'offer-lapses' })
  if (state === 'solved') moments.push({ at: each.quietSince! + SILENCE_CONFIRMS, what: 'silence' })
  if (waiting !== null) moments.push({ at: waiting.until, what: 'wait-over' })
  if (state === 'caught' || state === 'reopened' || state === 'waiting') {
    if (each.wordAt === null && told.word < TOLD_AT_MOST) {
      moments.push({ at: addWorkingTime(calendar, clock.wordBy, told.word * clock.escalation), what: 'word' })
    }
    if (waiting?.for !== 'customer' && told.solved < TOLD_AT_MOST) {
      moments.push({ at: addWorkingTime(calendar, clock.solveBy, told.solved * clock.escalation), what: 'solved' })
    }
  }
  return moments.reduce<DueMoment | null>((first, moment) => (first === null || moment.at < first.at ? moment : first), null)
}

/** By when somebody is to do something about a case (ms since 1970 UTC): catch it, speak, solve it or look at it again; null when nobody is. */
export function actBy(each: Case): number | null {
  if (!isLive(each)) return null
  const { state, clock, waiting } = each
  if (state === 'open') return clock.catchBy
  if (state === 'waiting') return waiting!.until
  if (state === 'caught' || state === 'reopened') return each.wordAt === null ? Math.min(clock.wordBy, clock.solveBy) : clock.solveBy
  return null
}
