import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOrganisation } from '../../../seed/demo.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import type { Encounter } from './encounter.ts'
import { readPlain } from './readPlain.ts'
import { encounterContent, readBySchema, readEncounter } from './schema.ts'

const stories = new URL('../../../../shared/acceptance/', import.meta.url)
const hash = (text: string) => `hash of ${text}`
const RUNS = Number(process.env.FUZZ_RUNS ?? 2000)
const PATIENCE = 60_000 + RUNS * 10
const CODE = '131052-308T'

/** Both ways of reading say the same; tells whether the quick one dared to. */
function agree(item: unknown): boolean {
  const quick = readEncounter(item, hash, '000000000007')
  expect(quick).toEqual(readBySchema(item, hash, '000000000007'))
  if ('encounter' in quick) expect(encounterContent(quick.encounter)).toBe(plainContent(quick.encounter))
  return readPlain(item) !== null
}

/** The content by the plainest definition there is. */
function plainContent(encounter: Encounter): string {
  return canonicalJson(JSON.parse(JSON.stringify({ ...encounter, id: undefined })))
}

const word = fc.constantFrom('desk', 'loan', 'M-1', 'Hakemus jätetty', '入口', 'x'.repeat(200), 'a b', '{"a"}', 'back\\slash')
const oddWord = fc.constantFrom(
  '',
  ' ',
  ' desk',
  'desk\u00a0',
  '\ufeffdesk',
  'x'.repeat(201),
  'x'.repeat(36),
  'a\u0000b',
  'a\u0007',
  'a\u0085',
  'a\ud800',
  '😀',
  '__proto__',
  CODE,
  ` ${CODE.toLowerCase()} `,
  '2026-03-02',
)
const time = fc.constantFrom(
  '2026-03-02T10:00:00Z',
  '2026-03-02T12:00:00.250+02:00',
  '2026-03-02T10:00:00.123456789Z',
  '1900-01-01T00:00:00Z',
  '2199-12-31T23:59:60-00:30',
)
const oddTime = fc.constantFrom('1899-12-31T23:59:59Z', '2200-01-01T00:00:00Z', '2026-02-30T10:00:00Z', '2026-03-02', 'soon')
const words = fc.array(word, { maxLength: 3 })

const customer = fc.oneof(
  fc.dictionary(fc.constantFrom('crm', 'user', 'loyalty.card', 'case'), fc.oneof(word, fc.integer()), { minKeys: 1, maxKeys: 2 }),
  fc.record({ email: fc.constantFrom('Aino@Example.com', 'a@b') }),
  fc.record({ phone: fc.constantFrom('+358 40 123 4567', '040-1234567', '00358401234567'), crm: word }),
)
const properties = fc.dictionary(word, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 })

const valid = fc.record(
  {
    id: word,
    occurredAt: time,
    customer,
    touchpoint: word,
    channel: word,
    journey: word,
    matter: word,
    stage: word,
    initiator: fc.constantFrom('customer', 'company', 'third-party'),
    step: fc.constantFrom('start', 'progress', 'complete', 'abandon', 'fail'),
    outcome: word,
    turn: fc.constantFrom('company', 'customer', 'nobody'),
    provides: words,
    asks: words,
    offers: words,
    takesUp: words,
    givesUp: words,
    directsTo: word,
    promises: fc.array(fc.record({ what: word, dueAt: time }), { maxLength: 2 }),
    fulfils: words,
    signals: fc.array(fc.constantFrom('leaving', 'praise', 'complaint'), { maxLength: 3 }),
    handledBy: fc.record({ team: word, person: word }, { requiredKeys: [] }),
    measures: fc.array(
      fc.record(
        {
          metric: fc.constantFrom('nps', 'csat', 'own'),
          score: fc.oneof(fc.integer({ min: -5, max: 11 }), fc.constant(4.5)),
          scale: fc.constantFrom('0-10', '-2-2', 5, 10, 1000),
        },
        { requiredKeys: ['metric', 'score'] },
      ),
      { maxLength: 2 },
    ),
    text: fc.constantFrom('', 'Hello\n"you"', ` ${CODE}`, '😀'),
    locale: fc.constantFrom('', 'fi', 'sv-FI'),
    sentiment: fc.constantFrom('negative', 'neutral', 'positive'),
    device: word,
    timeZone: fc.constantFrom('Europe/Helsinki', 'UTC'),
    properties,
  },
  { requiredKeys: ['occurredAt', 'customer', 'touchpoint'] },
)

