import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, filters, ZONE, type PlainEncounter } from '../../../test/columns/plainPaths.ts'
import { localHourOfWeek } from '../kernel/zone.ts'
import type { PathColumns } from './columns.ts'
import { openGrowth } from './columnsGrowth.ts'
import { openLiving, type GivenCustomer, type GivenEncounter, type GivenPath } from './columnsLiving.ts'
import { chosenPaths, type PathFilter } from './questions/filter.ts'
import { getChannels } from './questions/getChannels.ts'
import { getFlow } from './questions/getFlow.ts'
import { getFunnel } from './questions/getFunnel.ts'
import { getHours } from './questions/getHours.ts'
import { getOutcomes } from './questions/getOutcomes.ts'
import { getResumptions } from './questions/getResumptions.ts'
import { getStages } from './questions/getStages.ts'
import { getTotals } from './questions/getTotals.ts'
import { getTouchpoints } from './questions/getTouchpoints.ts'
import { getVariants } from './questions/getVariants.ts'

/** A customer's encounters in order. */
type Life = readonly PlainEncounter[]

const lives = bothWays.map(({ paths }) => {
  const byCustomer = new Map<string, PlainEncounter[]>()
  for (const { customer, encounters } of paths) byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), ...encounters])
  return [...byCustomer.values()].map((life): Life => life.sort((left, right) => (left.encounter.id < right.encounter.id ? -1 : 1)))
})

/** What is known of a customer after so many of its encounters; those before `since` are not told again. */
function givenOf(customer: number, life: Life, upTo: number, since: number): GivenCustomer {
  const lived = life.slice(0, upTo)
  const steps = new Map<PlainEncounter['path'], number>()
  const encounters = lived.map((plain): GivenEncounter => {
    const { encounter, path, resumed } = plain
    steps.set(path, (steps.get(path) ?? 0) + 1)
    return {
      path: path.path.key,
      step: steps.get(path)!,
      at: encounter.at,
      touchpoint: encounter.touchpoint,
      channel: encounter.channel ?? null,
      device: encounter.device ?? null,
      stage: encounter.stage ?? null,
      hour: localHourOfWeek(encounter.timeZone ?? ZONE, encounter.at),
      resumed: resumed !== null,
    }
  })
  const paths = [...steps].map(([{ path, frictions }, count]): GivenPath => {
    return { ...path, encounters: count, frictions: frictions.bits, frictionCount: frictions.count }
  })
  return { customer, whole: since === 0, paths, encounters: encounters.slice(since) }
}

function everything(columns: PathColumns, filter: PathFilter) {
  return {
    flow: getFlow(columns, filter),
    funnel: getFunnel(columns, filter, { by: 'touchpoint', steps: ['a', 'b', 'a'], within: 10 * 86_400_000 }),
    stages: getStages(columns, filter),
    hours: getHours(columns, filter, 'device'),
    resumptions: getResumptions(columns, filter),
    variants: getVariants(columns, filter, 5),
    touchpoints: getTouchpoints(columns, filter),
    channels: getChannels(columns, filter),
    outcomes: getOutcomes(columns, filter),
    totals: getTotals(columns, filter),
    paths: chosenPaths(columns, filter).length,
  }
}

const change = fc.record({
  customer: fc.constantFrom(3, 5, 2 ** 40),
  life: fc.nat(7),
  upTo: fc.nat(14),
  goesOn: fc.boolean(),
  again: fc.nat(2),
})

it('equal columns grown anew after any changes: what is added, comes late, is joined or erased', () => {
  let wentOn = 0
  fc.assert(
    fc.property(fc.tuple(lives, lives), fc.array(change, { minLength: 1, maxLength: 25 }), filters, (known, changes, filter) => {
      const all = known.flat()
      const living = openLiving(openGrowth(1, 1), 4)
      const standing = new Map<number, { life: Life; upTo: number }>()
      for (const { customer, life: number, upTo, goesOn, again } of changes) {
        const before = standing.get(customer)
        const life = goesOn && before ? before.life : (all[number % Math.max(1, all.length)] ?? [])
        const until = goesOn && before ? Math.max(upTo, before.upTo) : upTo
        const since = goesOn && before ? Math.max(0, before.upTo - again) : 0
        if (since > 0 && until > before!.upTo) wentOn++
        expect(living.put(givenOf(customer, life, until, since))).toBe(true)
        standing.set(customer, { life, upTo: Math.min(until, life.length) })
      }
      const anew = openLiving(openGrowth())
      for (const [customer, { life, upTo }] of standing) anew.put(givenOf(customer, life, upTo, 0))
      for (const asked of [{}, filter]) expect(everything(living.view(), asked)).toEqual(everything(anew.view(), asked))
    }),
    { numRuns: 300 },
  )
  expect(wentOn).toBeGreaterThan(100)
})

it('leave everything as it is when what went before is not known', () => {
  fc.assert(
    fc.property(lives, (known) => {
      const life = known.find(({ length }) => length > 1)
      fc.pre(life !== undefined)
      const living = openLiving(openGrowth())
      for (const customer of [1, 2]) living.put(givenOf(customer, life, 1, 0))
      const before = everything(living.view(), {})
      expect(living.put(givenOf(3, life, life.length, 1))).toBe(false)
      expect(everything(living.view(), {})).toEqual(before)
    }),
    { numRuns: 50 },
  )
})
