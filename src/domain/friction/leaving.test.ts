import { describe, expect, it } from 'vitest'
import { customer, found, nobody, told } from './example.ts'

const kind = 'leaving'

describe('leaving', () => {
  it('is a sign of leaving, on any path and whoever noted it', () => {
    expect(found(kind, [customer('03-02 10:00', { signals: ['complaint', 'leaving'] })])).toMatchObject([{ evidence: ['e1'], severity: 5 }])
    expect(told(kind, [nobody('03-02 10:00', { journey: undefined, signals: ['leaving'] })])).toEqual([['03-02 10:00', 'e1']])
  })

  it('is one for each encounter that shows it, and none for other signs', () => {
    expect(told(kind, [customer('03-02 10:00', { signals: ['leaving'] }), customer('03-02 10:00', { signals: ['leaving'] })])).toHaveLength(
      2,
    )
    expect(told(kind, [customer('03-02 10:00', { signals: ['complaint', 'praise'] }), customer('03-02 11:00')])).toEqual([])
  })
})