const odd = fc.oneof(
  { weight: 3, arbitrary: oddWord },
  fc.oneof(word, time, oddTime),
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, 1.5, 1e6, 1e7, 2, NaN, Infinity, 2 ** 53, [], {}, [null], { __proto__: null }),
  fc.constantFrom<unknown>('0-10', 'ten', 'hetu', 'Mars/Base', 'start', 'x'.repeat(20_001), Array(101).fill('a'), Array(4).fill('praise')),
  fc.constantFrom<unknown>(
    { 'a b': 'x' },
    { hetu: '1' },
    { id: '7' },
    { [CODE]: 'x' },
    { crm: ' 1 ' },
    { a: { b: [CODE] } },
    nested(9),
    nested(101),
  ),
  fc.constantFrom<unknown>(
    { a: 'x'.repeat(31_900) },
    { a: 'x'.repeat(32_000) },
    { ['k'.repeat(201)]: 1 },
    JSON.parse('{"__proto__": "x"}'),
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

function nested(levels: number): object {
  return levels === 0 ? {} : { a: nested(levels - 1) }
}

const names = Object.keys(fc.sample(valid, { numRuns: 1, seed: 1 })[0]!)
const placeName = fc.constantFrom(
  ...names,
  'id',
  'turn',
  'team',
  'person',
  'crm',
  'email',
  'phone',
  'what',
  'dueAt',
  'metric',
  'scale',
  '__proto__',
  'basket',
  '0',
)

/** An item with something odd put somewhere into it, at whatever depth. */
const mutated = fc
  .tuple(valid, fc.array(fc.tuple(fc.array(fc.nat(9), { maxLength: 3 }), placeName, odd, fc.boolean()), { minLength: 1, maxLength: 2 }))
  .map(([item, changes]) => {
    const copy = structuredClone(item) as Record<string, unknown>
    for (const [way, name, value, isNew] of changes) {
      let inside: Record<string, unknown> = copy
      for (const turn of way) {
        const next = Object.values(inside)[turn % Math.max(1, Object.keys(inside).length)]
        if (next !== null && typeof next === 'object') inside = next as Record<string, unknown>
      }
      const keys = Object.keys(inside)
      const key = isNew || keys.length === 0 ? name : keys[name.length % keys.length]!
      Object.defineProperty(inside, key, { value: structuredClone(value), enumerable: true, configurable: true, writable: true })
    }
    return copy
  })

describe('the quick reading of plain items', () => {
  it('says of valid items what the schema says, and takes most of them', () => {
    let taken = 0
    fc.assert(
      fc.property(valid, (item) => {
        if (agree(item)) taken++
      }),
      { numRuns: 400 },
    )
    expect(taken).toBeGreaterThan(200)
  })

  it('says of odd items what the schema says', { timeout: PATIENCE }, () => {
    let refused = 0
    fc.assert(
      fc.property(mutated, (item) => {
        agree(item)
        if ('problems' in readBySchema(item, hash)) refused++
      }),
      { numRuns: RUNS },
    )
    expect(refused).toBeGreaterThan(RUNS / 10)
  })

  it('says the same whatever the order of the fields', () => {
    fc.assert(
      fc.property(valid, (item) => {
        const turned = Object.fromEntries(Object.entries(item).reverse())
        expect(readEncounter(turned, hash)).toEqual(readEncounter(item, hash))
      }),
      { numRuns: 200 },
    )
  })

  it('says of what is no item what the schema says', () => {
    for (const item of [null, undefined, 5, 'x', [], {}, new Date(0), Object.create({ touchpoint: 'desk' })])
      expect(agree(item)).toBe(false)
  })

  it('takes every encounter of the demo year', () => {
    const { encounters } = demoOrganisation({ customers: 50 })
    expect(encounters.length).toBeGreaterThan(500)
    expect(encounters.filter((item) => !agree(item))).toEqual([])
  })

  it.skipIf(!existsSync(stories))('takes every encounter of the acceptance stories (skipped where ../shared/acceptance is absent)', () => {
    const files = existsSync(stories) ? readdirSync(stories).filter((name) => name.endsWith('.ndjson')) : []
    const lines = files.flatMap((name) => readFileSync(new URL(name, stories), 'utf8').trim().split('\n'))
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.filter((line) => !agree(JSON.parse(line)))).toEqual([])
  })
})
