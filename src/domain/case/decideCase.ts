import { addWorkingTime } from '../organisation/calendar.ts'
import { isLive, type Case } from './case.ts'
import type { CaseActor, CaseDecision, CaseEvent, CaseRefusal, EmployeeEvent } from './caseEvent.ts'
import { decideHappening } from './caseHappening.ts'
import { decideWords } from './caseWords.ts'
import { change, confirm, endWaiting, notIn, noteWord, reopen, resume, tell, type CaseSurroundings, type CaseTurn } from './caseTurn.ts'
import { decideJoining, isJoining, type JoiningEvent } from './joinCases.ts'
import { OFFER_LIMIT, REOPENS_WITHIN, startClock } from './limits.ts'
import { settleCase } from './settleCase.ts'
import { canBeOffered, canOwn, mayOffer, mayWork, teamWith } from './staff.ts'

/** A fresh case in a team's inbox, its clock running since `now` (ms since 1970 UTC). */
export function openCase(
  { severity, team }: Pick<Case, 'severity' | 'team'>,
  now: number,
  { calendar, limitsOf }: Pick<CaseSurroundings, 'calendar' | 'limitsOf'>,
): Case {
  return {
    state: 'open',
    severity,
    team,
    owner: null,
    helpers: [],
    offer: null,
    waiting: null,
    clock: startClock(calendar, now, limitsOf(severity)),
    told: { word: 0, solved: 0 },
    lookAgainAt: null,
    caughtAt: null,
    fell: false,
    inherited: false,
    firstWordAt: null,
    wordAt: null,
    solvedAt: null,
    quietSince: null,
    solution: null,
    cause: null,
    confirmedAt: null,
    confirmedBy: null,
    withdrawnAt: null,
    joined: null,
    carries: [],
    recovery: null,
    reopened: 0,
    handovers: 0,
    channel: null,
    channelChanges: 0,
    absence: null,
    version: 1,
  }
}

/**
 * Decides what an event comes to at `now` (ms since 1970 UTC): time passes first, so that it never matters when somebody looked. A case
 * has one owner from the catch on, who changes only when another accepts, when nobody caught it in time, or when the owner left.
 */
export function decideCase(given: { case: Case; event: CaseEvent; now: number } & CaseSurroundings): CaseDecision {
  const { case: before, event, now, calendar, limitsOf, staff } = given
  const turn: CaseTurn = { each: before, effects: [], surroundings: { calendar, limitsOf, staff } }
  settleCase(turn, now)
  const refused = decide(turn, event, now)
  if (refused !== null) return { refused }
  // What somebody did may leave something to the present moment: a reopened case of one who is away.
  settleCase(turn, now)
  const { each, effects } = turn
  const isSame = each === before && effects.length === 0
  return { case: isSame ? before : { ...each, version: before.version + 1 }, effects }
}

function decide(turn: CaseTurn, event: CaseEvent, now: number): CaseRefusal | null {
  if ('by' in event) return decideDeed(turn, event, now)
  switch (event.kind) {
    case 'customer-says':
    case 'customer-confirms':
    case 'customer-denies':
    case 'customer-answers':
      return decideWords(turn, event, now)
    case 'machine-answers':
      tell(turn, now, { kind: 'customer' }, { kind: 'auto-replied', text: event.text, bounced: event.bounced, letter: event.letter })
      return null
    default:
      decideHappening(turn, event, now)
      return null
  }
}

function decideDeed(turn: CaseTurn, event: EmployeeEvent, now: number): CaseRefusal | null {
  const { each } = turn
  const { staff } = turn.surroundings
  const { by } = event
  if (!canOwn(staff, by)) return { because: 'not-allowed' }
  // What goes on elsewhere is worked on there; only joining itself is undone here.
  if (each.joined !== null && event.kind !== 'separate' && event.kind !== 'let-go') return { because: 'joined', into: each.joined.into }
  if (event.kind === 'catch') return decideCatch(turn, by, now)
  if (event.kind === 'accept' || event.kind === 'decline') return decideAnswer(turn, event, now)
  if (!mayWork(by, each, staff)) return { because: 'not-allowed' }
  if (isJoining(event)) return decideJoining(turn, event, now)
  const isAside = (ASIDE as readonly string[]).includes(event.kind)
  if (each.withdrawnAt !== null && !isAside) return { because: 'withdrawn' }
  // Until somebody has caught it, nobody speaks for it.
  if (each.state === 'open' && !isAside) return notIn(each)
  return decideWork(turn, event, now)
}

