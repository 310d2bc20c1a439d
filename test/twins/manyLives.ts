import fc from 'fast-check'
import { FRICTION_KINDS } from '../../src/domain/friction/friction.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import type { PathFilter } from '../../src/domain/journey/questions/filter.ts'
import type { Meant } from '../../src/domain/journey/questions/getDeviations.ts'
import type { FunnelSteps } from '../../src/domain/journey/questions/getFunnel.ts'
import { readOne } from '../properties/domain.ts'
import { lives } from '../properties/life.ts'
import type { RawEncounter, ReferenceDefinitions } from '../reference/reference.ts'

/** Many small lives in one organisation, in the order and batches in which they arrive, and the clock at the end. */
export interface ManyLives {
  batches: Encounter[][]
  definitions: ReferenceDefinitions
  clock: number
}

const DAY = 86_400_000

/** Lives of different people: only within one life do they share customers, matters and ids. */
export const manyLives: fc.Arbitrary<ManyLives> = fc
  .record({
    lives: fc.array(lives(), { minLength: 14, maxLength: 14 }),
    late: fc.array(fc.nat(5), { minLength: 40, maxLength: 40 }),
    clock: fc.integer({ min: 9, max: 13 }),
  })
  .map(({ lives: all, late, clock }) => ({
    batches: arriving(
      all.flatMap((life, number) => life.encounters.map((raw) => readOne(ownTo(number, raw)))),
      late,
    ),
    definitions: all[0]!.definitions,
    clock: all.map(({ asOf }) => Date.parse(asOf)).sort((a, b) => a - b)[clock]!,
  }))

function ownTo(life: number, raw: RawEncounter): RawEncounter {
  const customer = Object.fromEntries(
    Object.entries(raw.customer).map(([kind, value]) => [kind, kind === 'phone' ? `${value}${life}` : `${life}${value.trim()}`]),
  )
  const device = ['mobile', 'desktop', undefined][raw.id.length % 3]
  const stage = raw.stage ?? [undefined, 'a', 'b', 'c'][(raw.id.charCodeAt(raw.id.length - 1) + life) % 4]
  return { ...raw, id: `${life}-${raw.id}`, customer, ...(device !== undefined && { device }), ...(stage !== undefined && { stage }) }
}

/** By time, but for some that come batches later than they should. */
function arriving(encounters: Encounter[], late: readonly number[]): Encounter[][] {
  const batches: Encounter[][] = []
  encounters
    .sort((a, b) => a.at - b.at)
    .forEach((encounter, index) => {
      const batch = Math.floor(index / 20) + Math.max(0, late[index % late.length]! - 3)
      while (batches.length <= batch) batches.push([])
      batches[batch]!.push(encounter)
    })
  return batches.filter((batch) => batch.length > 0)
}

const someOf = <T>(...values: T[]) => fc.subarray(values, { minLength: 1, maxLength: 3 })

/** Few facets at a time, so that something is left; times of the encounters themselves, or a millisecond past. */
export function filtersOver({ batches }: ManyLives): fc.Arbitrary<PathFilter> {
  const times = batches.flat().map(({ at }) => at)
  const moment = fc.tuple(fc.constantFrom(...times), fc.constantFrom(0, 0, 1, DAY)).map(([at, more]) => at + more)
  const facets = {
    journeys: someOf('order', 'loan', 'relationship', 'unheard'),
    states: someOf('active' as const, 'paused' as const, 'abandoned' as const, 'completed' as const),
    frictions: fc.nat(2 ** FRICTION_KINDS.length - 1),
    stages: someOf('a', 'b', null),
    touchpoints: someOf('form', 'desk', 'call', 'unheard'),
    channels: someOf('web', 'phone', 'app', 'chat', null),
    devices: someOf('mobile', 'desktop', null),
    since: moment,
    until: moment,
  }
  const all = fc.record(facets)
  const names = fc.subarray(Object.keys(facets) as (keyof PathFilter)[], { maxLength: 3 })
  return fc.tuple(all, names).map(([filter, chosen]) => {
    const left: PathFilter = { ...filter }
    for (const name of Object.keys(facets) as (keyof PathFilter)[]) if (!chosen.includes(name)) delete left[name]
    return left
  })
}

const within = fc.constantFrom(0, 1000, DAY, 9 * DAY, 1000 * DAY)

/** Funnels over the touchpoints and stages of those lives. */
export const funnels: fc.Arbitrary<FunnelSteps> = fc.oneof(
  fc.record({
    by: fc.constant('touchpoint' as const),
    steps: fc.array(fc.constantFrom('form', 'desk', 'call', 'parcel', 'unheard'), { minLength: 1, maxLength: 4 }),
    within,
  }),
  fc.record({ by: fc.constant('stage' as const), steps: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }), within }),
)

/** How journeys of those lives may be meant to go. */
export const meantPaths: fc.Arbitrary<Meant> = fc.record({
  stages: fc.shuffledSubarray(['a', 'b', 'c']),
  touchpoints: fc.shuffledSubarray(['form', 'desk', 'call', 'parcel', 'unheard']),
})
