import type { Initiator, Step } from './encounter.ts'
import { durationOf } from './time.ts'

type Duration = string | number

export interface Parameters {
  silence?: { limit?: Duration }
  'repeated-ask'?: { validity?: Duration; items?: Record<string, Duration> }
  'repeat-contact'?: { limit?: Duration }
  'dead-end'?: { limit?: Duration }
  loss?: { window?: Duration }
  'poor-score'?: Record<string, Threshold>
}

export interface Threshold {
  scale?: string
  atMost: number
}

export interface ReferenceDefinitions {
  journeys?: {
    key: string
    touchpoints?: string[]
    pauseAfter?: string
    pauseLimit?: string
    effortLimit?: number
    frictions?: Parameters
  }[]
  touchpoints?: { key: string; channel?: string; initiator?: Initiator; step?: Step; frictions?: Parameters }[]
}

/** The questions the rules put to the definitions, with the defaults of the text. */
export interface Definitions {
  touchpoint(key: string): { channel?: string; initiator?: Initiator; step?: Step } | undefined
  onlyJourneyOf(touchpoint: string): string | null
  pauseAfter(journey: string): number
  pauseLimit(journey: string): number
  effortLimit(journey: string): number | null
  silenceLimit(place: Place): number
  validity(place: Place, item: string): number
  repeatContactLimit(place: Place): number
  deadEndLimit(place: Place): number
  lossWindow(place: Place): number
  threshold(place: Place, metric: string): Threshold | undefined
}

/** Where a parameter is asked for: a touchpoint's beats its journey's beats the default. */
export interface Place {
  touchpoint: string
  journey: string
}

const thresholds: Record<string, Threshold> = {
  nps: { scale: '0-10', atMost: 6 },
  csat: { scale: '1-5', atMost: 2 },
  ces: { scale: '1-7', atMost: 3 },
}

export function definitionsOf(given: ReferenceDefinitions = {}): Definitions {
  const journeys = given.journeys ?? []
  const touchpoints = given.touchpoints ?? []
  const journeyAt = (key: string) => journeys.find((each) => each.key === key)
  const touchpointAt = (key: string) => touchpoints.find((each) => each.key === key)
  function first<T>(place: Place, pick: (parameters: Parameters) => T | undefined): T | undefined {
    const nearest = touchpointAt(place.touchpoint)?.frictions
    const wider = journeyAt(place.journey)?.frictions
    return (nearest && pick(nearest)) ?? (wider && pick(wider))
  }
  return {
    touchpoint: touchpointAt,
    onlyJourneyOf: (touchpoint) => {
      const holders = journeys.filter((each) => each.touchpoints?.includes(touchpoint))
      return holders.length === 1 ? (holders[0]?.key ?? null) : null
    },
    pauseAfter: (journey) => durationOf(journeyAt(journey)?.pauseAfter ?? '7d'),
    pauseLimit: (journey) => durationOf(journeyAt(journey)?.pauseLimit ?? '90d'),
    effortLimit: (journey) => journeyAt(journey)?.effortLimit ?? null,
    silenceLimit: (place) => durationOf(first(place, (p) => p.silence?.limit) ?? '48h'),
    validity: (place, item) =>
      durationOf(first(place, (p) => p['repeated-ask']?.items?.[item]) ?? first(place, (p) => p['repeated-ask']?.validity) ?? '365d'),
    repeatContactLimit: (place) => durationOf(first(place, (p) => p['repeat-contact']?.limit) ?? '30d'),
    deadEndLimit: (place) => durationOf(first(place, (p) => p['dead-end']?.limit) ?? '1h'),
    lossWindow: (place) => durationOf(first(place, (p) => p.loss?.window) ?? '90d'),
    threshold: (place, metric) =>
      first(place, (p) => p['poor-score']?.[metric]) ?? (Object.hasOwn(thresholds, metric) ? thresholds[metric] : undefined),
  }
}
