import { z } from 'zod'
import { DAY } from '../kernel/duration.ts'
import { differenceOf, shareOf, type Share } from '../kernel/shares.ts'
import { FEWEST, type Compared } from './relevance.ts'
import { VERDICTS } from './suggest.ts'

/** What somebody decides of a touchpoint: what, why, and the day (organisation's own) on which it is looked at again. */
export const touchpointDecisionSchema = z.strictObject({
  verdict: z.enum(VERDICTS).describe('Keep it as it is, mend it, put more into it, or retire it.'),
  why: z.string().trim().min(1).max(4000).describe('Why, at most 4,000 characters.'),
  reviewOn: z.iso.date().describe('Day on which it is looked at again, YYYY-MM-DD.'),
})

/** What was measured of a touchpoint in a time; since and until in ms since 1970 UTC. */
export interface Measured {
  since: number
  until: number
  encounters: number
  /** Of those, the ones that prove a friction. */
  troubled: number
  compared: Compared | null
}

/** How something changed: told only when chance alone would hardly explain it. */
export const TURNS = ['better', 'worse', 'unchanged', 'few'] as const

/** What became of a touchpoint since a decision on it. */
export interface Followed {
  /** Encounters a week, before and since; null of less than a day. */
  volume: { before: number | null; since: number | null }
  friction: { before: Share | null; since: Share | null; told: (typeof TURNS)[number] }
  completion: { before: Compared | null; since: Compared | null; told: (typeof TURNS)[number] }
}

/** Compares what was measured when it was decided with what was measured since; a change counts when the 95 % interval of the difference leaves out nothing. */
export function follow(before: Measured, since: Measured): Followed {
  return {
    volume: { before: weekly(before), since: weekly(since) },
    friction: { before: frictionOf(before), since: frictionOf(since), told: turnOfFriction(before, since) },
    completion: { before: before.compared, since: since.compared, told: turnOfCompletion(before.compared, since.compared) },
  }
}

/** Whether a day (YYYY-MM-DD) has come; both by the organisation's calendar. */
export function isDue(reviewOn: string, today: string): boolean {
  return reviewOn <= today
}

function weekly({ since, until, encounters }: Measured): number | null {
  return until - since < DAY ? null : (encounters / (until - since)) * 7 * DAY
}

function frictionOf({ encounters, troubled }: Measured): Share | null {
  return encounters < FEWEST ? null : shareOf({ part: troubled, n: encounters })
}

function turnOfFriction(before: Measured, since: Measured): (typeof TURNS)[number] {
  if (before.encounters < FEWEST || since.encounters < FEWEST) return 'few'
  const { low, high } = differenceOf([
    { first: { part: since.troubled, n: since.encounters }, second: { part: before.troubled, n: before.encounters } },
  ])!
  return turn(-high, -low)
}

function turnOfCompletion(before: Compared | null, since: Compared | null): (typeof TURNS)[number] {
  if (before === null || since === null) return 'few'
  const change = since.difference - before.difference
  const below = Math.hypot(since.difference - since.low, before.high - before.difference)
  const above = Math.hypot(since.high - since.difference, before.difference - before.low)
  return turn(change - below, change + above)
}

function turn(low: number, high: number): (typeof TURNS)[number] {
  if (low > 0) return 'better'
  return high < 0 ? 'worse' : 'unchanged'
}
