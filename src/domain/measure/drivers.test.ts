import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openChance } from '../kernel/chance.ts'
import { openCorrelations } from '../kernel/matrix.ts'
import { driversOf, type DriverColumn, type Drivers } from './drivers.ts'
import { relativeWeightsOf, shapleyOf } from './importance.ts'

/** R² of a set of columns by least squares, worked out plainly: one column after the other is freed of those before it. */
function plainExplained(columns: readonly (readonly number[])[], outcome: readonly number[]): number {
  const centred = (list: readonly number[]) => list.map((value) => value - list.reduce((sum, each) => sum + each, 0) / list.length)
  const dot = (one: readonly number[], other: readonly number[]) => one.reduce((sum, value, index) => sum + value * other[index]!, 0)
  const axes: number[][] = []
  for (const column of columns.map(centred)) {
    const left = axes.reduce((rest, axis) => {
      const along = dot(rest, axis) / dot(axis, axis)
      return rest.map((value, index) => value - along * axis[index]!)
    }, column)
    if (dot(left, left) > 1e-9 * dot(column, column)) axes.push(left)
  }
  const y = centred(outcome)
  return axes.reduce((sum, axis) => sum + dot(y, axis) ** 2 / dot(axis, axis) / dot(y, y), 0)
}

function orders(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((first) => orders(items.filter((each) => each !== first)).map((rest) => [first, ...rest]))
}

/** Shapley's shares as their definition has them: what each adds to those before it, over every order. */
function plainShapley(columns: readonly (readonly number[])[], outcome: readonly number[]): number[] {
  const all = orders(columns.map((_, index) => index))
  const parts = columns.map(() => 0)
  for (const order of all) {
    for (let place = 0; place < order.length; place++) {
      const explained = (count: number) =>
        plainExplained(
          order.slice(0, count).map((index) => columns[index]!),
          outcome,
        )
      parts[order[place]!]! += (explained(place + 1) - explained(place)) / all.length
    }
  }
  return parts
}

const correlationsOf = (columns: readonly (readonly number[])[]) =>
  openCorrelations(columns.map((column) => Float64Array.from(column)))(new Int32Array(columns[0]!.length).fill(1))

/** Answers in which the first of so many drivers weighs most, the last nothing. */
function made(n: number, weights: readonly number[], seed = 5, noise = 1): { outcome: Float64Array; columns: DriverColumn[] } {
  const chance = openChance(seed)
  const normal = () => Array.from({ length: 12 }, chance).reduce((sum, each) => sum + each, -6)
  const common = Array.from({ length: n }, normal)
  const columns = weights.map((_, index) => ({ driver: `d${index}`, values: Float64Array.from(common, (each) => 0.6 * each + normal()) }))
  const outcome = Float64Array.from(common, (_, row) =>
    weights.reduce((sum, weight, index) => sum + weight * columns[index]!.values[row]!, noise * normal()),
  )
  return { outcome, columns }
}

const ranked = (found: ReturnType<typeof driversOf>): Drivers => {
  if ('silent' in found) throw new Error(found.silent)
  return found
}

