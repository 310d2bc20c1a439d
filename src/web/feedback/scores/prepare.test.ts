import { describe, expect, it } from 'vitest'
import type { QuestionJson } from '../../../api/feedbackFigures.ts'
import { prepareDrivers } from './prepareDrivers.ts'
import { prepareTrend } from './prepareTrend.ts'

type Period = QuestionJson['periods'][number]

function period(day: number, score: number | null, more: Partial<Period> = {}): Period {
  const at = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString()
  return {
    day: at(day).slice(0, 10),
    since: at(day),
    until: at(day + 1),
    score: {
      n: score === null ? 3 : 20,
      few: score === null,
      score,
      low: score === null ? null : score - 10,
      high: score === null ? null : score + 10,
      mean: null,
      top: null,
      bands: null,
      outside: 0,
    },
    isBreak: false,
    centre: null,
    low: null,
    high: null,
    isBaseline: false,
    signal: null,
    ...more,
  }
}

describe('a trend', () => {
  it('is nothing without a score', () => {
    expect(prepareTrend({ formula: 'nps', periods: [period(1, null)] }, 600)).toBeNull()
  })

  it('rises with the score, keeps intervals within its plot, and goes from the left to the right', () => {
    const trend = prepareTrend({ formula: 'nps', periods: [period(1, 10), period(2, 30), period(3, -20)] }, 600)!
    const [first, second, third] = trend.marks as [(typeof trend.marks)[number], (typeof trend.marks)[number], (typeof trend.marks)[number]]
    expect([second.y! < first.y!, first.y! < third.y!]).toEqual([true, true])
    expect([first.x < second.x, second.x < third.x]).toEqual([true, true])
    for (const { low, high } of trend.marks) {
      expect(high).toBeGreaterThanOrEqual(trend.plot.top)
      expect(low).toBeLessThanOrEqual(trend.plot.bottom)
    }
    expect(trend.lines).toHaveLength(1)
  })

  it('breaks its line where answers are too few or the wording changed', () => {
    const few = [period(1, 10), period(2, 12), period(3, null), period(4, 11), period(5, 13)]
    expect(prepareTrend({ formula: 'nps', periods: few }, 600)!.lines.map((line) => line.length)).toEqual([2, 2])
    const reworded = [period(1, 10), period(2, 12), period(3, 40, { isBreak: true }), period(4, 41)]
    expect(prepareTrend({ formula: 'nps', periods: reworded }, 600)!.lines.map((line) => line.length)).toEqual([2, 2])
  })

  it('keeps shares within 0 and 1', () => {
    const share = period(1, 0.98)
    const trend = prepareTrend({ formula: 'top-two-of-five', periods: [{ ...share, score: { ...share.score, low: 0.9, high: 1 } }] }, 600)!
    expect(Math.max(...trend.rows.map(({ value }) => value))).toBeLessThanOrEqual(1.0001)
    expect(Math.min(...trend.rows.map(({ value }) => value))).toBeGreaterThanOrEqual(0)
  })
})

it('drivers stand the further to the right the more they matter, the lower the worse they go, names towards the middle', () => {
  const driver = (name: string, importance: number, performance: number) => ({
    driver: name,
    importance,
    low: importance - 0.05,
    high: importance + 0.05,
    performance,
    correlation: 0,
  })
  const { marks, plot } = prepareDrivers([driver('price', 0.6, 20), driver('speed', 0.1, 90)], 600, () => 60)
  expect(marks[0]!.x).toBeGreaterThan(marks[1]!.x)
  expect(marks[0]!.y).toBeGreaterThan(marks[1]!.y)
  expect(marks.map(({ anchor }) => anchor)).toEqual(['end', 'start'])
  expect(marks.every(({ left, right }) => left >= plot.left && right <= plot.right)).toBe(true)
})

it('names of drivers that stand at one place stand apart', () => {
  const same = ['one', 'two', 'three'].map((name) => ({
    driver: name,
    importance: 0.2,
    low: 0.1,
    high: 0.3,
    performance: 98,
    correlation: 0,
  }))
  const heights = prepareDrivers(same, 600, () => 80).marks.map(({ labelY }) => labelY!)
  expect(new Set(heights).size).toBe(3)
})
