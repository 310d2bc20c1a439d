import { expect, it } from 'vitest'
import type { ReputationJson } from '../../api/mentionReputation.ts'
import { prepareReputation } from './prepareReputation.ts'

type PeriodJson = ReputationJson['periods'][number]

const period = (month: number, n: number, mean: number, nps: PeriodJson['nps'] = null): PeriodJson => ({
  day: `2026-0${month}-01`,
  from: `2026-0${month}-01T00:00:00Z`,
  until: `2026-0${month + 1}-01T00:00:00Z`,
  n,
  few: n < 10,
  stars: n === 0 ? null : { mean, low: mean - 0.5, high: mean + 0.5, n },
  good: null,
  negative: null,
  nps,
})

it('too few answers have a bar and no point, and nothing is drawn over the gap', () => {
  const periods = [period(1, 20, 3), period(2, 40, 5), period(3, 4, 1), period(4, 20, 1), period(5, 0, 0)]
  const { stars, nps, bars, labels, base } = prepareReputation(periods, 564)
  expect(stars.points.map(({ x, y, period: { day } }) => [x, y, day])).toEqual([
    [98, (stars.top + stars.bottom) / 2, '2026-01-01'],
    [198, stars.top, '2026-02-01'],
    [398, stars.bottom, '2026-04-01'],
  ])
  expect(stars.links).toHaveLength(1)
  expect(bars.map(({ height, y }) => [height, base - y])).toEqual([
    [22, 22],
    [44, 44],
    [4.4, expect.closeTo(4.4) as number],
    [22, 22],
  ])
  expect(nps).toBeNull()
  expect(labels).toHaveLength(5)
})

it('stands NPS below where it was asked, and names no more periods than there is room for', () => {
  const periods = Array.from({ length: 9 }, (_, index) =>
    period(1 + (index % 9), 12, 4, { score: 0, low: -20, high: 20, n: 30, few: false }),
  )
  const { stars, nps, labels } = prepareReputation(periods, 320)
  expect(nps!.top).toBeGreaterThan(stars.bottom)
  expect(nps!.points[0]!.y).toBe((nps!.top + nps!.bottom) / 2)
  expect(labels.map(({ period: { day } }) => day)).toEqual(
    ['2026-01-01', '2026-04-01', '2026-07-01'].map((_, index) => periods[2 + index * 3]!.day),
  )
})
