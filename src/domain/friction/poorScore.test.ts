import { describe, expect, it } from 'vitest'
import { customer, found, thirdParty, told } from './example.ts'

const kind = 'poor-score'
const scored = (metric: string, score: number, scale?: string) =>
  customer('03-02 10:00', { measures: [{ metric, score, ...(scale && { scale }) }] })
const isPoor = (metric: string, score: number, scale?: string) => told(kind, [scored(metric, score, scale)]).length > 0

describe('poor-score', () => {
  it('is a low score, with its metric', () => {
    expect(found(kind, [scored('nps', 6)])).toMatchObject([{ evidence: ['e1'], metric: 'nps', score: 6, severity: 2 }])
  })

  it('is graver as the answer to a survey of our own, so that it opens a case', () => {
    const answer = { ...scored('nps', 6), touchpoint: 'survey', properties: { response: 'ask-1' } }
    expect(found(kind, [answer])).toMatchObject([{ severity: 3 }])
    expect(found(kind, [{ ...answer, properties: {} }])).toMatchObject([{ severity: 2 }])
  })

  it.each([
    ['nps', 0, 6, '0-10'],
    ['csat', 1, 2, '1-5'],
    ['ces', 1, 3, '1-7'],
  ])('%s is poor from %i to %i, on %s or no scale', (metric, lowest, highest, scale) => {
    expect([lowest, highest].map((score) => isPoor(metric, score))).toEqual([true, true])
    expect([lowest, highest].map((score) => isPoor(metric, score, scale))).toEqual([true, true])
    expect([lowest - 1, highest + 1].map((score) => isPoor(metric, score))).toEqual([false, false])
    expect(isPoor(metric, highest, '0-100')).toBe(false)
  })

  it('does not judge other metrics by themselves', () => {
    for (const metric of ['stars', 'NPS', 'mood', 'constructor']) expect(isPoor(metric, 0)).toBe(false)
  })

  it('takes thresholds of other metrics and scales from the definitions', () => {
    const poor = { nps: { scale: '0-100', atMost: 60 }, mood: { scale: '-2-2', atMost: -1 } }
    const look = { definitions: { journeys: [{ key: 'order', frictions: { 'poor-score': poor } }] } }
    expect(told(kind, [scored('nps', 60, '0-100')], look)).toHaveLength(1)
    expect(told(kind, [scored('nps', 5, '0-10')], look)).toEqual([])
    expect(told(kind, [scored('mood', -2)], look)).toHaveLength(1)
    expect(told(kind, [scored('mood', -3)], look)).toEqual([])
    expect(told(kind, [scored('csat', 1)], look)).toHaveLength(1)
  })

  it('tells each metric once, at its lowest', () => {
    const measures = [
      { metric: 'nps', score: 3 },
      { metric: 'nps', score: 2 },
      { metric: 'nps', score: 9 },
      { metric: 'ces', score: 1 },
    ]
    expect(found(kind, [customer('03-02 10:00', { measures })]).map(({ metric, score }) => [metric, score])).toEqual([
      ['ces', 1],
      ['nps', 2],
    ])
  })

  it('counts on the relationship, and whoever gave it', () => {
    expect(told(kind, [{ ...scored('nps', 1), journey: undefined }])).toHaveLength(1)
    expect(told(kind, [thirdParty('03-02 10:00', { measures: [{ metric: 'csat', score: 1 }] })])).toHaveLength(1)
  })
})
