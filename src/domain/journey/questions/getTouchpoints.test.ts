import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, grouped } from '../../../../test/columns/plainPaths.ts'
import { getTouchpoints } from './getTouchpoints.ts'

it('tells how much each touchpoint is used and what stands on the paths through it, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const plain = grouped(chosenOf(paths, filter), ({ encounter }) => encounter.touchpoint).map((group) => {
        const through = [...new Set(group.map(({ path }) => path))]
        return {
          touchpoint: group[0]!.encounter.touchpoint,
          encounters: group.length,
          customers: new Set(through.map(({ customer }) => customer)).size,
          paths: through.length,
          frictions: through.reduce((sum, { frictions }) => sum + frictions.count, 0),
          pathsWithFriction: through.filter(({ frictions }) => frictions.count > 0).length,
        }
      })
      plain.sort((a, b) => b.encounters - a.encounters || (a.touchpoint < b.touchpoint ? -1 : 1))
      expect(getTouchpoints(columns, filter)).toEqual(plain)
    }),
  )
})
