import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, filters, grouped, isChosen, plainMedian, type PlainPath } from '../../../../test/columns/plainPaths.ts'
import type { PathFilter } from './filter.ts'
import { getResumptions, type Resumptions } from './getResumptions.ts'

/** The same question over plain objects; gaps are checked apart. */
function plainResumptions(paths: readonly PlainPath[], filter: PathFilter): Omit<Resumptions, 'gaps'> {
  const returns = paths.flatMap(({ encounters }) =>
    encounters.flatMap(({ resumed, previous }) => (resumed && isChosen(previous!, filter) ? [resumed] : [])),
  )
  const resting = paths.filter(
    ({ path, encounters }) => ['paused', 'abandoned'].includes(path.state) && isChosen(encounters.at(-1)!, filter),
  ).length
  const channels = grouped(returns, ({ fromChannel, toChannel }) => `${fromChannel}>${toChannel}`).map((group) => ({
    from: group[0]!.fromChannel,
    to: group[0]!.toChannel,
    count: group.length,
    medianGapSeconds: plainMedian(group.map(({ gapSeconds }) => gapSeconds))!,
  }))
  const text = ({ from, to }: { from: string | null; to: string | null }) => `${from ?? '~'} ${to ?? '~'}`
  return {
    resumed: returns.length,
    resting,
    resumeRate: returns.length + resting === 0 ? null : returns.length / (returns.length + resting),
    medianGapSeconds: plainMedian(returns.map(({ gapSeconds }) => gapSeconds)),
    channels: channels.sort((a, b) => b.count - a.count || (text(a) < text(b) ? -1 : 1)),
    hours: Array.from({ length: 24 }, (_, hour) => returns.filter(({ localHour }) => localHour === hour).length),
  }
}

it('tells how customers come back, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const { gaps, ...answer } = getResumptions(columns, filter)
      expect(answer).toEqual(plainResumptions(paths, filter))
      expect(gaps.reduce((sum, { count }) => sum + count, 0)).toBe(answer.resumed)
    }),
    { numRuns: 300 },
  )
})

it('spreads the gaps so that each lies within its limits', () => {
  fc.assert(
    fc.property(bothWays, ({ columns, paths }) => {
      const seconds = paths.flatMap(({ path }) => path.resumptions.map(({ gapSeconds }) => gapSeconds))
      for (const { from, until, count } of getResumptions(columns, {}).gaps) {
        expect(seconds.filter((gap) => (gap === 0 ? from === 0 : gap >= from) && gap < until)).toHaveLength(count)
      }
    }),
  )
})
