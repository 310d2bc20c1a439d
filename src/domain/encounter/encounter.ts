import type { Identifiers } from '../customer/identifier.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Measure } from '../measure/measure.ts'

/** Who began an encounter. */
export type Initiator = 'customer' | 'company' | 'third-party'
/** What an encounter does to its path. */
export type Step = 'start' | 'progress' | 'complete' | 'abandon' | 'fail'
/** Whose move it is on a path. */
export type Turn = 'company' | 'customer' | 'nobody'
/** A sign the customer gave. */
export type Signal = 'leaving' | 'praise' | 'complaint'
/** How the customer's words were labelled. */
export type Sentiment = 'negative' | 'neutral' | 'positive'

/** Something said to this customer: what, and by when (ms since 1970 UTC). */
export interface Promised {
  what: string
  dueAt: number
}

/** One encounter in normal form; `at` is its time in ms since 1970 UTC, lists are absent when empty. */
export interface Encounter {
  id: string
  at: number
  customer: Identifiers
  touchpoint: string
  channel?: string
  journey?: string
  matter?: string
  stage?: string
  initiator?: Initiator
  step?: Step
  outcome?: string
  turn?: Turn
  provides?: string[]
  asks?: string[]
  offers?: string[]
  takesUp?: string[]
  givesUp?: string[]
  directsTo?: string
  promises?: Promised[]
  fulfils?: string[]
  signals?: Signal[]
  handledBy?: { team?: string; person?: string }
  measures?: Measure[]
  text?: string
  locale?: string
  sentiment?: Sentiment
  device?: string
  timeZone?: string
  properties?: { [key: string]: Json }
  /** Who began it as the door or map assumes when neither the source nor the touchpoint's definition says. */
  assumedInitiator?: Initiator
}

/** The same encounter with every field in one order, absent ones undefined: objects of one shape are read several times quicker. */
export function inOneShape(encounter: Encounter): Encounter {
  return {
    id: encounter.id,
    at: encounter.at,
    customer: encounter.customer,
    touchpoint: encounter.touchpoint,
    channel: encounter.channel,
    journey: encounter.journey,
    matter: encounter.matter,
    stage: encounter.stage,
    initiator: encounter.initiator,
    step: encounter.step,
    outcome: encounter.outcome,
    turn: encounter.turn,
    provides: encounter.provides,
    asks: encounter.asks,
    offers: encounter.offers,
    takesUp: encounter.takesUp,
    givesUp: encounter.givesUp,
    directsTo: encounter.directsTo,
    promises: encounter.promises,
    fulfils: encounter.fulfils,
    signals: encounter.signals,
    handledBy: encounter.handledBy,
    measures: encounter.measures,
    text: encounter.text,
    locale: encounter.locale,
    sentiment: encounter.sentiment,
    device: encounter.device,
    timeZone: encounter.timeZone,
    properties: encounter.properties,
    assumedInitiator: encounter.assumedInitiator,
  }
}

/**
 * Whether an encounter is a remark: its only content is measures or praise (with or without text), or it is a third party's.
 * `handledBy`, `properties` and `stage` are no content. A remark changes neither state nor turn and is no contact.
 */
export function isRemark(encounter: Encounter): boolean {
  if (encounter.initiator === 'third-party') return true
  const { signals } = encounter
  if (!encounter.measures && !signals?.includes('praise')) return false
  if (signals?.some((signal) => signal !== 'praise')) return false
  return !(
    encounter.step ||
    encounter.outcome ||
    encounter.turn ||
    encounter.provides ||
    encounter.asks ||
    encounter.offers ||
    encounter.takesUp ||
    encounter.givesUp ||
    encounter.directsTo ||
    encounter.promises ||
    encounter.fulfils
  )
}

/** Key of the touchpoint at which customers answer our own surveys. */
export const SURVEY_TOUCHPOINT = 'survey'

/** Whether an encounter is the answer to a survey of our own. */
export function isSurveyAnswer({ touchpoint, properties }: Pick<Encounter, 'touchpoint' | 'properties'>): boolean {
  return touchpoint === SURVEY_TOUCHPOINT && typeof properties?.['response'] === 'string'
}
