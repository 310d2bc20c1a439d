import fc from 'fast-check'
import type { RawEncounter, ReferenceDefinitions } from '../reference/reference.ts'

/** One generated organisation: what it was sent, what it defined, and the clock it is looked at with. */
export interface Life {
  encounters: RawEncounter[]
  statements: Statement[]
  definitions: ReferenceDefinitions
  asOf: string
}

/** What a customer register said of a customer. */
export interface Statement {
  customer: string
  asOf: string
  holdings?: string[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Beginnings from which weekends, Finnish holidays and changes of summer time are near. */
const beginnings = [
  '2026-03-02T08:00:00Z',
  '2026-03-05T21:30:00Z',
  '2026-03-27T12:00:00Z',
  '2026-04-01T06:30:00Z',
  '2026-05-13T20:00:00Z',
  '2026-06-17T22:00:00Z',
  '2026-10-23T09:00:00Z',
  '2025-12-22T21:59:59.999Z',
].map((text) => Date.parse(text))

/** Gaps that meet the limits below exactly, miss them by a millisecond, or leap over them. */
const gaps = [
  0,
  0,
  30 * MINUTE,
  HOUR,
  90 * MINUTE,
  2 * HOUR,
  12 * HOUR,
  DAY,
  DAY,
  2 * DAY,
  3 * DAY,
  4 * DAY,
  5 * DAY,
  7 * DAY,
  30 * DAY,
  90 * DAY,
]
const gap = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...gaps) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...gaps.slice(2)), fc.constantFrom(-1, 1)).map(([length, miss]) => length + miss) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 48 }).map((count) => count * 30 * MINUTE) },
)

const limits = ['0', '30m', '1h', '2h', '12h', '1d', '2d', '3d']
const limit = fc.constantFrom(...limits)
const names = ['a', 'b', 'c']
const name = fc.constantFrom(...names)
const metrics = ['nps', 'csat', 'ces', 'stars', 'mood']
const scales = ['0-10', '1-5', '1-7', '0-5', '-2-2']
const channels = ['web', 'app', 'chat', 'email', 'phone', 'branch', 'store', 'post', 'social']
const touchpoints = ['form', 'desk', 'call', 'parcel']
const journeys = ['order', 'loan', 'matter']

/** Present in about so many of a hundred. */
function inPercent<T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary })
}

const some = (pool: readonly string[]) => fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 2 })

const measure = fc.record({
  metric: fc.constantFrom(...metrics),
  score: fc.constantFrom(-1, 0, 1, 2, 3, 5, 6, 7),
  scale: inPercent(30, fc.constantFrom(...scales)),
})

const initiator = fc.constantFrom('customer', 'customer', 'customer', 'customer', 'company', 'company', 'company', 'third-party', undefined)

/** What an encounter may carry; every facet alone and together. */
const facets = fc.record({
  touchpoint: fc.constantFrom(...touchpoints),
  channel: inPercent(70, fc.constantFrom(...channels)),
  journey: inPercent(45, fc.constantFrom('order', 'order', 'order', 'loan', 'matter', 'relationship')),
  matter: inPercent(50, fc.constantFrom('M-1', 'M-1', 'M-2')),
  stage: inPercent(10, name),
  initiator,
  step: inPercent(45, fc.constantFrom('start', 'start', 'progress', 'complete', 'complete', 'abandon', 'fail', 'fail')),
  outcome: inPercent(10, name),
  turn: inPercent(10, fc.constantFrom('company', 'customer', 'nobody')),
  provides: inPercent(25, some(names)),
  asks: inPercent(25, some(names)),
  offers: inPercent(15, some(names)),
  takesUp: inPercent(12, some(names)),
  givesUp: inPercent(15, some(names)),
  directsTo: inPercent(15, fc.constantFrom(...channels)),
  promises: inPercent(
    20,
    fc.array(fc.record({ what: fc.constantFrom('call', 'post'), due: gap, past: fc.nat(9) }), { minLength: 1, maxLength: 2 }),
  ),
  fulfils: inPercent(15, fc.array(fc.constantFrom('call', 'post'), { minLength: 1, maxLength: 2 })),
  signals: inPercent(15, fc.uniqueArray(fc.constantFrom('leaving', 'praise', 'complaint'), { minLength: 1, maxLength: 2 })),
  handledBy: inPercent(35, fc.record({ team: fc.constantFrom('red', 'blue', 'green') })),
  measures: inPercent(15, fc.array(measure, { minLength: 1, maxLength: 3 })),
  sentiment: inPercent(10, fc.constantFrom('negative', 'neutral', 'positive')),
  text: inPercent(10, fc.constant('in own words')),
  timeZone: inPercent(10, fc.constantFrom('Europe/Stockholm', 'America/New_York', 'Asia/Kolkata')),
})

