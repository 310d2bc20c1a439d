import { expect, it } from 'vitest'
import { periodsOf, reputationOf } from './mentionFigures.ts'

const at = (text: string) => Date.parse(text)
const HELSINKI = 'Europe/Helsinki'

it('weeks begin on Monday and months on their first day, in the zone, over the hour that clocks skip', () => {
  const weeks = periodsOf('week', at('2026-03-25T00:00:00Z'), at('2026-03-30T12:00:00Z'), HELSINKI, 10)
  expect(weeks).toEqual([
    { day: '2026-03-23', from: at('2026-03-22T22:00:00Z'), until: at('2026-03-29T21:00:00Z') },
    { day: '2026-03-30', from: at('2026-03-29T21:00:00Z'), until: at('2026-04-05T21:00:00Z') },
  ])
  const months = periodsOf('month', at('2025-11-30T23:00:00Z'), at('2026-03-01T00:00:00Z'), HELSINKI, 10)
  expect(months.map(({ day }) => day)).toEqual(['2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01'])
  expect(months.slice(1).map(({ from }) => from)).toEqual(months.slice(0, -1).map(({ until }) => until))
  expect(periodsOf('month', 0, at('2026-03-01T00:00:00Z'), HELSINKI, 3)).toHaveLength(3)
})

it('a reputation tells its mean within the scale and its shares with Wilson’s intervals', () => {
  const sums = { n: 12, stars: { n: 10, sum: 46, squares: 214 }, good: 8, toned: 11, negative: 1 }
  expect(reputationOf(sums)).toMatchObject({
    n: 12,
    few: false,
    stars: { mean: 4.6, high: expect.closeTo(4.9694, 3) as number },
    good: { share: 0.8, low: expect.closeTo(0.4902, 3) as number, high: expect.closeTo(0.9433, 3) as number, n: 10 },
    negative: { n: 11 },
  })
  expect(reputationOf({ n: 1, stars: { n: 0, sum: 0, squares: 0 }, good: 0, toned: 0, negative: 0 })).toEqual({
    n: 1,
    few: true,
    stars: null,
    good: null,
    negative: null,
  })
})
