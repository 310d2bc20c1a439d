import type { WorkingCalendar } from '../organisation/calendar.ts'
import type { Case, ReopenedBecause } from './case.ts'
import type { CaseActor, CaseDeed, CaseEntry, CaseRefusal } from './caseEvent.ts'
import { solveByAfter, startClock, type LimitsOf } from './limits.ts'
import { answerableFor, canOwn, type Staff } from './staff.ts'

/** What decisions about cases know of their surroundings. */
export interface CaseSurroundings {
  calendar: WorkingCalendar
  limitsOf: LimitsOf
  staff: Staff
}

/** A case while it is decided on: it grows with each step, as does what is told of it. */
export interface CaseTurn {
  each: Case
  effects: CaseEntry[]
  surroundings: CaseSurroundings
}

/** Polku itself as the one who did something. */
export const POLKU: CaseActor = { kind: 'polku' }

/** Notes what was done. */
export function tell(turn: CaseTurn, at: number, by: CaseActor, deed: CaseDeed): void {
  turn.effects.push({ at, by, deed })
}

/** Changes a case. */
export function change(turn: CaseTurn, fields: Partial<Case>): void {
  turn.each = { ...turn.each, ...fields }
}

/** Ends waiting, if a case waits; what was left of the time to solve it is left still when it waited for the customer. */
export function endWaiting(turn: CaseTurn, at: number): void {
  const { waiting, clock } = turn.each
  if (waiting === null) return
  const { calendar } = turn.surroundings
  const solveBy = waiting.for === 'customer' ? solveByAfter(calendar, clock.solveBy, waiting.since, at) : clock.solveBy
  change(turn, { waiting: null, clock: { ...clock, solveBy } })
}

/** Goes on with a case that waited. */
export function resume(turn: CaseTurn, at: number, by: CaseActor, because: 'customer' | 'time' | 'employee'): void {
  endWaiting(turn, at)
  change(turn, { state: 'caught' })
  tell(turn, at, by, { kind: 'resumed', because })
}

/** Opens a case again with the same owner and the clock anew. */
export function reopen(turn: CaseTurn, at: number, by: CaseActor, because: ReopenedBecause, note: string | null): void {
  const { calendar, limitsOf } = turn.surroundings
  const { severity, reopened } = turn.each
  change(turn, {
    state: 'reopened',
    clock: startClock(calendar, at, limitsOf(severity)),
    told: { word: 0, solved: 0 },
    wordAt: null,
    solvedAt: null,
    quietSince: null,
    confirmedAt: null,
    confirmedBy: null,
    reopened: reopened + 1,
  })
  tell(turn, at, by, { kind: 'reopened', because, note })
}

/** Gives a case whose owner left to whoever answers for its team; it stays where it is when nobody is left. */
export function replaceLeaver(turn: CaseTurn, at: number): void {
  const { owner, team, handovers, helpers } = turn.each
  const { staff } = turn.surroundings
  if (owner === null || canOwn(staff, owner)) return
  const to = answerableFor(team, staff)
  if (to === null) return
  change(turn, { owner: to, inherited: true, handovers: handovers + 1, absence: null, helpers: helpers.filter((helper) => helper !== to) })
  tell(turn, at, POLKU, { kind: 'inherited', from: owner, to, team })
}

/** Keeps that we spoke with the customer, or they with us, in a channel; going on in another than the last word was in is counted when it is ours. */
export function noteWord(turn: CaseTurn, at: number, channel: string | null, whose: 'ours' | 'theirs'): void {
  const { each } = turn
  if (whose === 'ours') change(turn, { wordAt: each.wordAt ?? at, firstWordAt: each.firstWordAt ?? at })
  if (channel === null) return
  const isChange = whose === 'ours' && each.channel !== null && each.channel !== channel
  change(turn, { channel, ...(isChange && { channelChanges: each.channelChanges + 1 }) })
}

/** The customer says that it is solved, or somebody heard them say so. */
export function confirm(turn: CaseTurn, now: number, by: CaseActor, channel: string, note: string | null): void {
  endWaiting(turn, now)
  change(turn, { state: 'confirmed', quietSince: null, confirmedAt: now, confirmedBy: 'customer', offer: null })
  tell(turn, now, by, { kind: 'confirmed', by: 'customer', channel, note })
}

/** Refuses what the state of a case does not allow. */
export function notIn({ state }: Pick<Case, 'state'>): CaseRefusal {
  return { because: 'not-in-state', state }
}
