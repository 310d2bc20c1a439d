import fc from 'fast-check'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import type { PathColumns } from '../../src/domain/journey/columns.ts'
import { openColumns, type CustomerPaths, type PathFrictions } from '../../src/domain/journey/columnsBuilder.ts'
import { openDefinitions } from '../../src/domain/journey/definitions.ts'
import type { Path, Resumption } from '../../src/domain/journey/path.ts'
import type { PathFilter } from '../../src/domain/journey/questions/filter.ts'
import { beginPath, lapse, walk } from '../../src/domain/journey/walk.ts'

/** An encounter as an object that knows its path and what came before; what columns hold in numbers. */
export interface PlainEncounter {
  encounter: Encounter
  path: PlainPath
  previous: PlainEncounter | null
  /** What it resumed, if it did. */
  resumed: Resumption | null
}

/** A path as an object. */
export interface PlainPath {
  customer: string
  path: Path
  frictions: PathFrictions
  encounters: PlainEncounter[]
}

/** The same paths twice: in columns, and as objects to compare with. */
export interface BothWays {
  columns: PathColumns
  paths: PlainPath[]
}

export const ZONE = 'Europe/Helsinki'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 2, 27)
const CLOCK = START + 3000 * DAY
const definitions = openDefinitions({}, { timeZone: ZONE, holidays: () => new Set() })

const maybe = <T>(...values: T[]) => fc.constantFrom(undefined, ...values)

const wait = fc.constantFrom(0, 0, 1, 999, 1000, 61_000, 5 * HOUR, 3 * DAY, 8 * DAY, 95 * DAY)

const step = fc.record({
  wait,
  touchpoint: fc.constantFrom('a', 'b', 'c', 'dö'),
  channel: maybe('web', 'phone', 'branch'),
  device: maybe('mobile', 'desktop'),
  stage: maybe('apply', 'use'),
  initiator: maybe('customer' as const, 'company' as const, 'third-party' as const),
  step: maybe('start' as const, 'complete' as const, 'abandon' as const),
  timeZone: maybe('Asia/Tokyo', 'America/New_York'),
  journey: fc.constantFrom('loan', 'loan', 'loan', 'relationship', 'order'),
  matter: fc.constantFrom('1', '1', '2'),
  turn: maybe('customer' as const),
})

const frictions = fc.record({ bits: fc.integer({ min: 0, max: 7 }), count: fc.integer({ min: 0, max: 3 }) })

/** Some customers' lives on paths, in columns and as objects. */
export const bothWays: fc.Arbitrary<BothWays> = fc
  .array(
    fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 14 }), frictions: fc.array(frictions, { minLength: 6, maxLength: 6 }) }),
    {
      maxLength: 4,
    },
  )
  .map((customers) => {
    const builder = openColumns(ZONE)
    const paths = customers.flatMap((customer, index) => {
      const own = walkThrough(`crm:C-${index}`, index, customer.steps, customer.frictions)
      builder.addCustomer(asDerived(own), new Map(own.map((plain) => [plain.path.key, plain.frictions])))
      return own
    })
    return { columns: builder.seal(), paths }
  })

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function walkThrough(customer: string, number: number, steps: readonly Step[], stands: readonly PathFrictions[]): PlainPath[] {
  const paths = new Map<string, PlainPath>()
  let at = START + number
  steps.forEach(({ wait, journey, matter, ...facets }, index) => {
    at += wait
    const given = Object.entries(facets).filter(([, value]) => value !== undefined)
    const id = `${number}-${String(index).padStart(3, '0')}`
    const encounter = { id, at, customer: { crm: customer }, ...Object.fromEntries(given) } as unknown as Encounter
    const key = journey === 'relationship' ? journey : `${journey}/${matter}`
    let plain = paths.get(key)
    if (!plain) {
      const begun = beginPath(journey, journey === 'relationship' ? null : matter, encounter)
      plain = { customer, path: begun, frictions: stands[paths.size]!, encounters: [] }
      paths.set(key, plain)
    }
    lapse(plain.path, at, definitions)
    const before = plain.path.resumptions.length
    walk(plain.path, encounter, definitions)
    const resumed = plain.path.resumptions[before] ?? null
    plain.encounters.push({ encounter, path: plain, previous: plain.encounters.at(-1) ?? null, resumed })
  })
  for (const { path, frictions } of paths.values()) {
    lapse(path, CLOCK, definitions)
    // Teams are the friction's business; any numbers do here.
    path.handovers = frictions.count * 2
    path.bounces = frictions.bits & 1
  }
  return [...paths.values()]
}