/** A remark, or words alone. */
const remark = fc.record({
  touchpoint: fc.constantFrom(...touchpoints),
  channel: inPercent(50, fc.constantFrom(...channels)),
  journey: inPercent(60, fc.constantFrom(...journeys)),
  matter: inPercent(30, fc.constantFrom('M-1', 'M-2')),
  initiator,
  measures: inPercent(70, fc.array(measure, { minLength: 1, maxLength: 2 })),
  signals: inPercent(30, fc.constant(['praise'])),
  text: inPercent(30, fc.constant('in own words')),
  handledBy: inPercent(30, fc.record({ team: fc.constantFrom('red', 'blue') })),
})

const content = fc.oneof({ weight: 9, arbitrary: facets }, { weight: 1, arbitrary: remark })

/** Everything on one path, so that its rules meet often; else spread over journeys and matters. */
const contents = fc.constantFrom<fc.Arbitrary<object>>(
  content,
  content.map((each) => ({ ...each, journey: 'order', matter: 'M-1' })),
  content.map((each) => ({ ...each, journey: 'order', matter: undefined })),
)

const identifierPools: Record<string, string[]> = {
  crm: ['1', '2'],
  email: ['aino@example.com', ' Aino@Example.com', 'eino@example.com'],
  phone: ['+358 40 123 4567', '00358-50-7654321'],
  user: ['u'],
  loyalty: ['7'],
  anonymous: ['x', 'y'],
}
const someone = fc
  .uniqueArray(fc.constantFrom(...Object.keys(identifierPools)), { minLength: 1, maxLength: 2 })
  .chain((kinds) => fc.record(Object.fromEntries(kinds.map((kind) => [kind, fc.constantFrom(...identifierPools[kind]!)]))))
const only = fc.constant({ crm: '1' })
const customers = fc.constantFrom(only, only, fc.oneof({ weight: 2, arbitrary: only }, { weight: 1, arbitrary: someone }), someone)

const frictions = fc.record({
  silence: inPercent(40, fc.record({ limit })),
  'repeated-ask': inPercent(
    30,
    fc.record({ validity: inPercent(50, limit), items: inPercent(50, fc.dictionary(name, limit, { maxKeys: 2 })) }),
  ),
  'repeat-contact': inPercent(30, fc.record({ limit })),
  'dead-end': inPercent(30, fc.record({ limit })),
  loss: inPercent(30, fc.record({ window: fc.constantFrom('1h', '2d', '7d', '100d') })),
  'poor-score': inPercent(
    20,
    fc.dictionary(
      fc.constantFrom('nps', 'mood', 'stars'),
      fc.record({ scale: fc.constantFrom(...scales), atMost: fc.constantFrom(0, 2, 6) }),
      {
        maxKeys: 2,
      },
    ),
  ),
})

const rest = fc.constantFrom<[string | undefined, string | undefined]>(
  [undefined, undefined],
  [undefined, undefined],
  ['0', '1d'],
  ['1h', '2h'],
  ['12h', '12h'],
  ['1d', '4d'],
  ['2d', undefined],
)

