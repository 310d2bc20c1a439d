import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openChance } from '../kernel/chance.ts'
import { npsDifference, npsOf } from './nps.ts'

const counts = (promoters: number, passives: number, detractors: number) => ({ promoters, passives, detractors })

describe('NPS', () => {
  // The vectors of the rules of measurement: promoters, passives, detractors → NPS, plain margin, adjusted centre and margin.
  it.each([
    [50, 30, 20, 30, 15.31, 29.13, 15.08],
    [500, 300, 200, 30, 4.84, 29.91, 4.83],
    [5, 3, 2, 30, 48.41, 23.08, 42.13],
    [100, 0, 0, 100, 0, 97.09, 4],
    [3, 0, 0, 100, 0, 50, 56.58],
  ])('%i/%i/%i has the margins it should', (promoters, passives, detractors, nps, margin, centre, adjusted) => {
    const told = npsOf(counts(promoters, passives, detractors))!
    expect(told.nps).toBeCloseTo(nps, 9)
    expect(told.margin.toFixed(2)).toBe(margin.toFixed(2))
    expect(told.centre.toFixed(2)).toBe(centre.toFixed(2))
    expect(told.adjustedMargin.toFixed(2)).toBe(adjusted.toFixed(2))
  })

  it('of nobody is none, and no bound lies beyond the scale', () => {
    expect(npsOf(counts(0, 0, 0))).toBeNull()
    expect(npsOf(counts(100, 0, 0))).toMatchObject({ n: 100, high: 100 })
  })

  it('of a known base is surer once more than 5 % have answered, and certain when all have', () => {
    const asked = counts(12, 5, 3)
    expect(npsOf(asked, 400)).toEqual(npsOf(asked))
    // √((100 − 20) / 99) of the plain margin.
    expect(npsOf(asked, 100)!.margin).toBeCloseTo(npsOf(asked)!.margin * Math.sqrt(80 / 99), 9)
    expect(npsOf(asked, 100)!.adjustedMargin).toBeLessThan(npsOf(asked)!.adjustedMargin)
    expect(npsOf(asked, 20)).toMatchObject({ nps: 45, margin: 0, centre: 45, adjustedMargin: 0, low: 45, high: 45 })
  })

  it('is told from another by the root of both variances', () => {
    const told = npsDifference(counts(500, 300, 200), counts(400, 300, 300))!
    // Of 1,003 adjusted answers each: (0.6994 − 0.2991²)/1003 + (0.6994 − 0.0997²)/1003 = 0.001296; 196 · √ of it = 7.06.
    expect(told.difference).toBeCloseTo(20, 9)
    expect((told.high - told.low) / 2).toBeCloseTo(7.06, 1)
    expect(npsDifference(counts(1, 1, 1), counts(0, 0, 0))).toBeNull()
  })

  it('turns with the sides of a difference', () => {
    const some = fc.tuple(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 300 })).map(([a, b, c]) => counts(a, b, c))
    fc.assert(
      fc.property(some, some, (one, other) => {
        const told = npsDifference(one, other)!
        const turned = npsDifference(other, one)!
        expect(turned.difference).toBeCloseTo(-told.difference, 9)
        expect(turned.low).toBeCloseTo(-told.high, 9)
        const single = npsOf(one)!
        expect(single.low).toBeLessThanOrEqual(single.nps + 1e-9)
        expect(single.high).toBeGreaterThanOrEqual(single.nps - 1e-9)
      }),
    )
  })

  it('has intervals that hold the truth as often as they say, small and lopsided samples included', () => {
    const chance = openChance(3)
    const drawn = (n: number, promoter: number, passive: number) => {
      const told = counts(0, 0, 0)
      for (let each = 0; each < n; each++) {
        const draw = chance()
        told[draw < promoter ? 'promoters' : draw < promoter + passive ? 'passives' : 'detractors']++
      }
      return told
    }
    const rounds = 3000
    let [one, two] = [0, 0]
    for (let round = 0; round < rounds; round++) {
      const [now, before] = [drawn(25, 0.7, 0.2), drawn(60, 0.5, 0.3)]
      const { low, high } = npsOf(now)!
      if (low <= 60 && high >= 60) one++
      const change = npsDifference(now, before)!
      if (change.low <= 30 && change.high >= 30) two++
    }
    for (const held of [one, two]) {
      expect(held / rounds).toBeGreaterThan(0.935)
      expect(held / rounds).toBeLessThan(0.975)
    }
  })
})
