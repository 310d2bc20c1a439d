import { describe, expect, it } from 'vitest'
import { openChance } from '../kernel/chance.ts'
import { markedLower, rankCorrelation, rankedOf } from '../kernel/ranks.ts'
import { experienceOf, type PathFriction, type PathScore, satisfactionOf } from './experience.ts'
import { foretell, laterAnswers, type LaterAnswer } from './foretell.ts'

const score = (encounter: string, at: number, metric: string, given: number, scale: string | null = null): PathScore => ({
  encounter,
  at,
  metric,
  score: given,
  scale,
})
const friction = (severity: number, kind = 'silence', evidence: string[] = []): PathFriction => ({ kind, severity, evidence })

describe('experience of a path', () => {
  const scores = [score('a', 1, 'csat', 5), score('c', 3, 'csat', 4), score('b', 2, 'ces', 3), score('n', 4, 'nps', 0)]

  it('is its weakest link and no mean, lowered by frictions; last and peak stand beside it', () => {
    // CES 3 of 1–7 is a third of the scale. Severities 3 and 5 leave 85 % of 75 %.
    expect(experienceOf(scores, [friction(3), friction(5)])).toEqual({
      score: expect.closeTo((100 / 3) * 0.85 * 0.75, 9),
      weakest: expect.closeTo(100 / 3, 9),
      weakestAt: 'b',
      last: 75,
      peak: 100,
      left: expect.closeTo(0.6375, 9),
      n: 3,
    })
  })

  it('is not lowered twice by what only repeats a score, nor told where nobody said how satisfied they were', () => {
    expect(experienceOf(scores, [friction(2, 'poor-score', ['b'])])!.left).toBe(1)
    expect(experienceOf(scores, [friction(3, 'negative-mention', ['x'])])!.left).toBe(0.85)
    expect(experienceOf([score('n', 1, 'nps', 9), score('o', 2, 'csat', 9)], [friction(5)])).toBeNull()
  })

  it('counts as satisfaction what tells how an encounter was, on its own scale', () => {
    const told = [
      score('', 0, 'csat', 3),
      score('', 0, 'csat-delivery', 10, '0-10'),
      score('', 0, 'stars', 1),
      score('', 0, 'emotion', 5),
      score('', 0, 'emotion-stir', 5),
      score('', 0, 'meaning', 5),
      score('', 0, 'own', 5, '1-5'),
    ]
    expect(told.map(satisfactionOf)).toEqual([50, 100, 0, 100, null, null, null])
  })
})

describe('ranks', () => {
  const once = (n: number) => new Int32Array(n).fill(1)

  it('go together as Spearman has it, ties at their middle, the same by weight as by repeating', () => {
    // Differences of ranks 1, 1, 0, 1, 1 of five: 1 − 6·4/(5·24).
    expect(rankCorrelation(rankedOf([1, 2, 3, 4, 5]), rankedOf([20, 10, 30, 50, 40]), once(5))).toBeCloseTo(0.8, 9)
    const [x, y] = [
      [1, 1, 2, 7, 7],
      [3, 1, 2, 2, 9],
    ]
    const repeated = (list: readonly number[]) => [...list, list[0]!, list[4]!, list[4]!]
    expect(rankCorrelation(rankedOf(x), rankedOf(y), [2, 1, 1, 1, 3])).toBeCloseTo(
      rankCorrelation(rankedOf(repeated(x)), rankedOf(repeated(y)), once(8))!,
      9,
    )
    expect(rankCorrelation(rankedOf([1, 1]), rankedOf([1, 2]), once(2))).toBeNull()
  })

  it('tell how often what is marked is lower, ties half', () => {
    // Marked 1 and 3 against 2, 3 and 4: lower in 3 + 1 of 6 pairs, alike in one.
    expect(markedLower(rankedOf([1, 3, 2, 3, 4]), [1, 1, 0, 0, 0], once(5))).toBeCloseTo(4.5 / 6, 9)
    expect(markedLower(rankedOf([1, 2]), [1, 1], once(2))).toBeNull()
  })
})

describe('foretelling a later NPS answer', () => {
  it('takes of each customer what was known before their latest answer that has any, and nothing older or later', () => {
    const of = (customer: number, path: string, told: PathScore) => ({ ...told, customer, path })
    const answers = [of(1, 'r', score('n1', 10, 'nps', 9)), of(1, 'r', score('n2', 100, 'nps', 3)), of(2, 'r', score('n3', 5, 'nps', 7))]
    const scores = [
      of(1, 'p', score('old', 20, 'csat', 1)),
      of(1, 'p', score('a', 60, 'csat', 5)),
      of(1, 'q', score('b', 70, 'csat', 2)),
      of(1, 'p', score('c', 80, 'csat', 3)),
      of(1, 'p', score('late', 101, 'csat', 1)),
    ]
    const frictions = [
      { ...friction(4), customer: 1, path: 'p', at: 65 },
      { ...friction(5), customer: 1, path: 'q', at: 120 },
    ]
    expect(laterAnswers(answers, scores, frictions, 50)).toEqual([
      {
        nps: 3,
        before: {
          mean: expect.closeTo((100 + 25 + 50) / 3, 9),
          last: 50,
          worst: 25,
          'peak-end': 75,
          // The lowest of both paths, less a fifth for what happened on either.
          experience: 20,
          frictions: expect.closeTo(80, 9),
        },
      },
    ])
  })

  /** Answers that follow the worst of three scores, with some noise; frictions follow nothing. */
  function made(n: number): LaterAnswer[] {
    const chance = openChance(8)
    return Array.from({ length: n }, () => {
      const scores = [chance() * 100, chance() * 100, chance() * 100]
      const worst = Math.min(...scores)
      const mean = scores.reduce((sum, each) => sum + each, 0) / 3
      const nps = Math.max(0, Math.min(10, Math.round(worst / 8 + 2 * (chance() - 0.5))))
      return {
        nps,
        before: { mean, last: scores[2]!, worst, 'peak-end': scores[2]!, experience: worst * 0.9, frictions: 100 * chance() },
      }
    })
  }

  it('tells which predictor does it best, how surely, and what it would explain of answers not seen', () => {
    const told = foretell(made(200))
    const by = Object.fromEntries(told.map((each) => [each.predictor, each]))
    expect(told.slice(0, 2).map(({ predictor }) => predictor)).toEqual(['worst', 'experience'])
    expect(by['worst']!.correlation.low).toBeGreaterThan(by['mean']!.correlation.high)
    expect(by['worst']!.best).toBe(0.5)
    expect(by['worst']!.explained).toBeGreaterThan(0.6)
    expect(by['worst']!.detractor!.value).toBeGreaterThan(0.9)
    expect(by['frictions']!.correlation.low).toBeLessThan(0)
    expect(by['frictions']!.explained).toBeLessThan(0.02)
    for (const { correlation } of told) expect(correlation.low <= correlation.value && correlation.value <= correlation.high).toBe(true)
  })

  it('is silent under thirty answers, and of answers that are all alike', () => {
    expect(foretell(made(29))).toEqual([])
    expect(foretell(made(60).map((answer) => ({ ...answer, nps: 9 })))).toEqual([])
  })
})
