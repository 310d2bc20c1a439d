import type { Definitions, Place } from './definitions.ts'
import { evidenceOf } from './encounter.ts'
import type { Encounter } from './encounter.ts'
import { relationship } from './paths.ts'
import type { Path } from './paths.ts'
import type { Calendar } from './time.ts'
import type { Walk } from './walk.ts'

export const severities = {
  'forced-channel-switch': 3,
  'repeated-ask': 3,
  'irrelevant-offer': 2,
  silence: 3,
  'broken-promise': 4,
  bounce: 3,
  'repeat-contact': 2,
  abandonment: 3,
  'dead-end': 3,
  effort: 2,
  'poor-score': 2,
  'negative-mention': 3,
  leaving: 5,
  loss: 5,
} as const

export type Kind = keyof typeof severities

const onRelationship: Kind[] = ['repeated-ask', 'irrelevant-offer', 'broken-promise', 'poor-score', 'negative-mention', 'leaving', 'loss']

export interface Subject {
  items?: string[]
  products?: string[]
  what?: string
  team?: string
  metric?: string
  score?: number
  after?: Friction[]
  leadTimeSeconds?: number
}

export interface Friction extends Subject {
  kind: Kind
  path: Path
  occurredAt: number
  evidence: string[]
}

/** What the rules of one path look at. */
export interface Scene {
  path: Path
  walk: Walk
  clock: number
  definitions: Definitions
  isHoliday: Calendar
}

export function frictionOf(kind: Kind, path: Path, occurredAt: number, evidence: (Encounter | null)[], subject: Subject = {}): Friction {
  return { kind, path, occurredAt, evidence: evidenceOf(...evidence), ...subject }
}

export function placeAt(path: Path, encounter: Encounter): Place {
  return { journey: path.journey, touchpoint: encounter.touchpoint }
}

export function appliesTo(friction: Friction): boolean {
  return friction.path.journey !== relationship || onRelationship.includes(friction.kind)
}

/** One per kind, evidence and subject (promise with its `dueAt`, metric): of several scores the lowest stays. */
export function distinct(frictions: Friction[]): Friction[] {
  const kept = new Map<string, Friction>()
  for (const each of frictions) {
    const promise = each.what === undefined ? null : [each.what, each.occurredAt]
    const key = JSON.stringify([each.kind, each.evidence, promise, each.metric ?? null])
    const rival = kept.get(key)
    if (!rival || (each.score ?? 0) < (rival.score ?? 0)) kept.set(key, each)
  }
  return [...kept.values()]
}
