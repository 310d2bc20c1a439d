import { type Sums, varianceOf } from '../kernel/means.ts'
import { FEWEST_ANSWERS } from './score.ts'

/** What a period's answers come to, as its formula averages them; `isBreak` where the wording or the scale changed before it. */
export interface ChartPeriod extends Sums {
  isBreak?: boolean
}

/** Which rule says that a period is more than noise: beyond three sigmas, or the eighth and later in a row on one side of the centre. */
export type Signal = 'beyond' | 'run'

/** A period on the chart: its mean, the limits it is held against (null while there is nothing to hold it against), and its signal. */
export interface ChartPoint {
  mean: number | null
  low: number | null
  high: number | null
  centre: number | null
  /** Whether it is one of the periods that the centre comes from. */
  isBaseline: boolean
  signal: Signal | null
}

/** How a chart is drawn: so many periods make the baseline, and no limit lies beyond the bounds. */
export interface ChartOptions {
  baseline?: number
  bounds?: readonly [low: number, high: number]
}

/** From so few periods no baseline can be told. */
const FEWEST_PERIODS = 6
const BASELINE = 12
const RUN = 8
/** A moving range of two is this many standard deviations wide on average. */
const RANGE_WIDTH = 1.128

interface Baseline {
  centre: number
  /** Variance of a single answer, how much more than it periods spread (Laney's, 1 at least), and answers in all. */
  variance: number
  spread: number
  n: number
}

/**
 * A control chart of means of periods with any number of answers each: p′ of Laney for shares, the same with NPS's own variance or that of
 * the answers. The centre comes from the first periods (12 unless said otherwise, 6 at least) after the last break; periods after it are held
 * against limits that know how many answers both rest on. Periods under 10 answers are gaps: they have no mean and neither begin nor end a run.
 */
export function chartOf(periods: readonly ChartPeriod[], { baseline = BASELINE, bounds }: ChartOptions = {}): ChartPoint[] {
  const starts = [0, ...periods.flatMap(({ isBreak }, index) => (isBreak === true && index > 0 ? [index] : []))]
  return starts.flatMap((start, index) => chartPart(periods.slice(start, starts[index + 1]), baseline, bounds))
}

function chartPart(periods: readonly ChartPeriod[], wanted: number, bounds: ChartOptions['bounds']): ChartPoint[] {
  const told = periods.filter(({ n }) => n >= FEWEST_ANSWERS)
  const first = told.slice(0, wanted)
  const base = first.length < Math.min(FEWEST_PERIODS, wanted) ? null : baselineOf(first)
  const members = new Set(base === null ? [] : first)
  const points = periods.map((period): ChartPoint => {
    const isTold = period.n >= FEWEST_ANSWERS
    const isBaseline = members.has(period)
    const mean = isTold ? period.sum / period.n : null
    if (base === null || mean === null) return { mean, low: null, high: null, centre: base?.centre ?? null, isBaseline, signal: null }
    // A period of the baseline moves the centre itself; a later one does not, and the centre is no surer than its answers make it.
    const variance = base.variance * (1 / period.n + (isBaseline ? -1 : 1) / base.n)
    const half = 3 * base.spread * Math.sqrt(Math.max(0, variance))
    const signal = Math.abs(mean - base.centre) > half + 1e-12 ? ('beyond' as const) : null
    return { mean, ...limits(base.centre, half, bounds), centre: base.centre, isBaseline, signal }
  })
  if (base !== null) markRuns(points, periods, base)
  return points
}

function limits(centre: number, half: number, bounds: ChartOptions['bounds']): { low: number; high: number } {
  const [low, high] = bounds ?? [-Infinity, Infinity]
  return { low: Math.max(low, centre - half), high: Math.min(high, centre + half) }
}

function baselineOf(periods: readonly ChartPeriod[]): Baseline | null {
  const all = periods.reduce((sums, { n, sum, squares }) => ({ n: sums.n + n, sum: sums.sum + sum, squares: sums.squares + squares }), {
    n: 0,
    sum: 0,
    squares: 0,
  })
  const centre = all.sum / all.n
  const variance = withinVariance(periods)
  if (variance === 0) return { centre, variance: varianceOf(all), spread: 1, n: all.n }
  const distances = periods.map(({ n, sum }) => (sum / n - centre) / Math.sqrt(variance / n))
  const ranges = distances.slice(1).map((distance, index) => Math.abs(distance - distances[index]!))
  const spread = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / RANGE_WIDTH
  return { centre, variance, spread: Math.max(1, spread), n: all.n }
}

/** The variance of single answers around the mean of their own period, so that a change between periods does not hide itself. */
function withinVariance(periods: readonly ChartPeriod[]): number {
  let [squares, freedom] = [0, 0]
  for (const period of periods) {
    squares += varianceOf(period) * (period.n - 1)
    freedom += period.n - 1
  }
  return freedom === 0 ? 0 : squares / freedom
}

/**
 * The eighth in a row on one side of the centre and those after it are more than noise, when the run together also lies further off than two
 * standard errors of both: a centre that is itself a little off would make runs of its own. A mean on the centre ends a run.
 */
function markRuns(points: readonly ChartPoint[], periods: readonly ChartPeriod[], base: Baseline): void {
  let [side, length, n, sum] = [0, 0, 0, 0]
  points.forEach((point, index) => {
    if (point.mean === null) return
    const now = Math.sign(point.mean - base.centre)
    if (now !== side || now === 0) [side, length, n, sum] = [now, 0, 0, 0]
    if (now === 0) return
    length++
    n += periods[index]!.n
    sum += periods[index]!.sum
    const error = base.spread * Math.sqrt(base.variance * (1 / n + 1 / base.n))
    if (length >= RUN && Math.abs(sum / n - base.centre) > 2 * error) point.signal ??= 'run'
  })
}
