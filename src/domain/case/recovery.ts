import { DAY } from '../kernel/duration.ts'
import type { Case, NotAskedBecause } from './case.ts'

/** For so long, in ms, after a customer was asked or answered anything, in any channel, they are asked nothing else. */
export const PERSON_RESTS = 30 * DAY
/** For so long, in ms, after a customer was asked the recovery question or answered it, they are not asked it about another case. */
export const RECOVERY_RESTS = 90 * DAY

/** What asking a customer depends on; times in ms since 1970 UTC, null = never. */
export interface Politeness {
  optedOut: boolean
  /** When they were last asked or last answered anything. */
  anythingAt: number | null
  /** When they were last asked the recovery question or answered it. */
  recoveryAt: number | null
}

/** Why a customer is not to be asked the recovery question at `now` (ms since 1970 UTC); null when they may be. Who wants no surveys is never asked. */
export function notToBeAsked({ optedOut, anythingAt, recoveryAt }: Politeness, now: number): NotAskedBecause | null {
  if (optedOut) return 'opted-out'
  if (recoveryAt !== null && now < recoveryAt + RECOVERY_RESTS) return 'recovery-asked-lately'
  if (anythingAt !== null && now < anythingAt + PERSON_RESTS) return 'asked-lately'
  return null
}

/** Whether a case is at the point where its customer is asked, and never was: it has been confirmed. */
export function isToBeAsked({ state, withdrawnAt, joined, recovery }: Case): boolean {
  return state === 'confirmed' && withdrawnAt === null && joined === null && recovery === null
}

/** Whether the customer can answer the recovery question now: it was asked, and the case is not open again. */
export function mayAnswer({ state, withdrawnAt, joined, recovery }: Case): boolean {
  const wasAsked = recovery !== null && recovery.notAsked === null
  return wasAsked && withdrawnAt === null && joined === null && (state === 'confirmed' || recovery.answer !== null)
}