const journeyDefinitions = fc.tuple(
  ...journeys.map((key) =>
    inPercent(
      50,
      fc.record({
        key: fc.constant(key),
        touchpoints: inPercent(40, fc.uniqueArray(fc.constantFrom('desk', 'call', 'parcel'), { minLength: 1, maxLength: 2 })),
        rest,
        effortLimit: inPercent(30, fc.integer({ min: 1, max: 5 })),
        frictions: inPercent(50, frictions),
      }),
    ),
  ),
)

const touchpointDefinitions = fc.tuple(
  ...touchpoints.map((key) =>
    inPercent(
      30,
      fc.record({
        key: fc.constant(key),
        channel: inPercent(40, fc.constantFrom(...channels)),
        initiator: inPercent(40, fc.constantFrom('customer', 'company', 'third-party')),
        step: inPercent(20, fc.constantFrom('start', 'complete', 'abandon', 'fail')),
        frictions: inPercent(60, frictions),
      }),
    ),
  ),
)

/** Definitions of some journeys and touchpoints, as a file of them would be. */
const definitions = fc.tuple(journeyDefinitions, touchpointDefinitions).map(([ofJourneys, ofTouchpoints]) =>
  plain({
    journeys: ofJourneys
      .filter((each) => each !== undefined)
      .map(({ rest: [pauseAfter, pauseLimit], ...given }) => ({ ...given, pauseAfter, pauseLimit })),
    touchpoints: ofTouchpoints.filter((each) => each !== undefined),
  }),
) as fc.Arbitrary<ReferenceDefinitions>

/** As it would travel: absent facets absent. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

const print = (at: number) => new Date(at).toISOString()
/** Beginnings of ids whose order by bytes is not that of their UTF-16 units. */
const idStems = ['a', 'B', 'ä', '\ufb01', '\u{1f600}']

interface Draft {
  wait: number
  who: Record<string, string>
  what: object & { promises?: { what: string; due: number; past: number }[] }
  stem: string
}

const said = fc.record({
  customer: fc.constantFrom('crm:1', 'crm:1', 'email:Aino@example.com', 'loyalty:7', 'anonymous:x'),
  after: gap,
  like: fc.nat(30),
  holdings: inPercent(90, fc.uniqueArray(name, { maxLength: 2 })),
})

/** Organisations of up to so many encounters, small and crowded, so that rules meet. */
export function lives(most = 14): fc.Arbitrary<Life> {
  return fc
    .tuple(customers, contents)
    .chain(([who, what]) =>
      fc.record({
        beginning: fc.constantFrom(...beginnings),
        drafts: fc.array(fc.record({ wait: gap, who, what, stem: fc.constantFrom(...idStems) }), {
          minLength: 1,
          maxLength: most,
          size: 'max',
        }),
        statements: fc.array(said, { maxLength: 3 }),
        definitions,
        clock: fc.oneof(
          { weight: 1, arbitrary: fc.nat(30).map((like) => ({ like, after: 0 })) },
          { weight: 3, arbitrary: gap.map((after) => ({ after })) },
        ),
      }),
    )
    .map(({ beginning, drafts, statements, definitions: defined, clock }) => {
      const encounters = dated(beginning, drafts)
      const timeOf = (like?: number) =>
        Date.parse((like === undefined ? encounters.at(-1) : encounters[like % encounters.length])!.occurredAt)
      return {
        encounters,
        statements: statements.map(({ customer, after, like, holdings }) => ({
          customer,
          asOf: print(timeOf(like) + after),
          ...(holdings && { holdings }),
        })),
        definitions: defined,
        asOf: print(timeOf('like' in clock ? clock.like : undefined) + clock.after),
      }
    })
}

function dated(beginning: number, drafts: Draft[]): RawEncounter[] {
  let at = beginning
  return drafts.map(({ wait, who, what, stem }, index) => {
    at += wait
    const promises = what.promises?.map(({ what: promised, due, past }) => ({
      what: promised,
      dueAt: print(at + (past === 0 ? -due : due)),
    }))
    return plain({ ...what, id: `${stem}${index}`, occurredAt: print(at), customer: who, promises }) as RawEncounter
  })
}
