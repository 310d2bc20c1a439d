import { familyOf, placeOnScale, readScale, scaleOf } from './scale.ts'

/** A score that an encounter on a path bore; `at` in ms since 1970 UTC. */
export interface PathScore {
  encounter: string
  at: number
  metric: string
  score: number
  /** As it was told; null = not told. */
  scale: string | null
}

/** A friction on a path, with the ids of the encounters that prove it; severity 1–5. */
export interface PathFriction {
  kind: string
  severity: number
  evidence: readonly string[]
}

/** Experience of a path, each number 0–100: the weakest link lowered by frictions; the lowest, last and most extreme score beside it. */
export interface Experience {
  score: number
  /** The lowest score, and the encounter that bore it. */
  weakest: number
  weakestAt: string
  last: number
  peak: number
  /** What frictions leave of it, 0–1. */
  left: number
  n: number
}

/** Families of metrics that tell how satisfied somebody was with an encounter. */
const SATISFACTION: ReadonlySet<string> = new Set(['csat', 'ces', 'emotion', 'stars'])

/** How satisfied a score says somebody was, 0–100; null when it does not tell, or lies off its scale. */
export function satisfactionOf({ metric, score, scale }: Pick<PathScore, 'metric' | 'score' | 'scale'>): number | null {
  if (!SATISFACTION.has(familyOf(metric)) || metric.endsWith('-stir')) return null
  const ends = readScale(scaleOf(metric, scale)!)
  return ends && placeOnScale(score, ends)
}

/** What frictions leave of a path's score, 0–1: each takes 5 % of what is left for every step of its severity. */
export function leftByFrictions(severities: Iterable<number>): number {
  let left = 1
  for (const severity of severities) left *= 1 - severity / 20
  return left
}

/**
 * The experience of a path: its lowest satisfaction, 0–100, times what frictions leave of it. A friction that is but a score of the same path
 * (`poor-score`, `negative-mention`) lowers nothing twice. Null where nobody said how satisfied they were.
 */
export function experienceOf(scores: readonly PathScore[], frictions: readonly PathFriction[]): Experience | null {
  const told = scores
    .map((score) => ({ ...score, place: satisfactionOf(score) }))
    .filter((score): score is PathScore & { place: number } => score.place !== null)
    .sort((one, other) => one.at - other.at)
  if (told.length === 0) return null
  const weakest = told.reduce((lowest, each) => (each.place < lowest.place ? each : lowest))
  const scored = new Set(told.map(({ encounter }) => encounter))
  const lowering = frictions.filter(({ kind, evidence }) => !RESTATE.has(kind) || !evidence.some((encounter) => scored.has(encounter)))
  const left = leftByFrictions(lowering.map(({ severity }) => severity))
  return {
    score: weakest.place * left,
    weakest: weakest.place,
    weakestAt: weakest.encounter,
    last: told.at(-1)!.place,
    peak: peakOf(told.map(({ place }) => place)),
    left,
    n: told.length,
  }
}

const RESTATE: ReadonlySet<string> = new Set(['poor-score', 'negative-mention'])

/** The most extreme of places 0–100: the one furthest from the middle, the lower of two alike. */
export function peakOf(places: readonly number[]): number {
  return places.reduce((peak, place) => {
    const further = Math.abs(place - 50) - Math.abs(peak - 50)
    return further > 0 || (further === 0 && place < peak) ? place : peak
  })
}
