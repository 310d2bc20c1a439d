import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf, shareOf } from './shares.ts'

describe('a share', () => {
  it('has the interval that Wilson gives', () => {
    expect(shareOf({ part: 8, n: 10 })).toMatchObject({ share: 0.8, n: 10 })
    expect(shareOf({ part: 8, n: 10 })!.low).toBeCloseTo(0.4902, 4)
    expect(shareOf({ part: 8, n: 10 })!.high).toBeCloseTo(0.9433, 4)
    expect(shareOf({ part: 0, n: 10 })).toMatchObject({ share: 0, low: 0 })
    expect(shareOf({ part: 0, n: 0 })).toBeNull()
  })
})

describe('a difference of shares', () => {
  // Newcombe 1998, table II: 56/70 − 48/80 = 0.2, by his method 10 from 0.0524 to 0.3339; 9/10 − 3/10 = 0.6 from 0.1705 to 0.8090.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('of one group is Newcombe’s: %i/%i − %i/%i', (a, m, b, n, difference, low, high) => {
    const told = differenceOf([{ first: { part: a, n: m }, second: { part: b, n } }])!
    expect(told.difference).toBeCloseTo(difference, 4)
    expect(told.low).toBeCloseTo(low, 4)
    expect(told.high).toBeCloseTo(high, 4)
  })

  it('leaves groups out that lack a side, and tells nothing of none', () => {
    const group = { first: { part: 3, n: 9 }, second: { part: 5, n: 8 } }
    expect(differenceOf([group, { first: { part: 1, n: 4 }, second: { part: 0, n: 0 } }])).toEqual(differenceOf([group]))
    expect(differenceOf([])).toBeNull()
  })

  const counted = fc.integer({ min: 1, max: 500 }).chain((n) => fc.record({ part: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
  const groups = fc.array(fc.record({ first: counted, second: counted }), { minLength: 1, maxLength: 6 })

  it('lies within its bounds, turns with its sides, and does not depend on the order of groups', () => {
    fc.assert(
      fc.property(groups, (given) => {
        const told = differenceOf(given)!
        expect(told.low).toBeLessThanOrEqual(told.difference + 1e-9)
        expect(told.high).toBeGreaterThanOrEqual(told.difference - 1e-9)
        const turned = differenceOf(given.map(({ first, second }) => ({ first: second, second: first })))!
        expect(turned.difference).toBeCloseTo(-told.difference, 9)
        expect(turned.low).toBeCloseTo(-told.high, 9)
        expect(differenceOf([...given].reverse())!.low).toBeCloseTo(told.low, 9)
      }),
    )
  })

  it('holds the truth as often as it says, over groups of different shares and sizes', () => {
    // A fixed chain of numbers, so that the test tells the same each time.
    let state = 7
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    const drawn = (n: number, share: number) => ({ part: Array.from({ length: n }, random).filter((each) => each < share).length, n })
    const truth = [
      [12, 30, 0.9, 0.8],
      [40, 15, 0.5, 0.4],
      [25, 60, 0.2, 0.1],
      [11, 11, 0.7, 0.6],
    ] as const
    const rounds = 4000
    let held = 0
    for (let round = 0; round < rounds; round++) {
      const { low, high } = differenceOf(truth.map(([m, n, p, q]) => ({ first: drawn(m, p), second: drawn(n, q) })))!
      if (low <= 0.1 && high >= 0.1) held++
    }
    expect(held / rounds).toBeGreaterThan(0.935)
    expect(held / rounds).toBeLessThan(0.975)
  })
})
