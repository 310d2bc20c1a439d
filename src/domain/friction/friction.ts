/** Kinds of friction, each with its rule in a file of its own. */
export const FRICTION_KINDS = [
  'abandonment',
  'bounce',
  'broken-promise',
  'dead-end',
  'effort',
  'forced-channel-switch',
  'irrelevant-offer',
  'leaving',
  'loss',
  'negative-mention',
  'poor-score',
  'repeat-contact',
  'repeated-ask',
  'silence',
] as const

/** A kind of friction. */
export type FrictionKind = (typeof FRICTION_KINDS)[number]

/** How grave each kind is, 1–5; from 3 on it opens a case. */
export const SEVERITY: Readonly<Record<FrictionKind, number>> = {
  abandonment: 3,
  bounce: 3,
  'broken-promise': 4,
  'dead-end': 3,
  effort: 2,
  'forced-channel-switch': 3,
  'irrelevant-offer': 2,
  leaving: 5,
  loss: 5,
  'negative-mention': 3,
  'poor-score': 2,
  'repeat-contact': 2,
  'repeated-ask': 3,
  silence: 3,
}

/** A friction that came before a loss; `at` in ms since 1970 UTC. */
export interface FrictionBefore {
  kind: FrictionKind
  at: number
  evidence: string[]
}

/** What some kinds tell besides: items asked again, products, the promise, team, score, or what came before a loss. */
export interface FrictionDetails {
  items?: string[]
  products?: string[]
  what?: string
  team?: string
  metric?: string
  score?: number
  after?: FrictionBefore[]
  leadTimeSeconds?: number
  /** When it is graver or lighter than its kind, 1–5. */
  severity?: number
}

/** How grave a poor answer to a survey of our own is: who was asked and said so is to hear from us, so it opens a case. */
export const ANSWER_SEVERITY = 3

/** A failure on a path: kind, the path's key, when it became true (ms since 1970 UTC), severity 1–5, evidence as encounter ids by time. */
export interface Friction extends FrictionDetails {
  kind: FrictionKind
  path: string
  at: number
  severity: number
  evidence: string[]
}
