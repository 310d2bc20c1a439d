import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, filters, grouped, wholePaths } from '../../../../test/columns/plainPaths.ts'
import { compareText } from '../../kernel/order.ts'
import { getVariants } from './getVariants.ts'

it('tells the most frequent ways through touchpoints, of whole paths with a chosen encounter', () => {
  fc.assert(
    fc.property(bothWays, filters, fc.integer({ min: 1, max: 5 }), ({ columns, paths }, filter, top) => {
      const sequences = wholePaths(paths, filter).map(({ encounters }) => encounters.map(({ encounter }) => encounter.touchpoint))
      const variants = grouped(sequences, (sequence) => sequence.join(' ')).map((group) => ({
        touchpoints: group[0]!,
        paths: group.length,
      }))
      const text = (touchpoints: string[]) => touchpoints.join(' ')
      variants.sort((a, b) => b.paths - a.paths || compareText(text(a.touchpoints), text(b.touchpoints)))
      expect(getVariants(columns, filter, top)).toEqual({ count: variants.length, top: variants.slice(0, top) })
    }),
    { numRuns: 300 },
  )
})
