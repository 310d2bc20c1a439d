import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, grouped, plainMedian, type PlainPath } from '../../../../test/columns/plainPaths.ts'
import type { PathFilter } from './filter.ts'
import { getFlow, type Transition } from './getFlow.ts'

/** The same question over plain objects. */
function plainFlow(paths: readonly PlainPath[], filter: PathFilter): Transition[] {
  const steps = chosenOf(paths, filter).flatMap(({ encounter, previous }) =>
    previous
      ? [{ from: previous.encounter.touchpoint, to: encounter.touchpoint, seconds: (encounter.at - previous.encounter.at) / 1000 }]
      : [],
  )
  const flow = grouped(steps, ({ from, to }) => `${from}>${to}`).map((group) => ({
    from: group[0]!.from,
    to: group[0]!.to,
    count: group.length,
    medianSeconds: plainMedian(group.map(({ seconds }) => seconds))!,
  }))
  const text = ({ from, to }: Transition) => `${from} ${to}`
  return flow.sort((a, b) => b.count - a.count || (text(a) < text(b) ? -1 : 1))
}

it('tells which touchpoint follows which, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      expect(getFlow(columns, filter)).toEqual(plainFlow(paths, filter))
    }),
    { numRuns: 300 },
  )
})

it('counts a transition where it arrives: a filter by touchpoint tells what leads there', () => {
  fc.assert(
    fc.property(bothWays, ({ columns }) => {
      const all = getFlow(columns, {})
      expect(getFlow(columns, { touchpoints: ['b'] })).toEqual(all.filter(({ to }) => to === 'b'))
    }),
  )
})
