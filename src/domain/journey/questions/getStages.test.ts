import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, grouped, inAnyOrder, type PlainEncounter } from '../../../../test/columns/plainPaths.ts'
import { getChannels } from './getChannels.ts'
import { getStages } from './getStages.ts'

function plainCounts(group: readonly PlainEncounter[]) {
  return {
    encounters: group.length,
    customers: new Set(group.map(({ path }) => path.customer)).size,
    paths: new Set(group.map(({ path }) => path)).size,
  }
}

it('tells which stage is lived in which channel, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const groups = grouped(chosenOf(paths, filter), ({ encounter }) => `${encounter.stage}|${encounter.channel}`)
      const plain = groups.map((group) => ({
        stage: group[0]!.encounter.stage ?? null,
        channel: group[0]!.encounter.channel ?? null,
        ...plainCounts(group),
        pathsWithFriction: new Set(group.filter(({ path }) => path.frictions.count > 0).map(({ path }) => path)).size,
      }))
      const answer = getStages(columns, filter)
      expect(inAnyOrder(answer)).toEqual(inAnyOrder(plain))
      const order = answer.map(({ stage, channel }) => `${stage ?? '~'} ${channel ?? '~'}`)
      expect(order).toEqual([...order].sort())
    }),
  )
})

it('tells how much each channel is used, under any filter', () => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const groups = grouped(chosenOf(paths, filter), ({ encounter }) => String(encounter.channel))
      const plain = groups.map((group) => ({ channel: group[0]!.encounter.channel ?? null, ...plainCounts(group) }))
      const order = (channel: string | null) => channel ?? '~'
      plain.sort((a, b) => b.encounters - a.encounters || (order(a.channel) < order(b.channel) ? -1 : 1))
      expect(getChannels(columns, filter)).toEqual(plain)
    }),
  )
})
