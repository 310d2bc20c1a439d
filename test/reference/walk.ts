import type { Definitions } from './definitions.ts'
import { isRemark, stepOf } from './encounter.ts'
import type { Encounter, Turn } from './encounter.ts'
import { localHour } from './time.ts'

export type State = 'active' | 'paused' | 'abandoned' | 'completed'

/** How a path stands at a moment. */
export interface Standing {
  state: State
  turn: Turn
  /** The encounter that gave the company the turn, while it is the company's. */
  giver: Encounter | null
  pausedAt: number | null
  completion: Encounter | null
  outcome: string | null
  last: Encounter
}

export interface Resumption {
  pausedAt: number | null
  resumedAt: number
  gapSeconds: number
  fromChannel: string | null
  toChannel: string | null
  localHour: number
}

export interface Walk {
  /** Each encounter with the standing just before it (null for the first) and just after it. */
  moments: { encounter: Encounter; before: Standing | null; after: Standing }[]
  resumptions: Resumption[]
  abandonments: { at: number; last: Encounter }[]
  /** The standing at the clock. */
  final: Standing
}

/** Retells a path encounter by encounter, up to the clock. */
export function walk(journey: string, encounters: Encounter[], clock: number, definitions: Definitions): Walk {
  const moments: Walk['moments'] = []
  const resumptions: Resumption[] = []
  const abandonments: Walk['abandonments'] = []
  let standing: Standing | null = null

  const passTime = (now: Standing, instant: number): Standing => {
    if (now.turn !== 'customer') return now
    let { state, pausedAt } = now
    const pause = now.last.at + definitions.pauseAfter(journey)
    const limit = now.last.at + definitions.pauseLimit(journey)
    if (state === 'active' && instant > pause && pause <= limit) {
      state = 'paused'
      pausedAt = pause
    }
    if ((state === 'active' || state === 'paused') && instant > limit) {
      state = 'abandoned'
      abandonments.push({ at: limit, last: now.last })
    }
    return { ...now, state, pausedAt }
  }

  for (const encounter of encounters) {
    const before: Standing | null = standing === null ? null : passTime(standing, encounter.at)
    const after: Standing = journey === 'relationship' ? bare(encounter, 'nobody') : meet(before, encounter)
    if (before && isReturn(before, encounter)) resumptions.push(resumptionOf(before, encounter))
    if (after.state === 'abandoned' && stepOf(encounter) === 'abandon' && becameAbandoned(before, encounter)) {
      abandonments.push({ at: encounter.at, last: encounter })
    }
    moments.push({ encounter, before, after })
    standing = after
  }
  if (standing === null) throw new Error('a path without encounters')
  return { moments, final: passTime(standing, clock), resumptions, abandonments }
}

function bare(encounter: Encounter, turn: Turn): Standing {
  return {
    state: 'active',
    turn,
    giver: null,
    pausedAt: null,
    completion: null,
    outcome: null,
    last: encounter,
  }
}

/** A customer's encounter, no remark, on a paused or abandoned path. */
function isReturn(before: Standing, encounter: Encounter): boolean {
  const isAway = before.state === 'paused' || before.state === 'abandoned'
  return isAway && encounter.initiator === 'customer' && !isRemark(encounter)
}

/** Abandoning what already is abandoned changes nothing, unless the customer had just re-opened it. */
function becameAbandoned(before: Standing | null, encounter: Encounter): boolean {
  return before?.state !== 'abandoned' || isReturn(before, encounter)
}

function meet(before: Standing | null, encounter: Encounter): Standing {
  const begun = before ?? bare(encounter, encounter.initiator === 'customer' ? 'customer' : 'nobody')
  const next: Standing = { ...begun, last: encounter }
  if (isRemark(encounter)) return next

  const isReopened = begun.state === 'completed' && encounter.initiator === 'customer'
  if (isReopened || isReturn(begun, encounter)) {
    next.state = 'active'
    next.pausedAt = null
  }
  if (encounter.step === 'abandon') next.state = 'abandoned'
  if (encounter.step === 'complete') {
    next.state = 'completed'
    next.pausedAt = null
    next.completion = encounter
    next.outcome = encounter.outcome ?? begun.outcome
  }

  next.turn = turnAfter(begun.turn, encounter, isReopened)
  if (next.turn !== 'company') next.giver = null
  else if (begun.turn !== 'company') next.giver = encounter
  return next
}

function turnAfter(turn: Turn, encounter: Encounter, isReopened: boolean): Turn {
  const { initiator, step } = encounter
  if (initiator === null) return turn
  if (encounter.turn !== null) return encounter.turn
  if (step === 'complete' || step === 'abandon') return 'nobody'
  if (isReopened) return 'company'
  if (initiator === 'customer') {
    const hands = step === 'start' || encounter.provides.length > 0 || encounter.asks.length > 0 || encounter.signals.includes('complaint')
    return hands ? 'company' : turn
  }
  const hands = encounter.asks.length > 0 || encounter.directsTo !== null
  return hands ? 'customer' : turn
}

function resumptionOf(before: Standing, encounter: Encounter): Resumption {
  return {
    pausedAt: before.pausedAt,
    resumedAt: encounter.at,
    gapSeconds: (encounter.at - before.last.at) / 1000,
    fromChannel: before.last.channel,
    toChannel: encounter.channel,
    localHour: localHour(encounter.at, encounter.timeZone),
  }
}
