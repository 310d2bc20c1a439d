/** How often something happened in a period, and in one of the same length before. */
export interface Change {
  now: number
  before: number
}

/** From how many on a change is told at all. */
const FEWEST = 5
/** One in twenty would be as large by chance (one-sided). */
const UNLIKELY = 1.645

/**
 * Whether something happens more often than before and chance alone would hardly explain it: with both counts as of random arrivals, their
 * difference lies beyond 1.645 times its own spread, √(now + before). Fewer than five are never told.
 */
export function hasGrown({ now, before }: Change): boolean {
  return now >= FEWEST && now - before > UNLIKELY * Math.sqrt(now + before)
}
