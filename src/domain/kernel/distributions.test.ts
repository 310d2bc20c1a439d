import { describe, expect, it } from 'vitest'
import { fisherTail, studentBound } from './distributions.ts'

describe('distributions', () => {
  it.each([
    [1, 12.706205],
    [2, 4.302653],
    [9, 2.262157],
    [29, 2.04523],
    [1000, 1.962339],
    [10_000_000, 1.959964],
  ])('Student’s bound of %i degrees of freedom is as in tables', (freedom, bound) => {
    expect(studentBound(freedom)).toBeCloseTo(bound, 5)
  })

  it('the tail of Fisher’s F is as in tables, of none it is all', () => {
    expect(fisherTail(4.964603, 1, 10)).toBeCloseTo(0.05, 6)
    expect(fisherTail(2.527655, 6, 23)).toBeCloseTo(0.05, 6)
    expect(fisherTail(161.4476, 1, 1)).toBeCloseTo(0.05, 6)
    expect(fisherTail(0, 3, 3)).toBe(1)
  })
})
