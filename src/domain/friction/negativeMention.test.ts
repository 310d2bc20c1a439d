import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told, type Facets } from './example.ts'

const kind = 'negative-mention'
const stars = (score: number, scale?: string): Facets => ({ measures: [{ metric: 'stars', score, ...(scale && { scale }) }] })

describe('negative-mention', () => {
  it('is a third party’s one or two stars of five', () => {
    expect(found(kind, [thirdParty('03-02 10:00', stars(2))])).toMatchObject([{ evidence: ['e1'], severity: 3 }])
    expect(told(kind, [thirdParty('03-02 10:00', stars(1, '1-5'))])).toHaveLength(1)
  })

  it('is also a third party’s negative word, once for both', () => {
    expect(told(kind, [thirdParty('03-02 10:00', { sentiment: 'negative' })])).toHaveLength(1)
    expect(told(kind, [thirdParty('03-02 10:00', { sentiment: 'negative', ...stars(1) })])).toHaveLength(1)
  })

  it('is none with more stars, of another scale, of another metric, or with a kinder word', () => {
    for (const facets of [stars(3), stars(2, '1-10'), { measures: [{ metric: 'nps', score: 1 }] }, { sentiment: 'neutral' as const }, {}]) {
      expect(told(kind, [thirdParty('03-02 10:00', facets)])).toEqual([])
    }
  })

  it('is nobody else’s', () => {
    for (const who of [customer, company, nobody])
      expect(told(kind, [who('03-02 10:00', { sentiment: 'negative', ...stars(1) })])).toEqual([])
  })

  it('counts on the relationship', () => {
    expect(told(kind, [thirdParty('03-02 10:00', { journey: undefined, sentiment: 'negative' })])).toHaveLength(1)
  })
})