function decideCatch(turn: CaseTurn, by: number, now: number): CaseRefusal | null {
  const { each } = turn
  if (each.withdrawnAt !== null) return { because: 'withdrawn' }
  // Pressed twice is pressed once.
  if (each.owner === by) return null
  if (each.owner !== null) return { because: 'has-owner', owner: each.owner }
  const team = teamWith(each, by, turn.surroundings.staff)
  change(turn, { state: 'caught', owner: by, team, caughtAt: now, lookAgainAt: null })
  tell(turn, now, { kind: 'employee', id: by }, { kind: 'caught', team })
  return null
}

function decideAnswer(turn: CaseTurn, event: Extract<EmployeeEvent, { kind: 'accept' | 'decline' }>, now: number): CaseRefusal | null {
  const { each } = turn
  const { by } = event
  if (each.withdrawnAt !== null) return { because: 'withdrawn' }
  if (event.kind === 'accept' && each.owner === by) return null
  if (each.offer?.to !== by) return { because: 'not-offered' }
  const actor: CaseActor = { kind: 'employee', id: by }
  if (event.kind === 'decline') {
    change(turn, { offer: null })
    tell(turn, now, actor, { kind: 'declined', note: event.note })
    return null
  }
  const from = each.owner!
  const toTeam = teamWith(each, by, turn.surroundings.staff)
  const helpers = each.helpers.filter((helper) => helper !== by)
  change(turn, { owner: by, team: toTeam, helpers, offer: null, absence: null, handovers: each.handovers + 1 })
  tell(turn, now, actor, { kind: 'handed-over', from, to: by, fromTeam: each.team, toTeam, because: each.offer.because })
  return null
}

/** What can be done with a case whatever its state, in the inbox and once it is over. */
const ASIDE = ['note', 'add-task', 'finish-task', 'link-cause', 'renew-link'] as const
const CAUSE_FIELDS = ['team', 'process', 'system', 'touchpoint'] as const

type Work = Exclude<EmployeeEvent, JoiningEvent | { kind: 'catch' | 'accept' | 'decline' }>