describe('relative importance', () => {
  it('of drivers that go with nothing but the outcome is what each explains alone', () => {
    // Two columns at right angles: y = 3a + b, so 9 parts in 10 and 1 in 10.
    const [a, b] = [
      [1, 1, -1, -1],
      [1, -1, 1, -1],
    ]
    const correlations = correlationsOf([a!, b!, a!.map((value, row) => 3 * value + b![row]!)])
    for (const told of [shapleyOf(correlations), relativeWeightsOf(correlations)]) {
      expect(told.all).toBeCloseTo(1, 9)
      expect(told.parts[0]).toBeCloseTo(0.9, 9)
      expect(told.parts[1]).toBeCloseTo(0.1, 9)
    }
  })

  it('of two that go together is the mean of first and last: (r₁² + R² − r₂²) / 2', () => {
    // Correlations 0.5 between them, 0.6 and 0.4 with the outcome: R² = (0.36 + 0.16 − 2·0.6·0.4·0.5) / 0.75.
    const correlations = { size: 3, cells: Float64Array.from([1, 0.5, 0.6, 0.5, 1, 0.4, 0.6, 0.4, 1]) }
    const told = shapleyOf(correlations)
    expect(told.all).toBeCloseTo(0.28 / 0.75, 9)
    expect(told.parts[0]).toBeCloseTo((0.36 + 0.28 / 0.75 - 0.16) / 2, 9)
    // Of two drivers both ways agree (Johnson 2000).
    expect(relativeWeightsOf(correlations).parts[0]).toBeCloseTo(told.parts[0]!, 9)
  })

  const cell = fc.integer({ min: -9, max: 9 })
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((drivers) => fc.array(fc.array(cell, { minLength: drivers + 1, maxLength: drivers + 1 }), { minLength: 7, maxLength: 25 }))

  it('by Shapley is that of its definition, whatever goes together or is the same', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const columns = rows[0]!.map((_, index) => rows.map((row) => row[index]!))
        const [outcome, ...drivers] = columns
        const told = shapleyOf(correlationsOf([...drivers, outcome!]))
        if (new Set(outcome).size === 1) return expect(told.all).toBe(0)
        plainShapley(drivers, outcome!).forEach((part, index) => expect(told.parts[index]).toBeCloseTo(part, 6))
      }),
    )
  })

  it('by relative weights explains as much as least squares do, with none below nothing', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const columns = rows[0]!.map((_, index) => rows.map((row) => row[index]!))
        const [outcome, ...drivers] = columns
        fc.pre(new Set(outcome).size > 1)
        const varied = drivers.filter((column) => new Set(column).size > 1)
        fc.pre(varied.length > 0)
        const told = relativeWeightsOf(correlationsOf([...varied, outcome!]))
        expect(told.all).toBeCloseTo(plainExplained(varied, outcome!), 6)
        expect(Math.min(...told.parts)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('what moves an outcome', () => {
  it('is told most important first, as shares that sum to 1, each within its interval, the same each time', () => {
    const { outcome, columns } = made(250, [0.2, 1, 0, 0.4])
    const told = ranked(driversOf(outcome, columns))
    expect(told.drivers.map(({ driver }) => driver)).toEqual(['d1', 'd3', 'd0', 'd2'])
    expect(told.drivers.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 9)
    for (const { importance, low, high } of told.drivers) {
      expect(importance).toBeGreaterThanOrEqual(low)
      expect(importance).toBeLessThanOrEqual(high)
    }
    expect(told).toMatchObject({ n: 250, wanted: 40, doubt: null, method: 'shapley', constant: [] })
    expect(driversOf(outcome, columns)).toEqual(told)
  })

  it('of more than twelve is told by relative weights', () => {
    const { outcome, columns } = made(400, [1, ...Array.from({ length: 13 }, () => 0.1)])
    const told = ranked(driversOf(outcome, columns))
    expect(told).toMatchObject({ method: 'relative-weights', doubt: null })
    expect(told.drivers[0]!.driver).toBe('d0')
    expect(told.drivers.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 9)
  })

  it('is in doubt when answers are few for the drivers, and when chance explains as much', () => {
    const few = made(39, [1, 1, 1, 1])
    expect(ranked(driversOf(few.outcome, few.columns)).doubt).toBe('few')
    const nothing = made(200, [0, 0, 0], 11)
    expect(ranked(driversOf(nothing.outcome, nothing.columns)).doubt).toBe('chance')
  })

  it('calls chance what is chance in nineteen of twenty samples', () => {
    const doubted = Array.from({ length: 30 }, (_, seed) => made(40, [0, 0], seed + 1)).filter(
      ({ outcome, columns }) => ranked(driversOf(outcome, columns)).doubt === 'chance',
    )
    expect(doubted.length).toBeGreaterThanOrEqual(26)
  })

  it('leaves out what never differs, shares alike between twins, and says when there is nothing to tell', () => {
    const { outcome, columns } = made(60, [1])
    const twin = { driver: 'twin', values: columns[0]!.values }
    const same = { driver: 'same', values: new Float64Array(60).fill(3) }
    const told = ranked(driversOf(outcome, [...columns, twin, same]))
    expect(told.constant).toEqual(['same'])
    expect(told.drivers.map(({ importance }) => importance)).toEqual([expect.closeTo(0.5, 9), expect.closeTo(0.5, 9)])
    expect(driversOf(same.values, columns)).toMatchObject({ silent: 'constant-outcome' })
    expect(driversOf(outcome, [same])).toMatchObject({ silent: 'no-drivers' })
    const short = made(3, [1])
    expect(driversOf(short.outcome, short.columns)).toMatchObject({ silent: 'too-few', n: 3 })
  })

  it('is worked out for 250 answers and seven drivers in less than two seconds', () => {
    const { outcome, columns } = made(250, [1, 0.5, 0.4, 0.3, 0.2, 0.1, 0])
    const began = performance.now()
    driversOf(outcome, columns)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
