const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long to wait after each failed attempt, in ms: ten attempts over three days and some hours. */
export const WAITS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
/** A webhook that took nothing for so long is turned off. */
export const DISABLED_AFTER = 5 * 24 * HOUR
/** A receiver is given rest for so long at most. */
const LONGEST_REST = 24 * HOUR
const BUSY_REST = 30 * SECOND
/** How receivers say that they have too much to do. */
const BUSY = new Set([429, 502, 503, 504])

/** What came of an attempt: `restUntil` is what its `Retry-After` asked for, in ms since 1970. */
export interface Outcome {
  status: number | null
  problem: string | null
  restUntil?: number | undefined
}

/** What follows from an attempt. */
export interface Next {
  state: 'waiting' | 'delivered' | 'failed'
  /** When to try again; null when it is over. */
  nextAt: number | null
  /** Until when the receiver is to be left alone altogether. */
  quietUntil: number | null
  /** Why the webhook is to be turned off. */
  disable: string | null
}

/**
 * Decides what follows from the attempt numbered `attempt` (from 1), where nothing was taken since `failingSince`; `chance` (0 to 1)
 * spreads attempts over a fifth of the wait.
 */
export function decideNext(outcome: Outcome, attempt: number, failingSince: number | null, now: number, chance: number): Next {
  const { status, problem, restUntil } = outcome
  if (problem === null) return { state: 'delivered', nextAt: null, quietUntil: null, disable: null }
  const rest = restUntil === undefined ? null : Math.min(restUntil, now + LONGEST_REST)
  const isBusy = status !== null && BUSY.has(status)
  const quietUntil = isBusy ? (rest ?? now + BUSY_REST * (1 + chance)) : null
  const wait = WAITS[attempt - 1]
  const nextAt = wait === undefined ? null : Math.max(Math.round(now + wait * (1 + chance / 5)), rest ?? 0)
  return {
    state: nextAt === null ? 'failed' : 'waiting',
    nextAt,
    quietUntil: quietUntil === null ? null : Math.round(quietUntil),
    disable: reasonToDisable(status, failingSince, now),
  }
}

function reasonToDisable(status: number | null, failingSince: number | null, now: number): string | null {
  if (status === 410) return 'The receiver answered 410: it wants nothing more.'
  if (failingSince !== null && now - failingSince >= DISABLED_AFTER) return 'It took nothing for five days.'
  return null
}
