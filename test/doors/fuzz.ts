import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** A request to a door, and the id of the good item in it. */
export interface FuzzedRequest {
  door: string
  method: 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  payload: Buffer
  good: string | null
}

const ODD_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00',
  '__proto__',
  'constructor',
  'toString',
  '🎉',
  'ä'.repeat(250),
  '131052-308T',
  '%00',
  '{"a":1}',
  '\u202e',
  'x'.repeat(5000),
]
const ODD_TIMES = [
  '0001-01-01T00:00:00Z',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-23:59',
  '1899-12-31T23:59:59Z',
  '2199-12-31T23:59:59Z',
  '2026-03-29T03:30:00+02:00',
  '2026-03-29T00:59:59.999Z',
  '2025-10-26T03:30:00+03:00',
  '2025-10-26T03:30:00+02:00',
  '2026-02-29T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2016-12-31T23:59:60Z',
  'now',
]
const ODD_NUMBERS = [0, -0, -1, 1e308, -1e308, 2 ** 53, 1.5, 1e-320]

/** Stands for lists inside each other, deeper than could be written at once. */
const nested = (levels: number) => `@nested ${levels}@`
const oddKeys = () =>
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "a.b": 1, "": 2}') as unknown

const odd = fc.oneof(
  fc.constantFrom<unknown>(...ODD_TEXTS),
  fc.constantFrom<unknown>(...ODD_TIMES),
  fc.constantFrom<unknown>(...ODD_NUMBERS, null, true, false, [], {}, [[]], [null]),
  fc.constantFrom(1, 50, 99, 101, 5000, 100_000).map(nested),
  fc.constant(null).map(oddKeys),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
)

type Fields = Record<string, unknown>

/** Puts an odd value somewhere in an item: in place of a field, as a field of its own, inside one, or in place of the item. */
function mutate(item: Fields, place: number, value: unknown, key: string): unknown {
  const names = Object.keys(item)
  if (place % 16 === 0) return value
  if (place % 16 === 1) return { ...item, [key]: value }
  const name = names[place % names.length]!
  const inner = item[name]
  if (place % 3 === 0 && inner !== null && typeof inner === 'object' && !Array.isArray(inner)) {
    return { ...item, [name]: mutate(inner as Fields, (place >> 4) + 1, value, key) }
  }
  if (place % 7 === 0) return Object.fromEntries(Object.entries(item).filter(([each]) => each !== name))
  return { ...item, [name]: value }
}

const encounter = (id: string): Fields => ({
  id,
  occurredAt: '2026-03-02T18:14:00Z',
  customer: { crm: `C-${id}`, email: 'aino@example.com', phone: '040 123 4567' },
  touchpoint: 'form',
  channel: 'web',
  journey: 'loan',
  matter: 'L-1',
  initiator: 'customer',
  step: 'start',
  provides: ['income'],
  promises: [{ what: 'call', dueAt: '2026-03-03T10:00:00Z' }],
  measures: [{ metric: 'csat', score: 4, scale: '1-5' }],
  handledBy: { team: 'red' },
  timeZone: 'Europe/Helsinki',
  properties: { amount: 5 },
})
const good = (id: string): Fields => ({ id, occurredAt: '2026-03-02T18:14:00Z', customer: { crm: `G-${id}` }, touchpoint: 'form' })

const message = (id: string, type: string): Fields => ({
  type,
  messageId: id,
  userId: `C-${id}`,
  anonymousId: `a-${id}`,
  previousId: `a-${id}`,
  groupId: 'g',
  event: 'Form Sent',
  name: 'Form',
  timestamp: '2026-03-02T18:14:00Z',
  sentAt: '2026-03-10T09:00:00Z',
  properties: { step: 'start', journey: 'loan', amount: 5 },
  traits: { email: 'aino@example.com', name: 'Aino', holdings: ['card'], consents: { marketing: true } },
  context: { locale: 'fi', timezone: 'Europe/Helsinki', library: { name: 'analytics.js' }, device: { type: 'ios' }, page: { path: '/a' } },
  integrations: { Polku: { userId: 'crm' } },
})
const goodMessage = (id: string): Fields => ({
  type: 'track',
  messageId: id,
  userId: `G-${id}`,
  event: 'Form',
  timestamp: '2026-03-02T18:14:00Z',
})

const event = (id: string): Fields => ({
  specversion: '1.0',
  id,
  source: '/fuzz',
  type: 'form',
  subject: `C-${id}`,
  time: '2026-03-02T18:14:00Z',
  channel: 'web',
  datacontenttype: 'application/json',
  data: { journey: 'loan', customer: { email: 'aino@example.com' }, provides: ['income'], properties: { a: 1 } },
})

