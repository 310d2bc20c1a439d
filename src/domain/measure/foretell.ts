import { openChance } from '../kernel/chance.ts'
import { grouped } from '../kernel/grouped.ts'
import { markedLower, rankCorrelation, type Ranked, rankedOf } from '../kernel/ranks.ts'
import { percentileOfSorted } from '../kernel/statistics.ts'
import { experienceOf, leftByFrictions, type PathFriction, type PathScore, peakOf, satisfactionOf } from './experience.ts'

/** What may foretell a later NPS answer: mean, last, lowest, mean of peak and last, experience of all their paths as one, or frictions alone. */
export const PREDICTORS = ['mean', 'last', 'worst', 'peak-end', 'experience', 'frictions'] as const

/** What may foretell a later NPS answer. */
export type Predictor = (typeof PREDICTORS)[number]

/** A later NPS answer 0–10, and what was known of the customer before it, each 0–100, higher being better. */
export interface LaterAnswer {
  nps: number
  before: Readonly<Record<Predictor, number>>
}

/** A number with the 95 % interval of resampling. */
export interface Resampled {
  value: number
  low: number
  high: number
}

/**
 * How well one predictor foretells: Spearman's correlation with the later answer; how often a detractor had less of it than another (0.5 = by
 * chance); the share of the answers' variance it explains when each is foretold by the others; how often it was the best of resamples.
 */
export interface Foretold {
  predictor: Predictor
  correlation: Resampled
  detractor: Resampled | null
  explained: number
  best: number
}

/** Under so many later answers no predictor is told. */
const FEWEST_LATER = 30
const RESAMPLES = 500

/** How well each predictor foretells later NPS answers, the strongest correlation first; empty under 30 answers or where all answered alike. */
export function foretell(answers: readonly LaterAnswer[]): Foretold[] {
  const n = answers.length
  if (n < FEWEST_LATER) return []
  const later = rankedOf(answers.map(({ nps }) => nps))
  const detractors = Uint8Array.from(answers, ({ nps }) => (nps < 7 ? 1 : 0))
  const predictors = PREDICTORS.map((predictor) => {
    const values = answers.map(({ before }) => before[predictor])
    return { predictor, values, ranked: rankedOf(values), correlations: [] as number[], areas: [] as number[], best: 0 }
  }).filter(({ ranked }) => ranked.different > 1)
  if (later.different < 2) return []
  const chance = openChance(20_261_122)
  const weights = new Int32Array(n)
  for (let round = 0; round < RESAMPLES; round++) {
    weights.fill(0)
    for (let draw = 0; draw < n; draw++) weights[Math.floor(chance() * n)]!++
    const found = predictors.map((each) => {
      const correlation = rankCorrelation(each.ranked, later, weights) ?? 0
      each.correlations.push(correlation)
      const area = markedLower(each.ranked, detractors, weights)
      if (area !== null) each.areas.push(area)
      return correlation
    })
    const most = Math.max(...found)
    const ties = found.filter((each) => each === most).length
    predictors.forEach((each, index) => (each.best += found[index] === most ? 1 / ties : 0))
  }
  const once = new Int32Array(n).fill(1)
  return predictors
    .map(({ predictor, values, ranked, correlations, areas, best }) => ({
      predictor,
      correlation: around(rankCorrelation(ranked, later, once)!, correlations),
      detractor: detractorOf(ranked, detractors, once, areas),
      explained: explainedByOthers(
        values,
        answers.map(({ nps }) => nps),
      ),
      best: best / RESAMPLES,
    }))
    .sort((one, other) => other.correlation.value - one.correlation.value)
}

function detractorOf(ranked: Ranked, detractors: Uint8Array, once: Int32Array, areas: number[]): Resampled | null {
  const area = markedLower(ranked, detractors, once)
  return area === null ? null : around(area, areas)
}

function around(value: number, resampled: number[]): Resampled {
  const sorted = resampled.sort((one, other) => one - other)
  return { value, low: percentileOfSorted(sorted, 0.025)!, high: percentileOfSorted(sorted, 0.975)! }
}

/** R² when each answer is foretold by a line through all others (1 − PRESS / variance); below 0 when their mean would do better. */
function explainedByOthers(x: readonly number[], y: readonly number[]): number {
  const n = x.length
  const [meanX, meanY] = [x.reduce((sum, each) => sum + each, 0) / n, y.reduce((sum, each) => sum + each, 0) / n]
  const xx = x.reduce((sum, each) => sum + (each - meanX) ** 2, 0)
  const xy = x.reduce((sum, each, row) => sum + (each - meanX) * (y[row]! - meanY), 0)
  let [press, all] = [0, 0]
  for (let row = 0; row < n; row++) {
    const [off, distance] = [y[row]! - meanY, x[row]! - meanX]
    const lever = 1 / n + distance ** 2 / xx
    // Whoever alone is different cannot be foretold by the others.
    if (1 - lever < 1e-9) return Number.NEGATIVE_INFINITY
    press += ((off - (xy / xx) * distance) / (1 - lever)) ** 2
    all += (off / (1 - 1 / n)) ** 2
  }
  return 1 - press / all
}

/** A score or an NPS answer of a customer on one of their paths. */
export interface CustomerScore extends PathScore {
  customer: number
  path: string
}

/** A friction of a customer on one of their paths; `at` in ms since 1970 UTC. */
export interface CustomerFriction extends PathFriction {
  customer: number
  path: string
  at: number
}

/**
 * NPS answers 0–10 with what each customer's encounters had told before them, at most so many ms: scores of satisfaction, and frictions of the
 * paths. Answers of whom nothing was known are left out; only each customer's latest answer that has something before it counts.
 */
export function laterAnswers(
  answers: readonly CustomerScore[],
  scores: readonly CustomerScore[],
  frictions: readonly CustomerFriction[],
  within: number,
): LaterAnswer[] {
  const scoresOf = grouped(scores, ({ customer }) => customer)
  const frictionsOf = grouped(frictions, ({ customer }) => customer)
  const latest = new Map<number, LaterAnswer>()
  for (const { customer, encounter, at, score } of answers.toSorted((one, other) => one.at - other.at)) {
    if (score < 0 || score > 10) continue
    const isBefore = (each: { at: number }) => each.at < at && each.at >= at - within
    const told = (scoresOf.get(customer) ?? []).filter((each) => isBefore(each) && each.encounter !== encounter)
    const before = knownBefore(told, (frictionsOf.get(customer) ?? []).filter(isBefore))
    if (before !== null) latest.set(customer, { nps: score, before })
  }
  return [...latest.values()]
}

/** What one customer's scores and frictions come to, by each predictor; null where nobody said how satisfied they were. */
function knownBefore(scores: readonly CustomerScore[], frictions: readonly CustomerFriction[]): LaterAnswer['before'] | null {
  const places = scores
    .toSorted((one, other) => one.at - other.at)
    .map(satisfactionOf)
    .filter((place) => place !== null)
  if (places.length === 0) return null
  return {
    mean: places.reduce((sum, place) => sum + place, 0) / places.length,
    last: places.at(-1)!,
    worst: Math.min(...places),
    'peak-end': (peakOf(places) + places.at(-1)!) / 2,
    experience: experienceOf(scores, frictions)!.score,
    frictions: 100 * leftByFrictions(frictions.map(({ severity }) => severity)),
  }
}
