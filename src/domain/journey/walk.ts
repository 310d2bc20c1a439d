import { inOneShape, isRemark, type Encounter, type Turn } from '../encounter/encounter.ts'
import type { Mark } from '../kernel/order.ts'
import { localHour } from '../kernel/zone.ts'
import { RELATIONSHIP } from './definition.ts'
import type { Definitions } from './definitions.ts'
import { pathKey, type Path, type PathStateName, type Resumption } from './path.ts'
import { extendWay, NO_WAY } from './way.ts'

/** A change of a path's state that time alone brought, at an instant in ms since 1970 UTC. */
export interface Lapse {
  to: 'paused' | 'abandoned'
  at: number
}

/** How a path stood just before an encounter. */
export interface PathBefore {
  state: PathStateName
  turn: Turn
  turnBy: Mark | null
  completion: Mark | null
  /** Whether this encounter's own step abandoned the path. */
  abandons: boolean
}

/** An encounter as the definitions complete it: the touchpoint's channel, initiator, stage and – unless it is a remark – step where it names none. */
export function completeEncounter(encounter: Encounter, definitions: Definitions): Encounter {
  const defined = definitions.touchpoint(encounter.touchpoint)
  const complete = inOneShape(encounter)
  complete.channel ??= defined?.channel
  complete.initiator ??= defined?.initiator ?? encounter.assumedInitiator
  complete.stage ??= defined?.stage
  if (defined?.step !== undefined && complete.step === undefined && !isRemark(complete)) complete.step = defined.step
  return complete
}

/** Begins a path with its first encounter; the encounter itself is then walked like any other. */
export function beginPath(journey: string, matter: string | null, encounter: Encounter): Path {
  const hasTurn = journey !== RELATIONSHIP && encounter.initiator === 'customer'
  return {
    key: pathKey(journey, matter, encounter.id),
    journey,
    matter,
    state: 'active',
    turn: hasTurn ? 'customer' : 'nobody',
    turnBy: { id: encounter.id, at: encounter.at },
    first: { id: encounter.id, at: encounter.at, channel: encounter.channel ?? null },
    last: { id: encounter.id, at: encounter.at, channel: null, touchpoint: encounter.touchpoint, stage: null },
    encounters: 0,
    way: NO_WAY,
    outcome: null,
    pausedAt: null,
    abandonedAt: null,
    completion: null,
    resumptions: [],
    begun: false,
    startChannel: null,
    sameChannel: true,
    teams: [],
    handovers: 0,
    bounces: 0,
    promises: [],
    silence: null,
    fail: null,
    effortTold: false,
  }
}

/** When time alone will next change a path's state, in ms since 1970 UTC; null when it will not. */
export function lapseDue(path: Path, definitions: Definitions): number | null {
  if (path.journey === RELATIONSHIP || path.turn !== 'customer') return null
  const limits = definitions.limits(path.journey)
  if (path.state === 'active') return path.last.at + limits.pauseAfter
  return path.state === 'paused' ? path.last.at + limits.pauseLimit : null
}

const NO_LAPSES: readonly Lapse[] = []

/** Lets time pass on a path up to (not including) an instant: it may pause, and then be abandoned. Changes the path. */
export function lapse(path: Path, until: number, definitions: Definitions): readonly Lapse[] {
  let due = lapseDue(path, definitions)
  if (due === null || due >= until) return NO_LAPSES
  const lapses: Lapse[] = []
  for (; due !== null && due < until; due = lapseDue(path, definitions)) {
    if (path.state === 'active') {
      path.state = 'paused'
      path.pausedAt = due
      lapses.push({ to: 'paused', at: due })
    } else {
      path.state = 'abandoned'
      path.abandonedAt = due
      lapses.push({ to: 'abandoned', at: due })
    }
  }
  return lapses
}

