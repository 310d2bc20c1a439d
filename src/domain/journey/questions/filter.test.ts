import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, wholePaths } from '../../../../test/columns/plainPaths.ts'
import { chosenPaths, forEachChosen } from './filter.ts'

it('chooses encounters by what they and their path are', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const order = new Map(paths.flatMap(({ encounters }) => encounters).map((plain, index) => [plain, index]))
      const chosen: number[] = []
      forEachChosen(columns, filter, (encounter) => chosen.push(encounter))
      expect(chosen).toEqual(chosenOf(paths, filter).map((plain) => order.get(plain)))
      expect(chosenPaths(columns, filter)).toEqual(wholePaths(paths, filter).map((plain) => paths.indexOf(plain)))
    }),
    { numRuns: 300 },
  )
})

it('reads since as inclusive and until as exclusive', () => {
  fc.assert(
    fc.property(bothWays, ({ columns }) => {
      const times = [...columns.encounters.time]
      for (const at of times) {
        const from: number[] = []
        const before: number[] = []
        forEachChosen(columns, { since: at }, (encounter) => from.push(times[encounter]!))
        forEachChosen(columns, { until: at }, (encounter) => before.push(times[encounter]!))
        expect([...before, ...from].sort()).toEqual([...times].sort())
        expect(from).toContain(at)
        expect(before).not.toContain(at)
      }
    }),
  )
})
