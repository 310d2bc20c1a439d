import type { CaseHappening, RecoveryAsking } from './caseEvent.ts'
import { change, POLKU, reopen, tell, type CaseTurn } from './caseTurn.ts'
import { startClock, tightenClock } from './limits.ts'
import { isToBeAsked } from './recovery.ts'

/** Carries out what befalls a case at `now` (ms since 1970 UTC): frictions that join, are refuted, or stand after all. */
export function decideHappening(turn: CaseTurn, event: CaseHappening, now: number): void {
  switch (event.kind) {
    case 'time':
      return
    case 'friction-joins':
      return join(turn, event.frictions, event.severity, now)
    case 'frictions-refuted':
      // What goes on in this one may stand, though its own frictions do not.
      if (turn.each.withdrawnAt !== null || turn.each.carries.length > 0) return
      change(turn, { withdrawnAt: now, offer: null })
      return tell(turn, now, POLKU, { kind: 'withdrawn' })
    case 'frictions-stand':
      return restore(turn, now)
    case 'ask-recovery':
      return ask(turn, event, now)
  }
}

function join(turn: CaseTurn, frictions: readonly string[], severity: number, now: number): void {
  const { calendar, limitsOf } = turn.surroundings
  const { each } = turn
  const gravest = Math.max(each.severity, severity)
  if (gravest > each.severity) {
    change(turn, { severity: gravest, clock: tightenClock(calendar, each.clock, limitsOf(gravest)) })
  }
  tell(turn, now, POLKU, { kind: 'joined', frictions, severity: gravest })
  if (each.withdrawnAt === null && each.joined === null && (each.state === 'solved' || each.state === 'confirmed'))
    reopen(turn, now, POLKU, 'friction', null)
}

/** Asked once for all rounds of a case, or passed over once and for all. */
function ask(turn: CaseTurn, event: RecoveryAsking, now: number): void {
  const { each } = turn
  if (!isToBeAsked(each)) return
  change(turn, { recovery: { at: now, notAsked: event.notAsked, answer: null } })
  if (event.notAsked !== null) return tell(turn, now, POLKU, { kind: 'recovery-skipped', because: event.notAsked })
  const { delivery, mail } = event
  tell(turn, now, POLKU, { kind: 'recovery-asked', delivery, ...(mail !== undefined && { mail }) })
}

/** The case is somebody's again, as it was, with the clock anew. */
function restore(turn: CaseTurn, now: number): void {
  const { calendar, limitsOf } = turn.surroundings
  const { withdrawnAt, severity, state, waiting, quietSince } = turn.each
  if (withdrawnAt === null) return
  change(turn, {
    withdrawnAt: null,
    clock: startClock(calendar, now, limitsOf(severity)),
    told: { word: 0, solved: 0 },
    lookAgainAt: null,
    // What ran out meanwhile has not run out for those who did not know.
    ...(state === 'solved' && { quietSince: Math.max(quietSince!, now) }),
    ...(waiting !== null && { waiting: { ...waiting, since: now, until: Math.max(waiting.until, now) } }),
  })
  tell(turn, now, POLKU, { kind: 'restored' })
}
