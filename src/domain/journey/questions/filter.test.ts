import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, wholePaths } from '../../../../test/columns/plainPaths.ts'
import { chosenPaths, forEachChosen } from './filter.ts'
import type { PathColumns } from '../columns.ts'
import type { PathFilter } from './filter.ts'

function chosenEncounters(columns: PathColumns, filter: PathFilter): number[] {
  const all: number[] = []
  forEachChosen(columns, filter, ({ from, count, list }) => {
    for (let index = 0; index < count; index++) all.push(from < 0 ? list[index]! : from + index)
  })
  return all
}

it('chooses encounters by what they and their path are', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const order = new Map(paths.flatMap(({ encounters }) => encounters).map((plain, index) => [plain, index]))
      expect(chosenEncounters(columns, filter)).toEqual(chosenOf(paths, filter).map((plain) => order.get(plain)))
      expect([...chosenPaths(columns, filter)]).toEqual(wholePaths(paths, filter).map((plain) => paths.indexOf(plain)))
    }),
    { numRuns: 300 },
  )
})

it('reads since as inclusive and until as exclusive', () => {
  fc.assert(
    fc.property(bothWays, ({ columns }) => {
      const times = [...columns.encounters.time]
      for (const at of times) {
        const from = chosenEncounters(columns, { since: at }).map((encounter) => times[encounter]!)
        const before = chosenEncounters(columns, { until: at }).map((encounter) => times[encounter]!)
        expect([...before, ...from].sort()).toEqual([...times].sort())
        expect(from).toContain(at)
        expect(before).not.toContain(at)
      }
    }),
  )
})