/** Walks a path one encounter on (time has already been let pass): state, turn, outcome, resumptions, channels. Changes the path. */
export function walk(path: Path, encounter: Encounter, definitions: Definitions, remark = isRemark(encounter)): PathBefore {
  const before: PathBefore = {
    state: path.state,
    turn: path.turn,
    turnBy: path.turnBy,
    completion: path.completion,
    abandons: false,
  }
  path.encounters++
  path.way = extendWay(path.way, encounter.touchpoint)
  keepChannels(path, encounter, definitions)
  if (!remark && path.journey !== RELATIONSHIP) {
    const reopened = returnOfCustomer(path, encounter, definitions)
    before.abandons = takeStep(path, encounter)
    takeTurn(path, encounter, reopened)
    const customerBegan = encounter.step === 'start' || encounter.provides !== undefined
    if (encounter.initiator === 'customer' && customerBegan) path.begun = true
  }
  path.last = {
    id: encounter.id,
    at: encounter.at,
    channel: encounter.channel ?? null,
    touchpoint: encounter.touchpoint,
    stage: encounter.stage ?? path.last.stage,
  }
  return before
}

function keepChannels(path: Path, encounter: Encounter, definitions: Definitions): void {
  if (encounter.channel === undefined || encounter.initiator === 'third-party') return
  path.startChannel ??= encounter.channel
  if (encounter.provides === undefined && encounter.step !== 'complete') return
  if (definitions.isDigital(encounter.channel) !== definitions.isDigital(path.startChannel)) path.sameChannel = false
}

/** The customer comes back: a paused or abandoned path goes on (a resumption), a completed one re-opens. Tells whether it re-opened. */
function returnOfCustomer(path: Path, encounter: Encounter, definitions: Definitions): boolean {
  if (encounter.initiator !== 'customer' || path.state === 'active') return false
  const reopened = path.state === 'completed'
  if (!reopened) {
    const zone = encounter.timeZone ?? definitions.calendar.timeZone
    const resumption: Resumption = {
      pausedAt: path.pausedAt,
      resumedAt: encounter.at,
      gapSeconds: (encounter.at - path.last.at) / 1000,
      fromChannel: path.last.channel,
      toChannel: encounter.channel ?? null,
      localHour: localHour(zone, encounter.at),
    }
    path.resumptions = [...path.resumptions, resumption]
  }
  path.state = 'active'
  path.pausedAt = null
  path.abandonedAt = null
  return reopened
}

/** Applies the step; tells whether it abandoned the path. */
function takeStep(path: Path, encounter: Encounter): boolean {
  if (encounter.step === 'complete') {
    path.state = 'completed'
    path.completion = { id: encounter.id, at: encounter.at }
    path.outcome = encounter.outcome ?? path.outcome
    path.pausedAt = null
    path.abandonedAt = null
  } else if (encounter.step === 'abandon' && path.state !== 'abandoned') {
    path.state = 'abandoned'
    path.abandonedAt = encounter.at
    return true
  }
  return false
}

function takeTurn(path: Path, encounter: Encounter, reopened: boolean): void {
  if (encounter.initiator === undefined) return
  const turn = turnAfter(encounter, reopened ? 'company' : path.turn)
  if (turn === path.turn) return
  path.turn = turn
  path.turnBy = { id: encounter.id, at: encounter.at }
}

/** Whose move it is after an encounter that is no remark, given whose it was; a customer's return to a completed path gives it to the company first. */
export function turnAfter(encounter: Encounter, turn: Turn): Turn {
  if (encounter.turn !== undefined) return encounter.turn
  if (encounter.step === 'complete' || encounter.step === 'abandon') return 'nobody'
  const { initiator } = encounter
  if (initiator === 'customer') {
    const gives = encounter.step === 'start' || encounter.provides || encounter.asks
    return gives || encounter.signals?.includes('complaint') ? 'company' : turn
  }
  if (initiator === 'company' && (encounter.asks || encounter.directsTo)) return 'customer'
  return turn
}
