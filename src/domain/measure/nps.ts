/** Answers to "would you recommend", 0–10, by band: 9–10, 7–8 and 0–6. */
export interface NpsCounts {
  promoters: number
  passives: number
  detractors: number
}

/** NPS −100…100 of so many answers: the plain 95 % margin in points, and the adjusted interval as its centre, margin and bounds. */
export interface Nps {
  n: number
  nps: number
  margin: number
  centre: number
  adjustedMargin: number
  low: number
  high: number
}

/** The 97.5th percentile of the normal distribution. */
const Z = 1.959964

/** What the adjusted interval adds to the answers: a quarter promoters, a quarter detractors, half passives (adjusted Wald). */
const ADDED = 3

/** NPS and its margins. Where `base` people could have answered and more than 5 % did, both margins shrink as the rest dwindles. Null of no answers. */
export function npsOf(counts: NpsCounts, base?: number): Nps | null {
  const { promoters, passives, detractors } = counts
  const n = promoters + passives + detractors
  if (n === 0) return null
  const left = leftToAnswer(n, base)
  const score = (promoters - detractors) / n
  const plain = ((promoters + detractors) / n - score ** 2) / n
  const { centre, variance } = adjusted(counts, left)
  const margin = Z * Math.sqrt(left * plain)
  const adjustedMargin = Z * Math.sqrt(variance)
  return {
    n,
    nps: 100 * score,
    margin: 100 * margin,
    centre: 100 * centre,
    adjustedMargin: 100 * adjustedMargin,
    low: Math.max(-100, 100 * (centre - adjustedMargin)),
    high: Math.min(100, 100 * (centre + adjustedMargin)),
  }
}

/** The finite-population correction, squared: 1 as long as at most 5 % answered, 0 when everybody did. */
export function leftToAnswer(n: number, base?: number): number {
  if (base === undefined || n <= 0.05 * base) return 1
  return base <= 1 ? 0 : Math.max(0, (base - n) / (base - 1))
}

/** What is added shrinks as the margin does: the interval of all that there are is their score. */
function adjusted({ promoters, passives, detractors }: NpsCounts, left = 1): { centre: number; variance: number } {
  const added = ADDED * left
  const n = promoters + passives + detractors + added
  const [p, d] = [(promoters + added / 4) / n, (detractors + added / 4) / n]
  const centre = (promoters - detractors) / n
  return { centre, variance: (left * (p + d - centre ** 2)) / n }
}

/**
 * The difference of the first NPS from the second in points, with its 95 % interval: √(Var₁ + Var₂) of the adjusted answers, around their
 * difference. Null when a side has no answers.
 */
export function npsDifference(first: NpsCounts, second: NpsCounts): { difference: number; low: number; high: number } | null {
  const [now, before] = [npsOf(first), npsOf(second)]
  if (now === null || before === null) return null
  const [one, other] = [adjusted(first), adjusted(second)]
  const half = 100 * Z * Math.sqrt(one.variance + other.variance)
  const centre = 100 * (one.centre - other.centre)
  return { difference: now.nps - before.nps, low: Math.max(-200, centre - half), high: Math.min(200, centre + half) }
}

/** Counts scores 0–10 by band. */
export function npsBands(tallies: Iterable<readonly [score: number, count: number]>): NpsCounts {
  const counts = { promoters: 0, passives: 0, detractors: 0 }
  for (const [score, count] of tallies) counts[score >= 9 ? 'promoters' : score >= 7 ? 'passives' : 'detractors'] += count
  return counts
}
