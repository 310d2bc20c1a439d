import { describe, expect, it } from 'vitest'
import { openChance } from '../kernel/chance.ts'
import { chartOf, type ChartPeriod } from './controlChart.ts'

const period = (part: number, n = 50): ChartPeriod => ({ n, sum: part, squares: part })
const steady = Array.from({ length: 12 }, (_, index) => period(40 + (index % 2 === 0 ? -1 : 1)))

describe('a control chart', () => {
  it('holds later periods against limits that come from the first, and says which rule was broken', () => {
    const points = chartOf([...steady, period(40), period(28)], { bounds: [0, 1] })
    expect(points.slice(0, 12).every(({ isBaseline, signal }) => isBaseline && signal === null)).toBe(true)
    // 0.8 ± 3·√(variance·(1/50 + 1/600)); the variance within periods of 41 and 39 of 50, shared by 49.
    const variance = (0.82 * 0.18 * 50 + 0.78 * 0.22 * 50) / 2 / 49
    expect(points[12]).toMatchObject({ mean: 0.8, centre: 0.8, isBaseline: false, signal: null })
    expect(points[12]!.low).toBeCloseTo(0.8 - 3 * Math.sqrt(variance * (1 / 50 + 1 / 600)), 9)
    expect(points[12]!.high).toBeCloseTo(0.8 + 3 * Math.sqrt(variance * (1 / 50 + 1 / 600)), 9)
    expect(points[13]).toMatchObject({ mean: 0.56, signal: 'beyond' })
    expect(chartOf([...steady, period(49, 50)], { bounds: [0, 1] })[12]!.high).toBeLessThanOrEqual(1)
  })

  it('tells a lasting small change at its eighth period in a row', () => {
    const points = chartOf([...steady, ...Array.from({ length: 9 }, () => period(36))])
    expect(points.slice(12).map(({ signal }) => signal)).toEqual([...Array.from({ length: 7 }, () => null), 'run', 'run'])
  })

  it('passes over periods with under ten answers: they have no mean and break no run', () => {
    const lower = Array.from({ length: 8 }, () => period(36))
    const points = chartOf([...steady, ...lower.slice(0, 4), period(9, 9), period(0, 0), ...lower.slice(4)])
    expect(points[16]).toMatchObject({ mean: null, signal: null })
    expect(points[17]!.mean).toBeNull()
    expect(points.at(-1)!.signal).toBe('run')
  })

  it('begins anew where the wording changed, and tells nothing of fewer than six periods', () => {
    const points = chartOf([...steady, { ...period(10), isBreak: true }, ...Array.from({ length: 4 }, () => period(10))])
    expect(points.slice(12).map(({ centre, signal }) => [centre, signal])).toEqual(Array.from({ length: 5 }, () => [null, null]))
    const more = chartOf([...steady, { ...period(10), isBreak: true }, ...Array.from({ length: 5 }, (_, index) => period(9 + (index % 2)))])
    expect(more[12]!.centre).toBeCloseTo(57 / 300, 9)
  })

  it('widens its limits where periods spread more than their answers do, as Laney has it', () => {
    const large = (shares: readonly number[]) => shares.map((share) => period(share * 10_000, 10_000))
    const wavering = large([0.78, 0.82, 0.79, 0.81, 0.77, 0.83, 0.8, 0.82, 0.78, 0.81, 0.79, 0.8])
    expect(chartOf([...wavering, ...large([0.77])])[12]!.signal).toBeNull()
    expect(chartOf([...wavering, ...large([0.7])])[12]!.signal).toBe('beyond')
  })

  /** Answers of periods drawn by chance: as NPS averages them, −100, 0 and 100, or as a share. */
  function drawn(chance: () => number, n: number, promoter: number, detractor: number): ChartPeriod {
    let [sum, squares] = [0, 0]
    for (let answer = 0; answer < n; answer++) {
      const draw = chance()
      const score = draw < promoter ? 100 : draw < promoter + detractor ? -100 : 0
      sum += score
      squares += score ** 2
    }
    return { n, sum, squares }
  }

  it.each([
    ['NPS of 50', 50, 0.5, 0.2, 0.25],
    ['NPS of 15', 15, 0.5, 0.2, 0],
    ['a share of 0.9 of 30', 30, 0.9, 0, 0.65],
    ['a share of 0.5 of 200', 200, 0.5, 0, 0.37],
  ])('cries wolf seldom and finds a real change: %s answers a period', (_, n, promoter, detractor, after) => {
    const chance = openChance(17)
    const rounds = 300
    let [points, alarms, charts, found] = [0, 0, 0, 0]
    for (let round = 0; round < rounds; round++) {
      const constant = chartOf(
        Array.from({ length: 24 }, () => drawn(chance, Math.round(n * (0.7 + 0.6 * chance())), promoter, detractor)),
      ).filter(({ mean }) => mean !== null)
      const wrong = constant.filter(({ signal }) => signal !== null).length
      points += constant.length
      alarms += wrong
      if (wrong > 0) charts++
      const changed = chartOf(Array.from({ length: 20 }, (__, index) => drawn(chance, n, index < 12 ? promoter : after, detractor)))
      if (changed.slice(12).some(({ signal }) => signal !== null)) found++
    }
    // Where nothing changes: under 1.5 % of periods, and under 15 % of charts of two years by month.
    expect(alarms / points).toBeLessThan(0.015)
    expect(charts / rounds).toBeLessThan(0.15)
    expect(found / rounds).toBeGreaterThan(0.9)
  })
})
