import { shareOf, type Counted } from '../kernel/shares.ts'
import type { Importance } from './relevance.ts'

/** What can be decided of a touchpoint: keep it as it is, mend it, put more into it, or retire it. */
export const VERDICTS = ['keep', 'mend', 'invest', 'retire'] as const

/** What is decided, or suggested, of a touchpoint. */
export type Verdict = (typeof VERDICTS)[number]

/** Sorts of facts that a suggestion, or none, rests on. */
export const FACTS = [
  'unseen',
  'few-encounters',
  'few-finished',
  'few-met',
  'few-compared',
  'always-met',
  'ends-paths',
  'helps',
  'hinders',
  'little',
  'unsure',
  'friction-high',
  'friction-usual',
  'friction-low',
  'few-go-by',
  'rarely-met',
  'much-met',
  'indirect',
] as const

/** A fact in numbers: a share (0–1) or difference (−1…1) with its 95 % interval, of how many, and what it was held against. */
export interface Fact {
  fact: (typeof FACTS)[number]
  value: number | null
  low: number | null
  high: number | null
  n: number | null
  against: number | null
}

/** What is known of a touchpoint in a period. */
export interface Seen {
  contact: 'direct' | 'indirect' | null
  /** Encounters that prove a friction, of all encounters there. */
  friction: Counted
  /** The same over all touchpoints. */
  usual: Counted
  importance: Importance
}

/** A suggestion with the facts it rests on; null = not enough is seen to suggest anything. */
export interface Suggestion {
  verdict: Verdict | null
  reasons: Fact[]
}

/** Fewest encounters at a touchpoint of which anything is suggested. */
export const FEWEST_ENCOUNTERS = 30
/** A difference in completion counts as little when its whole interval is nearer to nothing than this. */
export const LITTLE = 0.05
/** Friction is high or low against the usual share, or against this one where the usual is smaller. */
export const LEAST_FRICTION = 0.02
/** A touchpoint met on a smaller share of finished paths, in every journey, is rarely met. */
export const RARE = 0.02
/** More is put into what helps when no more than this share of the paths that could go by it does. */
export const HALF = 0.5

type Weight = 'needed' | 'helps' | 'hinders' | 'little' | 'unsure'

/** Suggests what to do about a touchpoint by how it matters for completion and how much friction there is. */
export function suggest(seen: Seen): Suggestion {
  const { friction } = seen
  if (friction.n === 0) return { verdict: null, reasons: [fact('unseen')] }
  if (friction.n < FEWEST_ENCOUNTERS)
    return { verdict: null, reasons: [fact('few-encounters', { n: friction.n, against: FEWEST_ENCOUNTERS })] }
  const [weight, matters] = weigh(seen.importance)
  const performs = performance(seen)
  const [verdict, ...more] = decide(weight, performs, seen)
  return { verdict, reasons: [matters, performs, ...more] }
}

function decide(weight: Weight, performs: Fact, { contact, importance }: Seen): [Verdict | null, ...Fact[]] {
  const isPoor = performs.fact === 'friction-high'
  if (weight === 'needed') return [isPoor ? 'mend' : 'keep']
  if (weight === 'helps') {
    if (isPoor) return ['mend']
    const { by, past } = importance.compared!
    const goBy = shareOf({ part: by, n: by + past })!
    return goBy.share <= HALF && performs.value! <= performs.against!
      ? ['invest', fact('few-go-by', { ...bounds(goBy), against: HALF })]
      : ['keep']
  }
  if (weight === 'unsure') return [isPoor ? 'mend' : null]
  const isWanting = isPoor || weight === 'hinders'
  // What nobody planned cannot be taken away.
  if (contact === 'indirect') return [isWanting ? 'mend' : 'keep', fact('indirect')]
  const met = importance.oftenest && shareOf(importance.oftenest)
  const often = { ...bounds(met), against: RARE }
  if (met !== null && met.share < RARE) return ['retire', fact('rarely-met', often)]
  return isWanting ? ['mend', fact('much-met', often)] : ['keep']
}

function weigh({ compared, silent, finished, met }: Importance): [Weight, Fact] {
  if (compared === null) {
    if (silent === 'always-met') return ['needed', fact('always-met', bounds(shareOf({ part: met.part, n: finished.part })))]
    if (silent === 'ends-paths') return ['needed', fact('ends-paths', { n: met.part })]
    return ['unsure', fact(silent!, { n: silent === 'few-finished' ? finished.n : met.n })]
  }
  const { difference: value, low, high, by, past } = compared
  const told = { value, low, high, n: by + past }
  if (low > -LITTLE && high < LITTLE) return ['little', fact('little', { ...told, against: LITTLE })]
  if (low > 0) return ['helps', fact('helps', told)]
  if (high < 0) return ['hinders', fact('hinders', told)]
  return ['unsure', fact('unsure', told)]
}

function performance({ friction, usual }: Seen): Fact {
  const share = shareOf(friction)!
  const against = Math.max(LEAST_FRICTION, shareOf(usual)?.share ?? 0)
  const told = { ...bounds(share), against }
  if (share.low > against) return fact('friction-high', told)
  return fact(share.high < against ? 'friction-low' : 'friction-usual', told)
}

function bounds(share: ReturnType<typeof shareOf>): Partial<Fact> {
  return share === null ? {} : { value: share.share, low: share.low, high: share.high, n: share.n }
}

function fact(name: Fact['fact'], told: Partial<Fact> = {}): Fact {
  return { fact: name, value: null, low: null, high: null, n: null, against: null, ...told }
}
