import { describe, expect, it } from 'vitest'
import { moodOfScores } from './mood.ts'

describe('the mood that scores tell', () => {
  it.each([
    ['nps', '0-10', [0, 6], [7, 8], [9, 10]],
    ['csat', '1-5', [1, 2], [3, 3], [4, 5]],
    ['stars', '1-5', [1, 2], [3, 3], [4, 5]],
    ['ces', '1-7', [1, 3], [4, 5], [6, 7]],
  ] as const)('%s is read by its own bounds', (metric, scale, poor, between, good) => {
    expect(poor.map((score) => moodOfScores([{ metric, score, scale }]))).toEqual([-1, -1])
    expect(between.map((score) => moodOfScores([{ metric, score, scale }]))).toEqual([0, 0])
    expect(good.map((score) => moodOfScores([{ metric, score }]))).toEqual([1, 1])
  })

  it('of several, the surest metric counts, and the lowest of it', () => {
    const nps = { metric: 'nps', score: 10, scale: '0-10' }
    expect(moodOfScores([nps, { metric: 'csat', score: 1, scale: '1-5' }])).toBe(-1)
    expect(
      moodOfScores([
        { metric: 'csat', score: 5 },
        { metric: 'csat-delivery', score: 2, scale: '1-5' },
      ]),
    ).toBe(-1)
  })

  it('other metrics and scores outside their scale tell nothing', () => {
    expect(
      moodOfScores([
        { metric: 'distance', score: 3 },
        { metric: 'nps', score: 11, scale: '0-10' },
      ]),
    ).toBeNull()
  })
})
