import { describe, expect, it } from 'vitest'
import { company, customer, found, thirdParty, told } from './example.ts'

const kind = 'effort'
const path = [
  customer('03-02 10:00'),
  company('03-03 10:00', { measures: [{ metric: 'nps', score: 9 }] }),
  thirdParty('03-04 10:00'),
  customer('03-05 10:00'),
]
const limited = (effortLimit: number | { since: string; limit: number }[]) => ({
  definitions: { journeys: [{ key: 'order', effortLimit }] },
})

describe('effort', () => {
  it('is the encounter that exceeds the journey’s limit, every sort counted', () => {
    expect(found(kind, path, limited(2))).toMatchObject([{ evidence: ['e3'], severity: 2 }])
    expect(told(kind, path, limited(3))).toEqual([['03-05 10:00', 'e4']])
  })

  it('is none at the limit itself, nor without one', () => {
    expect(told(kind, path, limited(4))).toEqual([])
    expect(told(kind, path)).toEqual([])
  })

  it('comes once, at the crossing', () => {
    expect(told(kind, path, limited(1))).toEqual([['03-03 10:00', 'e2']])
  })

  it('counts each path by itself', () => {
    const apart = path.map((each, index) => ({ ...each, matter: `M-${index % 2}` }))
    expect(told(kind, apart, limited(2))).toEqual([])
  })

  it('takes the limit in force on the day', () => {
    const since = (day: string, limit: number) => ({ since: `2026-${day}T10:00:00Z`, limit })
    expect(told(kind, path, limited([since('03-04', 1)]))).toEqual([['03-04 10:00', 'e3']])
    expect(told(kind, path, limited([since('03-05', 1), since('03-01', 9)]))).toEqual([['03-05 10:00', 'e4']])
    expect(told(kind, path, limited([since('03-06', 1)]))).toEqual([])
  })
})
