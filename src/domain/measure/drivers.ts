import { openChance } from '../kernel/chance.ts'
import { fisherTail } from '../kernel/distributions.ts'
import { openCorrelations } from '../kernel/matrix.ts'
import { percentileOfSorted } from '../kernel/statistics.ts'
import { type Explained, MOST_BY_SHAPLEY, relativeWeightsOf, shapleyOf } from './importance.ts'

/** What may move an outcome: its name and a number for each answer, in the same order as the outcome's. */
export interface DriverColumn {
  driver: string
  values: Float64Array
}

/** One driver: its share 0–1 of what all explain with the 95 % interval of resampling, its mean, and its correlation with the outcome −1…1. */
export interface Driver {
  driver: string
  importance: number
  low: number
  high: number
  mean: number
  correlation: number
}

/** Why no order of drivers should be believed: too few answers for so many drivers, or together they explain no more than chance does. */
export type Doubt = 'few' | 'chance'

/** What moves an outcome: most important first; `explained` is R² 0–1 of all together, `wanted` how many answers are enough. */
export interface Drivers {
  n: number
  wanted: number
  explained: number
  method: 'shapley' | 'relative-weights'
  doubt: Doubt | null
  drivers: Driver[]
  /** Columns that are the same in every answer, which can move nothing. */
  constant: string[]
}

/** Why nothing can be told: the outcome never differs, no driver does, or there are hardly more answers than drivers. */
export type NoDrivers = { silent: 'constant-outcome' | 'no-drivers' | 'too-few'; n: number; wanted: number }

const RESAMPLES = 1000
const SEED = 20_261_122

/**
 * Relative importance of drivers for an outcome: shares of R², by Shapley up to 12 drivers and by Johnson's relative weights beyond, with 95 %
 * percentile intervals of resamples (1,000 unless fewer will do) of a fixed seed. `doubt` says when it should not be shown as a ranking.
 */
export function driversOf(outcome: Float64Array, columns: readonly DriverColumn[], resamples = RESAMPLES): Drivers | NoDrivers {
  const n = outcome.length
  const varied = columns.filter(({ values }) => differs(values))
  const wanted = Math.max(30, 10 * varied.length)
  if (varied.length === 0) return { silent: 'no-drivers', n, wanted }
  if (n < varied.length + 3) return { silent: 'too-few', n, wanted }
  if (!differs(outcome)) return { silent: 'constant-outcome', n, wanted }

  const all = [...varied.map(({ values }) => values), outcome]
  const correlate = openCorrelations(all)
  const correlations = correlate(new Int32Array(n).fill(1))
  const method = varied.length <= MOST_BY_SHAPLEY ? 'shapley' : 'relative-weights'
  const explain = method === 'shapley' ? shapleyOf : relativeWeightsOf
  const found = explain(correlations)
  if (found.all <= 0) return { silent: 'no-drivers', n, wanted }
  const intervals = resampled(resamples, n, varied.length, (weights) => explain(correlate(weights)))
  const drivers = varied.map(({ driver, values }, index) => ({
    driver,
    importance: found.parts[index]! / found.all,
    ...intervals[index]!,
    mean: values.reduce((sum, value) => sum + value, 0) / n,
    correlation: correlations.cells[index * all.length + varied.length]!,
  }))
  return {
    n,
    wanted,
    explained: found.all,
    method,
    doubt: n < wanted ? 'few' : isChance(found.all, varied.length, n) ? 'chance' : null,
    drivers: drivers.sort((one, other) => other.importance - one.importance),
    constant: columns.filter((column) => !varied.includes(column)).map(({ driver }) => driver),
  }
}

function differs(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}

/** Whether so much would be explained in one of twenty samples where nothing moves anything: the interval of R² then holds 0. */
function isChance(explained: number, drivers: number, n: number): boolean {
  const left = n - drivers - 1
  return explained < 1 && fisherTail(explained / drivers / ((1 - explained) / left), drivers, left) > 0.05
}

function resampled(
  rounds: number,
  n: number,
  drivers: number,
  explain: (weights: Int32Array) => Explained,
): { low: number; high: number }[] {
  const chance = openChance(SEED)
  const weights = new Int32Array(n)
  const shares = Array.from({ length: drivers }, (): number[] => [])
  for (let round = 0; round < rounds; round++) {
    weights.fill(0)
    for (let draw = 0; draw < n; draw++) weights[Math.floor(chance() * n)]!++
    const { parts, all: explained } = explain(weights)
    // A resample in which nothing differs tells nothing of shares.
    if (explained > 0) shares.forEach((list, index) => list.push(parts[index]! / explained))
  }
  return shares.map((list) => {
    const sorted = list.sort((one, other) => one - other)
    return { low: percentileOfSorted(sorted, 0.025) ?? 0, high: percentileOfSorted(sorted, 0.975) ?? 1 }
  })
}
