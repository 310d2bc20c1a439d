import { describe, expect, it } from 'vitest'
import { askedMetrics, breaksOf, byQuestion, talliesOf } from './scoreFigures.ts'
import type { Question } from './question.ts'

const content = (...questions: Partial<Question>[]) => ({
  languages: ['fi'],
  title: { fi: 'Kysely' },
  questions: questions as Question[],
  thanks: [],
})
const nps = (title: string) => ({ key: 'n', kind: 'nps', metric: 'nps', title: { fi: title } }) as const

describe('counted scores', () => {
  it('part by metric and scale, never mixing scales; one that was not told is the usual one', () => {
    const row = (metric: string, scale: string | null, score: number, count: number) => ({ metric, scale, score, count })
    const asked = byQuestion([row('csat', null, 5, 2), row('csat', '1-7', 5, 9), row('csat', '1-5', 5, 3), row('own', null, 1, 1)])
    expect(asked.map(({ question, n }) => [question.metric, question.scale, n])).toEqual([
      ['csat', '1-7', 9],
      ['csat', '1-5', 5],
      ['own', null, 1],
    ])
    expect([...talliesOf(asked[1]!.rows)]).toEqual([[5, 5]])
  })
})

describe('what surveys say of metrics', () => {
  const metrics = askedMetrics([
    { survey: 'a', version: 1, content: content(nps('Suosittelisitko?')) },
    {
      survey: 'b',
      version: 1,
      content: content(
        { key: 's', kind: 'scale', metric: 'worry', from: 0, to: 10, better: 'low', level: 'emotion', title: { fi: 'Huolettiko?' } },
        { key: 't', kind: 'text', title: { fi: 'Sanasi' } },
      ),
    },
    { survey: 'a', version: 2, content: content({ ...nps('Suosittelisitko?'), key: 'renamed' }) },
    { survey: 'a', version: 3, content: content(nps('Suosittelisitko meitä?')) },
  ])

  it('tells level, better end and who asks; a metric nobody asks has the level of its name', () => {
    expect(['worry', 'nps', 'csat', 'own'].map(metrics.levelOf)).toEqual(['emotion', 'meaning', 'action', null])
    expect(['worry', 'nps'].map(metrics.betterOf)).toEqual(['low', 'high'])
    expect([metrics.surveysOf('nps'), metrics.surveysOf('csat')]).toEqual([['a'], []])
  })

  it('breaks a series where the wording changes, and nowhere else', () => {
    const wordingOf = (survey: string, version: number) => metrics.wordingOf(survey, version, 'nps')
    const row = (period: number, version: number | null, survey: string | null = 'a') => ({ period, survey, version })
    expect(breaksOf([row(1, null, null), row(2, 1), row(3, 2), row(4, 2), row(5, 9)], wordingOf).size).toBe(0)
    expect([...breaksOf([row(4, 3), row(1, 1), row(3, 2), row(5, 3), row(3, 3)], wordingOf)]).toEqual([3])
  })
})
