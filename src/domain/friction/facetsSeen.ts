import type { Encounter } from '../encounter/encounter.ts'
import { RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'

/** What has been seen in some encounters and paths: whether a kind of friction can be judged from them. */
export interface FacetsSeen {
  initiator: boolean
  customer: boolean
  /** An encounter that gives the company, or the customer, the turn. */
  companyTurn: boolean
  customerTurn: boolean
  /** A customer's `start` or `provides`. */
  begun: boolean
  provided: boolean
  asked: boolean
  directed: boolean
  offered: boolean
  tookUp: boolean
  gaveUp: boolean
  promised: boolean
  team: boolean
  measured: boolean
  /** A measure of a metric that has a threshold. */
  thresholded: boolean
  thirdParty: boolean
  /** A third party's encounter with stars or a sentiment. */
  mention: boolean
  leaving: boolean
  completed: boolean
  abandoned: boolean
  failed: boolean
  contact: boolean
  /** A path of another journey than the built-in relationship. */
  journey: boolean
  digitalStart: boolean
  effortLimit: boolean
}

/** Nothing seen yet. */
export function nothingSeen(): FacetsSeen {
  return {
    initiator: false,
    customer: false,
    companyTurn: false,
    customerTurn: false,
    begun: false,
    provided: false,
    asked: false,
    directed: false,
    offered: false,
    tookUp: false,
    gaveUp: false,
    promised: false,
    team: false,
    measured: false,
    thresholded: false,
    thirdParty: false,
    mention: false,
    leaving: false,
    completed: false,
    abandoned: false,
    failed: false,
    contact: false,
    journey: false,
    digitalStart: false,
    effortLimit: false,
  }
}

/** Notes what a path and its definitions allow to judge. Changes what was seen. */
export function seePath(seen: FacetsSeen, path: Path, definitions: Definitions): void {
  if (path.journey === RELATIONSHIP) return
  seen.journey = true
  if (path.first.channel !== null && definitions.isDigital(path.first.channel)) seen.digitalStart = true
  if (definitions.limits(path.journey).effort.length > 0) seen.effortLimit = true
}

/** Notes what an encounter, completed by the definitions, allows to judge on a path of a journey; `isFirst` there. Changes what was seen. */
export function seeEncounter(seen: FacetsSeen, encounter: Encounter, journey: string, isFirst: boolean, definitions: Definitions): void {
  if (encounter.initiator !== undefined) seeParty(seen, encounter, isFirst)
  if (encounter.offers) seen.offered = true
  if (encounter.takesUp) seen.tookUp = true
  if (encounter.givesUp && !encounter.takesUp) seen.gaveUp = true
  if (encounter.promises) seen.promised = true
  if (encounter.handledBy?.team !== undefined) seen.team = true
  if (encounter.signals?.includes('leaving')) seen.leaving = true
  if (encounter.measures) seeMeasures(seen, encounter, journey, definitions)
  if (encounter.initiator === 'third-party') return
  if (encounter.step === 'complete') seen.completed = true
  if (encounter.step === 'abandon') seen.abandoned = true
  if (encounter.step === 'fail') seen.failed = true
  if (encounter.initiator === 'customer' && encounter.channel !== undefined && definitions.isContact(encounter.channel)) seen.contact = true
}

function seeParty(seen: FacetsSeen, encounter: Encounter, isFirst: boolean): void {
  const { initiator, turn, step } = encounter
  seen.initiator = true
  if (initiator === 'third-party') {
    seen.thirdParty = true
    if (encounter.sentiment !== undefined || encounter.measures?.some(({ metric }) => metric === 'stars')) seen.mention = true
    return
  }
  if (turn === 'company') seen.companyTurn = true
  if (turn === 'customer') seen.customerTurn = true
  const rests = turn === undefined && step !== 'complete' && step !== 'abandon'
  if (initiator === 'customer') {
    seen.customer = true
    if (encounter.provides) seen.provided = true
    if (step === 'start' || encounter.provides) seen.begun = true
    const gives = step === 'start' || encounter.provides || encounter.asks || encounter.signals?.includes('complaint')
    if (rests && gives) seen.companyTurn = true
    if (rests && !gives && isFirst) seen.customerTurn = true
    return
  }
  if (encounter.asks) seen.asked = true
  if (encounter.directsTo !== undefined) seen.directed = true
  if (rests && (encounter.asks || encounter.directsTo !== undefined)) seen.customerTurn = true
}

function seeMeasures(seen: FacetsSeen, encounter: Encounter, journey: string, definitions: Definitions): void {
  seen.measured = true
  if (seen.thresholded) return
  const { poor } = definitions.parameters(journey, encounter.touchpoint)
  if (encounter.measures!.some(({ metric }) => Object.hasOwn(poor, metric))) seen.thresholded = true
}