const statement: Fields = {
  asOf: '2026-03-01T00:00:00Z',
  identifiers: { email: 'aino@example.com' },
  attributes: { name: 'Aino', address: { city: 'Vaasa' } },
  holdings: ['card'],
  consents: { marketing: true },
}

const CALLS = ['track', 'identify', 'page', 'screen', 'group', 'alias']
/** Every door, with Segment's by name and CloudEvents' by mode. */
export const DOORS: readonly string[] = ['json', 'ndjson', 'batch', 'import', ...CALLS, 'structured', 'batched', 'binary', 'customer']

const json = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'null'
  return Buffer.from(
    text.replaceAll(/"@nested (\d+)@"/g, (_whole, levels: string) => `${'['.repeat(Number(levels))}${']'.repeat(Number(levels))}`),
  )
}

/** A header's value: what no client could send at all is left out. */
const headerText = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/[^\x20-\x7e]/g, '').slice(0, 2000)

/** Requests to every door with one item changed at random, in batches beside a good one; some broken as bytes. `n` makes ids of their own. */
export function fuzzedRequest(n: number): fc.Arbitrary<FuzzedRequest> {
  const bad = `f-${n}`
  const sound = `g-${n}`
  return fc
    .tuple(fc.constantFrom(...DOORS), fc.nat(1000), odd, fc.constantFrom(...ODD_TEXTS), fc.nat(40), fc.nat(1_000_000))
    .map(([door, place, value, key, breakage, at]): FuzzedRequest => {
      const change = (item: Fields) => mutate(item, place, value, key)
      const { url, type, payload, isBatch, headers = {} } = requestTo(door, change, bad, sound)
      const method = door === 'customer' ? 'PUT' : 'POST'
      const base = { door, method, url, headers: { 'content-type': type, ...headers } } as const
      if (breakage === 0) return { ...base, payload: payload.subarray(0, at % (payload.length + 1)), good: null }
      if (breakage === 1) {
        const broken = Buffer.from(payload)
        if (broken.length > 0) broken[at % broken.length] = at % 256
        return { ...base, payload: broken, good: null }
      }
      if (breakage === 2 && door !== 'customer') {
        return {
          ...base,
          headers: { ...base.headers, 'content-encoding': 'gzip' },
          payload: gzipSync(payload),
          good: isBatch ? sound : null,
        }
      }
      return { ...base, payload, good: isBatch ? sound : null }
    })
}

interface Shape {
  url: string
  type: string
  payload: Buffer
  isBatch?: boolean
  headers?: Record<string, string>
}

function requestTo(door: string, change: (item: Fields) => unknown, bad: string, sound: string): Shape {
  const type = 'application/json'
  if (door === 'json') return { url: '/v1/encounters', type, payload: json([change(encounter(bad)), good(sound)]), isBatch: true }
  if (door === 'ndjson') {
    const lines = Buffer.concat([json(change(encounter(bad))), Buffer.from('\n'), json(good(sound))])
    return { url: '/v1/encounters', type: 'application/x-ndjson', payload: lines, isBatch: true }
  }
  if (door === 'batch' || door === 'import') {
    const changed = CALLS.map((call) => change(message(`${bad}-${call}`, call)))
    return {
      url: `/v1/${door}`,
      type,
      payload: json({ batch: [...changed, goodMessage(sound)], sentAt: '2026-03-10T12:00:00Z' }),
      isBatch: true,
    }
  }
  if (CALLS.includes(door)) return { url: `/v1/${door}`, type, payload: json(change(message(bad, door))) }
  if (door === 'structured') return { url: '/v1/cloudevents', type: 'application/cloudevents+json', payload: json(change(event(bad))) }
  if (door === 'batched') {
    const payload = json([change(event(bad)), { ...event(sound), subject: `G-${sound}` }])
    return { url: '/v1/cloudevents', type: 'application/cloudevents-batch+json', payload, isBatch: true }
  }
  if (door === 'binary') {
    const changed = change(event(bad))
    const { data, datacontenttype, ...attributes } = (changed !== null && typeof changed === 'object' ? changed : {}) as Fields
    const named = Object.entries(attributes).filter(([name]) => /^[\w-]+$/.test(name))
    const headers = Object.fromEntries(named.map(([name, value]) => [`ce-${name.toLowerCase()}`, headerText(value)]))
    return { url: '/v1/cloudevents', type: headerText(datacontenttype ?? type), payload: json(data ?? null), headers }
  }
  return { url: `/v1/customers/${encodeURIComponent(`crm:C-${bad}`)}`, type, payload: json(change(statement)) }
}
