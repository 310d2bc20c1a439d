import type { Case } from './case.ts'
import type { CaseActor, CaseLetter, CaseRefusal, CustomerEvent } from './caseEvent.ts'
import { change, confirm, notIn, noteWord, reopen, resume, tell, type CaseTurn } from './caseTurn.ts'
import { REOPENS_WITHIN } from './limits.ts'
import { mayAnswer } from './recovery.ts'

const CUSTOMER: CaseActor = { kind: 'customer' }
const PAGE = 'page'

/**
 * Decides what the customer's words come to at `now` (ms since 1970 UTC): a case that waits is carried on; one that was solved is opened
 * again, with the same owner, when they deny that it is, ask about it or complain; so is one confirmed no longer ago than `REOPENS_WITHIN`.
 */
export function decideWords(turn: CaseTurn, event: CustomerEvent, now: number): CaseRefusal | null {
  if (turn.each.joined !== null) return { because: 'joined', into: turn.each.joined.into }
  switch (event.kind) {
    case 'customer-confirms':
      return confirmed(turn, now)
    case 'customer-denies':
      return denied(turn, event, now)
    case 'customer-answers':
      return answered(turn, event, now)
    case 'customer-says':
      return said(turn, event, now)
  }
}

function confirmed(turn: CaseTurn, now: number): CaseRefusal | null {
  const { each } = turn
  if (each.withdrawnAt !== null) return { because: 'withdrawn' }
  if (each.state === 'open') return notIn(each)
  if (each.state !== 'confirmed' || each.confirmedBy === 'silence') confirm(turn, now, CUSTOMER, PAGE, null)
  return null
}

function denied(turn: CaseTurn, { text, from }: Extract<CustomerEvent, { kind: 'customer-denies' }>, now: number): CaseRefusal | null {
  const { each } = turn
  if (each.withdrawnAt !== null) return { because: 'withdrawn' }
  const reopens = mayReopen(each, now)
  if (each.state === 'confirmed' && !reopens) return notIn(each)
  hear(turn, { text, channel: PAGE, encounter: null, at: now, ...(from !== undefined && { from }) }, now)
  if (reopens) reopen(turn, now, CUSTOMER, 'not-yet', null)
  else goOn(turn, now)
  return null
}

function said(turn: CaseTurn, event: Extract<CustomerEvent, { kind: 'customer-says' }>, now: number): CaseRefusal | null {
  const { each } = turn
  // What they wrote to us here is never lost; an encounter is on their timeline anyway.
  const isKept = event.encounter === null && event.text !== null
  if (each.withdrawnAt !== null && !isKept) return { because: 'withdrawn' }
  // Words from before it ended open nothing again, however late they arrive.
  const isAfter = event.at > (each.confirmedAt ?? each.solvedAt ?? -Infinity)
  const reopens = each.withdrawnAt === null && event.presses && isAfter && mayReopen(each, now)
  if (each.state === 'confirmed' && !reopens && !isKept) return notIn(each)
  hear(turn, event, now)
  if (each.withdrawnAt !== null) return null
  if (reopens) reopen(turn, now, CUSTOMER, 'customer-said', null)
  else goOn(turn, now)
  return null
}

function answered(turn: CaseTurn, event: Extract<CustomerEvent, { kind: 'customer-answers' }>, now: number): CaseRefusal | null {
  const { each } = turn
  const { solved, feeling, text } = event
  if (!mayAnswer(each)) return { because: 'not-asked' }
  // Sent twice is answered once.
  if (each.recovery!.answer !== null) return null
  change(turn, { recovery: { ...each.recovery!, answer: { at: now, solved, feeling } } })
  tell(turn, now, CUSTOMER, { kind: 'recovery-answered', solved, feeling, text })
  if (solved === false && mayReopen(turn.each, now)) reopen(turn, now, CUSTOMER, 'not-yet', null)
  return null
}

function mayReopen(each: Case, now: number): boolean {
  return each.state === 'solved' || (each.state === 'confirmed' && now <= each.confirmedAt! + REOPENS_WITHIN)
}

function hear(
  turn: CaseTurn,
  {
    text,
    channel,
    encounter,
    at,
    letter,
    from,
  }: { text: string | null; channel: string | null; encounter: string | null; at: number; letter?: CaseLetter; from?: number },
  now: number,
): void {
  noteWord(turn, now, channel, 'theirs')
  tell(turn, now, CUSTOMER, {
    kind: 'customer-said',
    text,
    channel,
    encounter,
    saidAt: at,
    ...(letter && { letter }),
    ...(from !== undefined && { from }),
  })
}

/** Who spoke is not silent, and what waited waits no longer. */
function goOn(turn: CaseTurn, now: number): void {
  if (turn.each.state === 'solved') change(turn, { quietSince: now })
  if (turn.each.state === 'waiting') resume(turn, now, CUSTOMER, 'customer')
}