function asDerived(own: readonly PlainPath[]): CustomerPaths {
  const placed = own
    .flatMap(({ path, encounters }) =>
      encounters.map(({ encounter, resumed }) => ({ encounter, path: path.key, resumed: resumed !== null })),
    )
    .sort((left, right) => (left.encounter.id < right.encounter.id ? -1 : 1))
  return { paths: own.map(({ path }) => path), placed }
}

const someOf = <T>(...values: T[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined })

/** Often the very time of an encounter. */
const moment = fc
  .tuple(fc.constantFrom(0, 0, 1), fc.array(wait, { maxLength: 3 }))
  .map(([number, waits]) => waits.reduce((sum, each) => sum + each, START + number))

/** Any filter over those paths; often one that chooses all. */
export const filters: fc.Arbitrary<PathFilter> = fc.record(
  {
    journeys: someOf('loan', 'relationship', 'unheard'),
    states: someOf('active' as const, 'paused' as const, 'abandoned' as const, 'completed' as const),
    frictions: fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined }),
    stages: someOf('apply', null),
    touchpoints: someOf('a', 'b', 'dö', 'unheard'),
    channels: someOf('web', 'phone', null),
    devices: someOf('mobile', null),
    since: fc.option(moment, { nil: undefined }),
    until: fc.option(moment, { nil: undefined }),
  },
  { requiredKeys: [] },
)

/** Whether a path passes a filter's part about paths. */
export function isChosenPath({ path, frictions }: PlainPath, filter: PathFilter): boolean {
  if (filter.journeys && !filter.journeys.includes(path.journey)) return false
  if (filter.states && !filter.states.includes(path.state)) return false
  return filter.frictions === undefined || (frictions.bits & filter.frictions) > 0
}

/** Whether an encounter passes a whole filter. */
export function isChosen({ encounter, path }: PlainEncounter, filter: PathFilter): boolean {
  if (!isChosenPath(path, filter)) return false
  if (filter.touchpoints && !filter.touchpoints.includes(encounter.touchpoint)) return false
  if (filter.channels && !filter.channels.includes(encounter.channel ?? null)) return false
  if (filter.devices && !filter.devices.includes(encounter.device ?? null)) return false
  if (filter.stages && !filter.stages.includes(encounter.stage ?? null)) return false
  if (filter.since !== undefined && encounter.at < filter.since) return false
  return filter.until === undefined || encounter.at < filter.until
}

/** The chosen encounters of some paths. */
export function chosenOf(paths: readonly PlainPath[], filter: PathFilter): PlainEncounter[] {
  return paths.flatMap(({ encounters }) => encounters).filter((plain) => isChosen(plain, filter))
}

/** The whole paths with at least one chosen encounter. */
export function wholePaths(paths: readonly PlainPath[], filter: PathFilter): PlainPath[] {
  return paths.filter(({ encounters }) => encounters.some((plain) => isChosen(plain, filter)))
}

/** Items by a key, in order of first sight. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}

/** The median as anyone would work it out; null of nothing. */
export function plainMedian(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right)
  if (sorted.length === 0) return null
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A list in an order that does not matter, to compare lists that may break ties differently. */
export function inAnyOrder<T>(items: readonly T[]): T[] {
  return [...items].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
}
