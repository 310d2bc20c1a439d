import type { Case } from './case.ts'
import type { CaseDecision, CaseRefusal, EmployeeEvent } from './caseEvent.ts'
import { change, endWaiting, notIn, tell, type CaseTurn } from './caseTurn.ts'
import { startClock, tightenClock } from './limits.ts'
import { canOwn } from './staff.ts'

/** What joins two cases, and what separates them again: each of the two has its half. */
export type JoiningEvent = Extract<EmployeeEvent, { kind: 'join-into' | 'take-in' | 'separate' | 'let-go' }>

/** Whether an event is half of joining or separating two cases. */
export function isJoining(event: EmployeeEvent): event is JoiningEvent {
  return event.kind === 'join-into' || event.kind === 'take-in' || event.kind === 'separate' || event.kind === 'let-go'
}

/** A case with its number. */
interface Numbered {
  id: number
  case: Case
}

/** Decides something about one case, as `decideCase` does with its surroundings given. */
export type DecideOne = (each: Case, event: JoiningEvent) => CaseDecision

type Decided = Extract<CaseDecision, { case: Case }>

/** What joining or separating comes to for both, or which of the two refuses it and why. */
export type JoinDecision = { carrier: Decided; other: Decided } | { refused: CaseRefusal; id: number }

/**
 * Joins a case into another, which carries on with its number, owner and page. Neither may be over, and what somebody has caught is never
 * joined into what nobody has. All that was done stays readable in both.
 */
export function joinCases(carrier: Numbered, other: Numbered, by: number, decide: DecideOne): JoinDecision {
  if (carrier.id === other.id) return { refused: { because: 'itself' }, id: other.id }
  const left = decide(other.case, { kind: 'join-into', by, into: carrier.id })
  if ('refused' in left) return { refused: left.refused, id: other.id }
  const { severity, owner } = left.case
  const taken = decide(carrier.case, { kind: 'take-in', by, from: other.id, severity, owner })
  if ('refused' in taken) return { refused: taken.refused, id: carrier.id }
  return { carrier: taken, other: left }
}

/** Separates a case from the one it was joined into, whatever happened since: it goes on as it stood, its clock anew. */
export function separateCases(carrier: Numbered, other: Numbered, by: number, decide: DecideOne): JoinDecision {
  const left = decide(other.case, { kind: 'separate', by })
  if ('refused' in left) return { refused: left.refused, id: other.id }
  const freed = decide(carrier.case, { kind: 'let-go', by, from: other.id })
  if ('refused' in freed) return { refused: freed.refused, id: carrier.id }
  return { carrier: freed, other: left }
}

/** Decides one half of joining or separating. */
export function decideJoining(turn: CaseTurn, event: JoiningEvent, now: number): CaseRefusal | null {
  const { each } = turn
  const actor = { kind: 'employee', id: event.by } as const
  switch (event.kind) {
    case 'join-into':
      if (each.withdrawnAt !== null) return { because: 'withdrawn' }
      if (each.state === 'confirmed') return notIn(each)
      endWaiting(turn, now)
      change(turn, { state: each.state === 'waiting' ? 'caught' : each.state, offer: null, joined: { into: event.into, at: now } })
      tell(turn, now, actor, { kind: 'joined-into', into: event.into })
      return null
    case 'take-in':
      return takeIn(turn, event, now)
    case 'separate':
      return separate(turn, event.by, now)
    case 'let-go':
      if (!each.carries.includes(event.from)) return { because: 'not-joined' }
      change(turn, { carries: each.carries.filter((carried) => carried !== event.from) })
      tell(turn, now, actor, { kind: 'let-go', case: event.from })
      return null
  }
}

function takeIn(turn: CaseTurn, event: Extract<JoiningEvent, { kind: 'take-in' }>, now: number): CaseRefusal | null {
  const { calendar, limitsOf, staff } = turn.surroundings
  const { each } = turn
  if (each.withdrawnAt !== null) return { because: 'withdrawn' }
  if (each.state === 'solved' || each.state === 'confirmed') return notIn(each)
  if (each.owner === null && event.owner !== null) return notIn(each)
  const severity = Math.max(each.severity, event.severity)
  const clock = severity > each.severity ? tightenClock(calendar, each.clock, limitsOf(severity)) : each.clock
  change(turn, { severity, clock, carries: [...each.carries, event.from] })
  tell(turn, now, { kind: 'employee', id: event.by }, { kind: 'took-in', case: event.from })
  const { owner } = event
  // Who had the other goes on being able to work on it.
  if (owner === null || owner === each.owner || each.helpers.includes(owner) || !canOwn(staff, owner)) return null
  change(turn, { helpers: [...each.helpers, owner] })
  tell(turn, now, { kind: 'employee', id: event.by }, { kind: 'helper-added', employee: owner })
  return null
}

function separate(turn: CaseTurn, by: number, now: number): CaseRefusal | null {
  const { calendar, limitsOf } = turn.surroundings
  const { joined, severity, state, quietSince } = turn.each
  if (joined === null) return { because: 'not-joined' }
  change(turn, {
    joined: null,
    clock: startClock(calendar, now, limitsOf(severity)),
    told: { word: 0, solved: 0 },
    lookAgainAt: null,
    ...(state === 'solved' && { quietSince: Math.max(quietSince!, now) }),
  })
  tell(turn, now, { kind: 'employee', id: by }, { kind: 'separated', into: joined.into })
  return null
}
