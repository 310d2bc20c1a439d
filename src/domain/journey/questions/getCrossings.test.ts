import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  bothWays,
  chosenOf,
  filters,
  grouped,
  inAnyOrder,
  plainMedian,
  wholePaths,
  type PlainEncounter,
} from '../../../../test/columns/plainPaths.ts'
import { getCrossings } from './getCrossings.ts'
import { getSteps } from './getSteps.ts'
import { getWaits } from './getWaits.ts'

const isTroubled = ({ path }: PlainEncounter) => path.frictions.count > 0
const isLast = (plain: PlainEncounter) => plain.path.encounters.at(-1) === plain

it('tells where paths begin, cross and end, and how much of it on paths with friction, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const chosen = chosenOf(paths, filter)
      const crossings = grouped(chosen, ({ encounter, previous }) => JSON.stringify([previous?.encounter.touchpoint, encounter.touchpoint]))
      const ends = grouped(chosen.filter(isLast), ({ encounter, path }) => `${encounter.touchpoint} ${path.path.state}`)
      const answer = getCrossings(columns, filter)
      expect(inAnyOrder(answer.crossings)).toEqual(
        inAnyOrder(
          crossings.map((group) => ({
            from: group[0]!.previous?.encounter.touchpoint ?? null,
            to: group[0]!.encounter.touchpoint,
            count: group.length,
            withFriction: group.filter(isTroubled).length,
          })),
        ),
      )
      expect(inAnyOrder(answer.ends)).toEqual(
        inAnyOrder(
          ends.map((group) => ({ touchpoint: group[0]!.encounter.touchpoint, state: group[0]!.path.path.state, paths: group.length })),
        ),
      )
      const counts = answer.crossings.map(({ count }) => count)
      expect(counts).toEqual([...counts].sort((a, b) => b - a))
    }),
    { numRuns: 300 },
  )
})

it('tells how whole paths go step by step, and where they end', () => {
  fc.assert(
    fc.property(bothWays, filters, fc.integer({ min: 1, max: 5 }), ({ columns, paths }, filter, most) => {
      const steps = wholePaths(paths, filter).flatMap(({ encounters, frictions }) =>
        encounters.slice(0, most).map(({ encounter }, index) => ({
          step: index + 1,
          from: encounter.touchpoint,
          to: encounters[index + 1]?.encounter.touchpoint ?? null,
          isTroubled: frictions.count > 0,
        })),
      )
      const links = grouped(steps, ({ step, from, to }) => JSON.stringify([step, from, to])).map((group) => ({
        step: group[0]!.step,
        from: group[0]!.from,
        to: group[0]!.to,
        paths: group.length,
        withFriction: group.filter((step) => step.isTroubled).length,
      }))
      const answer = getSteps(columns, filter, most)
      expect(inAnyOrder(answer)).toEqual(inAnyOrder(links))
      const order = answer.map(({ step }) => step)
      expect(order).toEqual([...order].sort((a, b) => a - b))
    }),
    { numRuns: 300 },
  )
})

it('tells how long after the encounter before those of a stage and channel came', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const waiting = chosenOf(paths, filter).filter(({ previous }) => previous !== null)
      const waits = grouped(waiting, ({ encounter }) => `${encounter.stage}|${encounter.channel}`).map((group) => ({
        stage: group[0]!.encounter.stage ?? null,
        channel: group[0]!.encounter.channel ?? null,
        count: group.length,
        medianSeconds: plainMedian(group.map(({ encounter, previous }) => (encounter.at - previous!.encounter.at) / 1000)),
      }))
      expect(inAnyOrder(getWaits(columns, filter))).toEqual(inAnyOrder(waits))
    }),
    { numRuns: 300 },
  )
})
