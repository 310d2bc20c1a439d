import fc from 'fast-check'
import { expect, it } from 'vitest'
import { selectMiddle } from './selectMiddle.ts'

it('finds the middle two as sorting does', () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1e12 })), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(numbers, (values) => {
      const sorted = [...values].sort((a, b) => a - b)
      const upper = Math.floor(values.length / 2)
      const lower = values.length % 2 === 1 ? upper : upper - 1
      expect(selectMiddle(Float64Array.from(values))).toEqual([sorted[lower], sorted[upper]])
    }),
    { numRuns: 2000 },
  )
})

it('stays quick where all are equal or already in order', () => {
  const count = 300_000
  expect(selectMiddle(new Float64Array(count).fill(7))).toEqual([7, 7])
  expect(selectMiddle(Float64Array.from({ length: count }, (_, index) => index))).toEqual([count / 2 - 1, count / 2])
  expect(selectMiddle(Float64Array.from({ length: count }, (_, index) => -index))).toEqual([-count / 2, 1 - count / 2])
})
