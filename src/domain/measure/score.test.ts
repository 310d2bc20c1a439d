import { describe, expect, it } from 'vitest'
import { placeOnScale, readScale } from './scale.ts'
import { changeOf, formulaOf, type Question, scoreOf, sumsByFormula } from './score.ts'
import { levelOfMetric } from './level.ts'

const csat: Question = { metric: 'csat', scale: '1-5' }
const tallies = (...pairs: [number, number][]) => new Map(pairs)

describe('a score', () => {
  it.each([
    ['nps', '0-10', 'nps'],
    ['nps', null, 'nps'],
    ['enps', '0-10', 'nps'],
    ['nps-branch', '0-10', 'nps'],
    ['nps', '1-5', 'mean'],
    ['csat', '1-5', 'top-two-of-five'],
    ['csat', '1-7', 'mean'],
    ['csat-delivery', null, 'top-two-of-five'],
    ['ces', '1-7', 'top-three-of-seven'],
    ['emotion', '1-5', 'mean'],
    ['emotion-stir', '1-5', 'mean'],
    ['warmth', '-3-3', 'mean'],
    ['warmth', null, 'mean'],
  ])('of %s on %s is told by %s', (metric, scale, formula) => {
    expect(formulaOf({ metric, scale })).toBe(formula)
  })

  it('of CSAT is the share of 4 and 5 with Wilson’s interval: 8 of 10 is 49.0–94.3 %', () => {
    const told = scoreOf(csat, tallies([5, 5], [4, 3], [2, 1], [1, 1]))!
    expect(told).toMatchObject({ formula: 'top-two-of-five', n: 10, few: false, score: 0.8, top: 0.8, bands: null })
    expect((100 * told.low).toFixed(1)).toBe('49.0')
    expect((100 * told.high).toFixed(1)).toBe('94.3')
  })

  it('of CES is the share of 5–7, with the mean beside it', () => {
    const told = scoreOf({ metric: 'ces', scale: '1-7' }, tallies([7, 4], [5, 4], [4, 4], [1, 4]))!
    expect(told).toMatchObject({ formula: 'top-three-of-seven', n: 16, score: 0.5, top: null })
    // Deviations 2.75, 0.75, −0.25, −3.25 four times each: variance 18.75·4/15 = 5; t(15) = 2.1314.
    expect(told.mean.mean).toBe(4.25)
    expect(told.mean.high - told.mean.mean).toBeCloseTo(2.13145 * Math.sqrt(5 / 16), 4)
  })

  it('of NPS tells its bands', () => {
    const told = scoreOf({ metric: 'nps', scale: '0-10' }, tallies([10, 30], [9, 20], [8, 30], [6, 20]))!
    expect(told).toMatchObject({ formula: 'nps', score: 30, bands: { promoters: 50, passives: 30, detractors: 20 } })
    expect(((told.low + told.high) / 2).toFixed(2)).toBe('29.13')
  })

  it('of an own metric is the mean, with the two best of five beside it, and bounds within the scale', () => {
    const told = scoreOf({ metric: 'trust', scale: '1-5' }, tallies([5, 11], [4, 1], [1, 1]))!
    expect(told).toMatchObject({ formula: 'mean', n: 13, high: 5 })
    expect(told.score).toBeCloseTo(60 / 13, 9)
    expect(told.top).toBeCloseTo(12 / 13, 9)
    expect(scoreOf({ metric: 'minutes', scale: null }, tallies([12.5, 3], [400, 1]))).toMatchObject({ score: 109.375, top: null })
  })

  it('leaves out what is off the scale and says how much; says few under ten, and nothing of none', () => {
    expect(scoreOf(csat, tallies([5, 9], [0, 2], [7, 1]))).toMatchObject({ n: 9, few: true, outside: 3, score: 1 })
    expect(scoreOf(csat, tallies([9, 9]))).toBeNull()
  })
})

describe('a change of a score', () => {
  it('is told with its interval and whether it is clear, by each formula', () => {
    expect(changeOf(csat, tallies([5, 56], [1, 14]), tallies([5, 48], [1, 32]))).toMatchObject({
      difference: expect.closeTo(0.2, 9),
      low: expect.closeTo(0.0524, 4),
      high: expect.closeTo(0.3339, 4),
      isClear: true,
    })
    const nps = { metric: 'nps', scale: null }
    expect(changeOf(nps, tallies([10, 12], [3, 8]), tallies([10, 11], [3, 9]))).toMatchObject({ difference: 10, isClear: false })
    // Welch: means 2 and 4, both variances 10/9 of ten: 2 ± 2.1009·√(2/9).
    const own = { metric: 'own', scale: '1-5' }
    const told = changeOf(own, tallies([3, 5], [5, 5]), tallies([1, 5], [3, 5]))!
    expect(told).toMatchObject({ difference: 2, isClear: true })
    expect(told.high).toBeCloseTo(2 + 2.1009 * Math.sqrt(2 / 9), 3)
  })

  it('is not told of few answers on either side', () => {
    expect(changeOf(csat, tallies([5, 9]), tallies([5, 500]))).toBeNull()
    expect(changeOf(csat, tallies([5, 500]), tallies([5, 9]))).toBeNull()
  })
})

it('sums up what each formula averages', () => {
  expect(sumsByFormula({ metric: 'nps', scale: null }, tallies([10, 3], [8, 1], [0, 2]))).toEqual({ n: 6, sum: 100, squares: 50_000 })
  expect(sumsByFormula(csat, tallies([5, 3], [2, 1]))).toEqual({ n: 4, sum: 3, squares: 3 })
  expect(sumsByFormula({ metric: 'own', scale: '0-10' }, tallies([2, 2], [11, 1]))).toEqual({ n: 2, sum: 4, squares: 8 })
})

it('puts a score on its scale from 0 to 100, the better end up', () => {
  expect(readScale('-3-3')).toEqual({ from: -3, to: 3 })
  expect(readScale('-9--3')).toEqual({ from: -9, to: -3 })
  expect([readScale('5-1'), readScale('stars')]).toEqual([null, null])
  expect(placeOnScale(4, { from: 1, to: 5 })).toBe(75)
  expect(placeOnScale(4, { from: 1, to: 5 }, 'low')).toBe(25)
  expect(placeOnScale(0, { from: 1, to: 5 })).toBeNull()
})

it('knows the level of each metric by its name', () => {
  expect(
    ['csat', 'ces-app', 'emotion', 'emotion-stir', 'meaning-trust', 'nps', 'stars', 'warmth', 'constructor'].map(levelOfMetric),
  ).toEqual(['action', 'action', 'emotion', null, 'meaning', 'meaning', 'meaning', null, null])
})
