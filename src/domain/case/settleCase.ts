import { isAway } from '../employee/employee.ts'
import { isLive } from './case.ts'
import { change, POLKU, replaceLeaver, resume, tell, type CaseTurn } from './caseTurn.ts'
import type { ToldLimit } from './caseEvent.ts'
import { nextMoment, type DueMoment } from './limits.ts'
import { answerableFor, canOwn, leadsOf } from './staff.ts'
import { HOUR } from '../kernel/duration.ts'

/**
 * Brings a case to `now` (ms since 1970 UTC): what time alone does, each at its own moment, and what came of people who left or are away.
 * So it never matters how often somebody looks.
 */
export function settleCase(turn: CaseTurn, now: number): void {
  const { calendar } = turn.surroundings
  if (isLive(turn.each)) followPeople(turn, now)
  for (let next = nextMoment(turn.each, calendar); next !== null && next.at < now;) {
    carryOut(turn, next, now)
    next = nextMoment(turn.each, calendar)
  }
  if (isLive(turn.each)) offerToSubstitute(turn, now)
}

function followPeople(turn: CaseTurn, now: number): void {
  const { staff } = turn.surroundings
  replaceLeaver(turn, now)
  const { offer, helpers, owner } = turn.each
  if (offer !== null && (offer.to === owner || !canOwn(staff, offer.to))) {
    change(turn, { offer: null })
    if (offer.to !== owner) tell(turn, now, POLKU, { kind: 'lapsed', to: offer.to })
  }
  for (const employee of helpers.filter((helper) => !canOwn(staff, helper))) {
    change(turn, { helpers: turn.each.helpers.filter((helper) => helper !== employee) })
    tell(turn, now, POLKU, { kind: 'helper-removed', employee })
  }
}

/** The case of an owner who is away is offered to the substitute, once for each absence; it stays with the owner until accepted. */
function offerToSubstitute(turn: CaseTurn, now: number): void {
  const { owner, offer, absence } = turn.each
  if (owner === null || offer !== null) return
  const { staff } = turn.surroundings
  const found = staff.employees.get(owner)
  if (found === undefined || !isAway(found, now) || found.absence!.from === absence) return
  const { substitute } = found
  change(turn, { absence: found.absence!.from })
  if (substitute === null || substitute === owner || !canOwn(staff, substitute)) return
  change(turn, { offer: { to: substitute, by: null, because: 'absence', at: now, until: found.absence!.until } })
  tell(turn, now, POLKU, { kind: 'offered', to: substitute, because: 'absence', note: null })
}

function carryOut(turn: CaseTurn, { at, what }: DueMoment, now: number): void {
  const { each } = turn
  switch (what) {
    case 'fall':
      return fall(turn, at, now)
    case 'offer-lapses': {
      const { to } = each.offer!
      change(turn, { offer: null })
      return tell(turn, at, POLKU, { kind: 'lapsed', to })
    }
    case 'silence':
      change(turn, { state: 'confirmed', quietSince: null, confirmedAt: at, confirmedBy: 'silence', offer: null })
      return tell(turn, at, POLKU, { kind: 'confirmed', by: 'silence', channel: null, note: null })
    case 'wait-over':
      return resume(turn, at, POLKU, 'time')
    case 'word':
    case 'solved':
      return escalate(turn, at, what)
  }
}

/** Nobody caught it in time: it is the lead's. Where there is nobody at all it stays in the inbox and is looked at again. */
function fall(turn: CaseTurn, at: number, now: number): void {
  const { team } = turn.each
  const to = answerableFor(team, turn.surroundings.staff)
  if (to === null) return change(turn, { lookAgainAt: now + HOUR })
  change(turn, { state: 'caught', owner: to, caughtAt: at, fell: true, lookAgainAt: null })
  tell(turn, at, POLKU, { kind: 'fell', to, team })
}

/** Tells the next of those who are to hear that a limit passed: the owner, the lead, the lead's lead. The case stays where it is. */
function escalate(turn: CaseTurn, at: number, limit: ToldLimit): void {
  const { told, owner, team } = turn.each
  const step = told[limit]
  change(turn, { told: { ...told, [limit]: step + 1 } })
  const to = [owner!, ...leadsOf(team, turn.surroundings.staff, owner)][step]
  if (to !== undefined) tell(turn, at, POLKU, { kind: 'escalated', limit, step, to })
}
