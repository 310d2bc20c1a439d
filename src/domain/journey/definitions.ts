import { DAY, HOUR } from '../kernel/duration.ts'
import { POOR_THRESHOLDS, type PoorThreshold } from '../measure/measure.ts'
import type { WorkingCalendar } from '../organisation/calendar.ts'
import { isContactChannel, isDigital, type ChannelDefinition, type TouchpointDefinition } from '../touchpoint/definition.ts'
import type { DatedLimit } from '../touchpoint/parameters.ts'
import type { DefinitionsOutput, JourneyDefinition } from './definition.ts'

/** Every parameter of an encounter's frictions after touchpoint, journey and default are laid over each other; lengths in ms. */
export interface Parameters {
  silenceLimit: number
  validity: number
  itemValidity: Readonly<Record<string, number>>
  repeatLimit: number
  deadEndLimit: number
  lossWindow: number
  poor: Readonly<Record<string, PoorThreshold>>
}

/** Limits of a journey's paths; lengths in ms. */
export interface PathLimits {
  pauseAfter: number
  pauseLimit: number
  effort: readonly DatedLimit[]
}

/** All definitions in force, ready to be asked; made by `openDefinitions`. */
export interface Definitions {
  calendar: WorkingCalendar
  journey: (key: string) => JourneyDefinition | undefined
  touchpoint: (key: string) => TouchpointDefinition | undefined
  /** The one journey that lists a touchpoint; undefined when none or several do. */
  onlyJourney: (touchpoint: string) => string | undefined
  isDigital: (channel: string) => boolean
  isContact: (channel: string) => boolean
  parameters: (journey: string, touchpoint: string) => Parameters
  limits: (journey: string) => PathLimits
  /** How far back, in ms, a friction may still count before a loss. */
  longestLossWindow: number
}

const DEFAULTS: Parameters = {
  silenceLimit: 48 * HOUR,
  validity: 365 * DAY,
  itemValidity: {},
  repeatLimit: 30 * DAY,
  deadEndLimit: HOUR,
  lossWindow: 90 * DAY,
  poor: POOR_THRESHOLDS,
}

const DEFAULT_LIMITS: PathLimits = { pauseAfter: 7 * DAY, pauseLimit: 90 * DAY, effort: [] }

/** Makes definitions ready to be asked; a later definition of the same key replaces an earlier one. */
export function openDefinitions(given: DefinitionsOutput, calendar: WorkingCalendar): Definitions {
  const journeys = new Map((given.journeys ?? []).map((journey) => [journey.key, journey]))
  const touchpoints = new Map((given.touchpoints ?? []).map((touchpoint) => [touchpoint.key, touchpoint]))
  const channels = new Map<string, ChannelDefinition>((given.channels ?? []).map((channel) => [channel.key, channel]))
  const only = onlyJourneys(journeys.values())
  const ofJourneys = new Map<string, Parameters>()
  const ofTouchpoints = new Map<Parameters, Map<string, Parameters>>()
  const limits = new Map<string, PathLimits>()
  for (const journey of journeys.values()) {
    ofJourneys.set(journey.key, overlay(DEFAULTS, journey.frictions))
    limits.set(journey.key, {
      pauseAfter: journey.pauseAfter ?? DEFAULT_LIMITS.pauseAfter,
      pauseLimit: journey.pauseLimit ?? DEFAULT_LIMITS.pauseLimit,
      effort: journey.effortLimit ?? DEFAULT_LIMITS.effort,
    })
  }
  return {
    calendar,
    journey: (key) => journeys.get(key),
    touchpoint: (key) => touchpoints.get(key),
    onlyJourney: (touchpoint) => only.get(touchpoint) ?? undefined,
    isDigital: (channel) => isDigital(channel, channels.get(channel)),
    isContact: (channel) => isContactChannel(channel, channels.get(channel)),
    parameters: (journey, touchpoint) => {
      const base = ofJourneys.get(journey) ?? DEFAULTS
      const own = touchpoints.get(touchpoint)?.frictions
      if (!own) return base
      let known = ofTouchpoints.get(base)
      if (!known) ofTouchpoints.set(base, (known = new Map()))
      let found = known.get(touchpoint)
      if (!found) known.set(touchpoint, (found = overlay(base, own)))
      return found
    },
    limits: (journey) => limits.get(journey) ?? DEFAULT_LIMITS,
    longestLossWindow: Math.max(
      DEFAULTS.lossWindow,
      ...[...journeys.values(), ...touchpoints.values()].map((defined) => defined.frictions?.loss?.window ?? 0),
    ),
  }
}

function onlyJourneys(journeys: Iterable<JourneyDefinition>): Map<string, string | null> {
  const only = new Map<string, string | null>()
  for (const journey of journeys) {
    for (const touchpoint of new Set(journey.touchpoints)) {
      only.set(touchpoint, only.has(touchpoint) ? null : journey.key)
    }
  }
  return only
}

function overlay(base: Parameters, set: JourneyDefinition['frictions']): Parameters {
  if (!set) return base
  return {
    silenceLimit: set.silence?.limit ?? base.silenceLimit,
    validity: set['repeated-ask']?.validity ?? base.validity,
    itemValidity: { ...base.itemValidity, ...set['repeated-ask']?.items },
    repeatLimit: set['repeat-contact']?.limit ?? base.repeatLimit,
    deadEndLimit: set['dead-end']?.limit ?? base.deadEndLimit,
    lossWindow: set.loss?.window ?? base.lossWindow,
    poor: { ...base.poor, ...set['poor-score'] },
  }
}
