import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, filters, plainMedian, wholePaths, type PlainPath } from '../../../../test/columns/plainPaths.ts'
import { getTotals, type Totals } from './getTotals.ts'

/** The same question over plain objects. */
function plainTotals(chosen: readonly PlainPath[]): Totals {
  const paths = chosen.map(({ path }) => path)
  const inState = (state: string) => paths.filter((path) => path.state === state).length
  const seconds = paths.map(({ first, last }) => (last.at - first.at) / 1000).sort((a, b) => a - b)
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
  return {
    total: paths.length,
    active: inState('active'),
    paused: inState('paused'),
    abandoned: inState('abandoned'),
    completed: inState('completed'),
    resumptions: sum(paths.map(({ resumptions }) => resumptions.length)),
    pathsWithResumption: paths.filter(({ resumptions }) => resumptions.length > 0).length,
    handovers: sum(paths.map(({ handovers }) => handovers)),
    pathsWithHandover: paths.filter(({ handovers }) => handovers > 0).length,
    bounces: sum(paths.map(({ bounces }) => bounces)),
    pathsWithBounce: paths.filter(({ bounces }) => bounces > 0).length,
    durationSeconds: {
      median: plainMedian(seconds),
      mean: seconds.length === 0 ? null : sum(seconds) / seconds.length,
      p90: seconds.find((_, index) => index + 1 >= 0.9 * seconds.length) ?? null,
    },
  }
}

it('counts whole paths with a chosen encounter, by state, and how long they took', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      expect(getTotals(columns, filter)).toEqual(plainTotals(wholePaths(paths, filter)))
    }),
    { numRuns: 300 },
  )
})
