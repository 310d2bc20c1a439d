import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, grouped, inAnyOrder, wholePaths } from '../../../../test/columns/plainPaths.ts'
import { getForks } from './getForks.ts'
import { getPlaces } from './getPlaces.ts'

it('tells of every point how finished paths went on with each touchpoint and without it, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, fc.integer({ min: 0, max: 2 }), ({ columns, paths }, filter, fewest) => {
      const whole = wholePaths(paths, filter)
      const walked = whole.map(({ path, encounters }) => ({
        journey: path.journey,
        isFinished: path.state === 'completed' || path.state === 'abandoned',
        isCompleted: path.state === 'completed',
        // Where it went on to from each point the first time, and what it had met before.
        way: encounters.map(({ encounter }) => encounter.touchpoint),
      }))
      const finished = walked.filter((each) => each.isFinished)
      const leaving = (way: string[], from: string | null) => {
        if (from === null) return { next: way[0]!, before: [] as string[] }
        const at = way.findIndex((touchpoint, index) => touchpoint === from && way[index + 1] !== undefined && way[index + 1] !== from)
        return at < 0 ? null : { next: way[at + 1]!, before: way.slice(0, at + 1) }
      }
      const names = columns.touchpoints.filter((name) => name !== null)
      const forks = columns.journeys.flatMap((journey) =>
        [null, ...names].flatMap((from) =>
          names.flatMap((touchpoint) => {
            const open = finished
              .filter((each) => each.journey === journey)
              .flatMap((each) => {
                const left = leaving(each.way, from)
                return left === null || left.before.includes(touchpoint) ? [] : [{ ...each, ...left }]
              })
            const by = open.filter(({ next }) => next === touchpoint)
            const past = open.filter(({ next }) => next !== touchpoint)
            if (by.length < Math.max(1, fewest) || past.length < fewest) return []
            const done = (some: typeof open) => some.filter(({ isCompleted }) => isCompleted).length
            return [{ journey, from, touchpoint, by: by.length, completedBy: done(by), past: past.length, completedPast: done(past) }]
          }),
        ),
      )
      const answer = getForks(columns, filter, Math.max(1, fewest))
      expect(inAnyOrder(answer.forks)).toEqual(inAnyOrder(forks.filter(({ past }) => past >= Math.max(1, fewest))))
      const reached = grouped(
        walked.flatMap((each) => [...new Set(each.way)].map((touchpoint) => ({ ...each, touchpoint }))),
        ({ journey, touchpoint }) => `${journey} ${touchpoint}`,
      ).map((group) => ({
        journey: group[0]!.journey,
        touchpoint: group[0]!.touchpoint,
        paths: group.length,
        finished: group.filter(({ isFinished }) => isFinished).length,
        completed: group.filter(({ isCompleted }) => isCompleted).length,
        ended: group.filter(({ isCompleted, way, touchpoint }) => isCompleted && way.indexOf(touchpoint) === way.length - 1).length,
      }))
      expect(inAnyOrder(answer.reached)).toEqual(inAnyOrder(reached))
      expect(inAnyOrder(answer.journeys)).toEqual(
        inAnyOrder(
          grouped(finished, ({ journey }) => journey).map((group) => ({
            journey: group[0]!.journey,
            finished: group.length,
            completed: group.filter(({ isCompleted }) => isCompleted).length,
          })),
        ),
      )
    }),
    { numRuns: 300 },
  )
})

it('tells in which channels and of which stages the encounters at each touchpoint were', () => {
  fc.assert(
    fc.property(bothWays, filters, fc.constantFrom('channel' as const, 'stage' as const), ({ columns, paths }, filter, by) => {
      const places = grouped(chosenOf(paths, filter), ({ encounter }) => `${encounter.touchpoint} ${encounter[by]}`).map((group) => ({
        touchpoint: group[0]!.encounter.touchpoint,
        name: group[0]!.encounter[by] ?? null,
        encounters: group.length,
      }))
      expect(inAnyOrder(getPlaces(columns, filter, by))).toEqual(inAnyOrder(places))
    }),
  )
})