/** What those who may work on a case do; in the inbox only notes and tasks come here. */
function decideWork(turn: CaseTurn, event: Work, now: number): CaseRefusal | null {
  const { each } = turn
  const { staff, calendar } = turn.surroundings
  const actor: CaseActor = { kind: 'employee', id: event.by }
  const isOver = each.state === 'solved' || each.state === 'confirmed'
  switch (event.kind) {
    case 'offer': {
      if (each.state === 'confirmed') return notIn(each)
      if (each.offer !== null) return each.offer.to === event.to ? null : { because: 'offered-already', to: each.offer.to }
      if (!mayOffer(event.by, each, staff)) return { because: 'not-allowed' }
      if (!canBeOffered(event, each, now, staff)) return { because: 'cannot-own', employee: event.to }
      const until = addWorkingTime(calendar, now, OFFER_LIMIT)
      change(turn, { offer: { to: event.to, by: event.by, because: 'handover', at: now, until } })
      tell(turn, now, actor, { kind: 'offered', to: event.to, because: 'handover', note: event.note })
      return null
    }
    case 'take-back': {
      if (!mayOffer(event.by, each, staff)) return { because: 'not-allowed' }
      if (each.offer === null) return { because: 'not-offered' }
      change(turn, { offer: null })
      tell(turn, now, actor, { kind: 'taken-back', to: each.offer.to })
      return null
    }
    case 'add-helper':
      if (event.employee === each.owner || each.helpers.includes(event.employee)) return null
      if (!canOwn(staff, event.employee)) return { because: 'cannot-own', employee: event.employee }
      change(turn, { helpers: [...each.helpers, event.employee] })
      tell(turn, now, actor, { kind: 'helper-added', employee: event.employee })
      return null
    case 'remove-helper':
      if (!each.helpers.includes(event.employee)) return null
      change(turn, { helpers: each.helpers.filter((helper) => helper !== event.employee) })
      tell(turn, now, actor, { kind: 'helper-removed', employee: event.employee })
      return null
    case 'phone':
      if (event.reached) noteWord(turn, now, 'phone', 'ours')
      tell(turn, now, actor, { kind: 'phoned', text: event.text, reached: event.reached })
      return null
    case 'message':
      noteWord(turn, now, event.delivery === 'mail' ? 'email' : 'page', 'ours')
      tell(turn, now, actor, {
        kind: 'message',
        text: event.text,
        delivery: event.delivery,
        ...(event.mail !== undefined && { mail: event.mail }),
      })
      return null
    case 'wait':
      if (isOver) return notIn(each)
      if (event.until <= now) return { because: 'not-later' }
      endWaiting(turn, now)
      change(turn, { state: 'waiting', waiting: { for: event.for, since: now, until: event.until } })
      tell(turn, now, actor, { kind: 'waiting', for: event.for, until: event.until, note: event.note })
      return null
    case 'resume':
      if (each.state !== 'waiting') return isOver ? notIn(each) : null
      resume(turn, now, actor, 'employee')
      return null
    case 'solve': {
      if (isOver) return notIn(each)
      const { done, cause, learned, mail } = event
      endWaiting(turn, now)
      if (mail !== undefined) noteWord(turn, now, 'email', 'ours')
      const known = cause ?? each.cause
      change(turn, { state: 'solved', solvedAt: now, quietSince: now, solution: { done, cause: known, learned }, cause: known })
      tell(turn, now, actor, { kind: 'solved', done, cause: known, learned, ...(mail !== undefined && { mail }) })
      return null
    }
    case 'reopen':
      if (!isOver) return notIn(each)
      reopen(turn, now, actor, 'employee', event.note)
      return null
    case 'confirm':
      if (each.state === 'confirmed' && each.confirmedBy === 'customer') return null
      confirm(turn, now, actor, event.channel, event.note)
      return null
    case 'note':
    case 'add-task':
    case 'finish-task':
    case 'link-cause':
    case 'renew-link':
      return decideAside(turn, event, now, actor)
  }
}

function decideAside(turn: CaseTurn, event: Extract<EmployeeEvent, { kind: (typeof ASIDE)[number] }>, now: number, actor: CaseActor): null {
  switch (event.kind) {
    case 'note':
      tell(turn, now, actor, { kind: 'note', text: event.text })
      return null
    case 'add-task':
      tell(turn, now, actor, { kind: 'task-added', task: event.task, title: event.title, dueAt: event.dueAt })
      return null
    case 'finish-task':
      tell(turn, now, actor, { kind: 'task-finished', task: event.task, title: event.title })
      return null
    case 'renew-link':
      tell(turn, now, actor, { kind: 'link-renewed' })
      return null
    case 'link-cause': {
      const { cause, solution } = turn.each
      if (cause !== null && CAUSE_FIELDS.every((field) => cause[field] === event.cause[field])) return null
      change(turn, { cause: event.cause, solution: solution && { ...solution, cause: event.cause } })
      tell(turn, now, actor, { kind: 'cause-linked', cause: event.cause })
      return null
    }
  }
}

/** Whether a further friction of its path joins a case: one that ended long ago has its own end, and another begins. */
export function joinsFrictions(each: Case, now: number): boolean {
  return isLive(each) || each.withdrawnAt !== null || each.state !== 'confirmed' || now <= each.confirmedAt! + REOPENS_WITHIN
}
