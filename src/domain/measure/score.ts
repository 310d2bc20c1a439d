import { type Mean, meanDifference, meanOf, type Sums } from '../kernel/means.ts'
import { type Counted, differenceOf, shareOf } from '../kernel/shares.ts'
import { npsBands, type NpsCounts, npsDifference, npsOf } from './nps.ts'
import { familyOf, readScale, scaleOf } from './scale.ts'

/** How a score is worked out: promoters less detractors; share of 4–5 of 5; share of 5–7 of 7; or the mean. */
export const FORMULAS = ['nps', 'top-two-of-five', 'top-three-of-seven', 'mean'] as const

/** How a score is worked out; stands beside it on every screen. */
export type Formula = (typeof FORMULAS)[number]

/** Under so many answers there are too few: no score is told in comparisons. */
export const FEWEST_ANSWERS = 10

/** How often each raw score was given, all of one metric and one scale. */
export type Tallies = ReadonlyMap<number, number>

/** Which answers a score is made of. */
export interface Question {
  metric: string
  /** As it was told; null = not told. */
  scale: string | null
}

/**
 * A score by its formula with its 95 % interval: NPS −100…100, a share 0–1, or a mean in the unit of its scale. `mean` is that of the raw
 * answers, `top` the share of the two best of a scale 1–5, `bands` are told of NPS; `outside` counts answers off the scale, which are left out.
 */
export interface Score {
  formula: Formula
  scale: string | null
  n: number
  few: boolean
  score: number
  low: number
  high: number
  mean: Mean
  top: number | null
  bands: NpsCounts | null
  outside: number
}

/** The formula by which a metric on a scale is told: families `nps`, `enps`, `cnps`, `csat` and `ces` on their own scales, else the mean. */
export function formulaOf({ metric, scale }: Question): Formula {
  const family = familyOf(metric)
  const on = scaleOf(metric, scale)
  if ((family === 'nps' || family === 'enps' || family === 'cnps') && on === '0-10') return 'nps'
  // How stirred one was has no better end.
  if (metric.endsWith('-stir')) return 'mean'
  if (family === 'csat' && on === '1-5') return 'top-two-of-five'
  return family === 'ces' && on === '1-7' ? 'top-three-of-seven' : 'mean'
}

/** The lowest raw score that counts as good by a formula of shares. */
const GOOD_FROM = { 'top-two-of-five': 4, 'top-three-of-seven': 5 } as const

/** The score of answers to one question; `base` is how many could have answered, where that is known. Null when nobody answered on the scale. */
export function scoreOf(question: Question, given: Tallies, base?: number): Score | null {
  const formula = formulaOf(question)
  const scale = scaleOf(question.metric, question.scale)
  const { tallies, outside } = within(given, scale)
  const sums = sumsOf(tallies)
  const mean = meanOf(sums)
  if (mean === null) return null
  const { n } = sums
  const common = { formula, scale, n, few: n < FEWEST_ANSWERS, mean, outside, bands: null }
  const top = scale === '1-5' ? countFrom(tallies, 4).part / n : null
  if (formula === 'nps') {
    const bands = npsBands(tallies)
    const { nps, low, high } = npsOf(bands, base)!
    return { ...common, top, bands, score: nps, low, high }
  }
  if (formula === 'mean') return { ...common, top, score: mean.mean, ...held(mean, scale) }
  const { share, low, high } = shareOf(countFrom(tallies, GOOD_FROM[formula]))!
  return { ...common, top, score: share, low, high }
}

/** A change of a score: the newer less the older in the score's unit, its 95 % interval, and whether that leaves out 0. */
export interface ScoreChange {
  difference: number
  low: number
  high: number
  isClear: boolean
}

/** How a score differs from another of the same question, such as the period before; null when either has too few answers. */
export function changeOf(question: Question, now: Tallies, before: Tallies): ScoreChange | null {
  const formula = formulaOf(question)
  const scale = scaleOf(question.metric, question.scale)
  const [one, other] = [within(now, scale).tallies, within(before, scale).tallies]
  if (sumsOf(one).n < FEWEST_ANSWERS || sumsOf(other).n < FEWEST_ANSWERS) return null
  const change = differenceBy(formula, one, other)
  return change && { difference: change.difference, low: change.low, high: change.high, isClear: change.low > 0 || change.high < 0 }
}

function differenceBy(formula: Formula, now: Tallies, before: Tallies) {
  if (formula === 'nps') return npsDifference(npsBands(now), npsBands(before))
  if (formula === 'mean') return meanDifference(sumsOf(now), sumsOf(before))
  return differenceOf([{ first: countFrom(now, GOOD_FROM[formula]), second: countFrom(before, GOOD_FROM[formula]) }])
}

/** Each answer as what its formula averages – NPS −100, 0 or 100, a share 0 or 1, else the raw score – summed up; answers off the scale are left out. */
export function sumsByFormula(question: Question, given: Tallies): Sums {
  const formula = formulaOf(question)
  const { tallies } = within(given, scaleOf(question.metric, question.scale))
  if (formula === 'mean') return sumsOf(tallies)
  if (formula === 'nps') {
    const { promoters, passives, detractors } = npsBands(tallies)
    return { n: promoters + passives + detractors, sum: 100 * (promoters - detractors), squares: 10_000 * (promoters + detractors) }
  }
  const { part, n } = countFrom(tallies, GOOD_FROM[formula])
  return { n, sum: part, squares: part }
}

function within(given: Tallies, scale: string | null): { tallies: Tallies; outside: number } {
  const ends = scale === null ? null : readScale(scale)
  if (ends === null) return { tallies: given, outside: 0 }
  const tallies = new Map<number, number>()
  let outside = 0
  for (const [score, count] of given) {
    if (score >= ends.from && score <= ends.to) tallies.set(score, count)
    else outside += count
  }
  return { tallies, outside }
}

/** The bounds of a mean cannot lie beyond the scale. */
function held({ low, high }: Mean, scale: string | null): { low: number; high: number } {
  const ends = scale === null ? null : readScale(scale)
  return ends === null ? { low, high } : { low: Math.max(ends.from, low), high: Math.min(ends.to, high) }
}

function countFrom(tallies: Tallies, from: number): Counted {
  const counted = { part: 0, n: 0 }
  for (const [score, count] of tallies) {
    counted.n += count
    if (score >= from) counted.part += count
  }
  return counted
}

function sumsOf(tallies: Tallies): Sums {
  const sums = { n: 0, sum: 0, squares: 0 }
  for (const [score, count] of tallies) {
    sums.n += count
    sums.sum += count * score
    sums.squares += count * score ** 2
  }
  return sums
}
