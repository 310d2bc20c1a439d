import { describe, expect, it } from 'vitest'
import { encounterSchema, readEncounter } from '../../../domain/encounter/schema.ts'
import { digestOf } from '../../encounter/registerIds.ts'
import { timeOf } from './clock.ts'
import { itemOfEvent } from './cloudEvent.ts'
import { facetOfAttribute, splitFacets } from './facets.ts'
import { readContext } from './segmentContext.ts'
import { encounterOf } from './segmentEncounter.ts'
import { statementOf } from './segmentStatement.ts'
import { keyOfName, keyOfPath } from './touchpointKey.ts'

const NOW = Date.parse('2026-03-10T12:00:00Z')

/** What comes as JSON and cannot be made text. */
const NO_TEXT = { toString: 'x', valueOf: 'y' }

describe('the time of a message', () => {
  it.each([
    [
      'stands when the clocks agree within five minutes',
      { timestamp: '2026-03-10T11:00:00Z', sentAt: '2026-03-10T11:55:00Z' },
      '2026-03-10T11:00:00Z',
    ],
    ['is corrected when the clock is slow', { timestamp: '2026-03-10T08:59:50Z', sentAt: '2026-03-10T09:00:00Z' }, '2026-03-10T11:59:50Z'],
    ['is corrected when the clock is fast', { timestamp: '2026-03-13T11:59:00Z', sentAt: '2026-03-13T12:00:00Z' }, '2026-03-10T11:59:00Z'],
    [
      'is corrected when the clock was never set',
      { timestamp: '1970-01-01T00:00:00Z', sentAt: '1970-01-01T00:00:10Z' },
      '2026-03-10T11:59:50Z',
    ],
    [
      'is corrected in steps of ten seconds, never into the future',
      { timestamp: '2026-03-10T09:00:00Z', sentAt: '2026-03-10T09:00:00.200Z' },
      '2026-03-10T11:59:50Z',
    ],
    ['stands without the time of sending', { timestamp: '2020-02-29T12:00:00.120+02:00' }, '2020-02-29T10:00:00.120Z'],
    ['stands when the time of sending is no time', { timestamp: '2026-03-10T08:00:00Z', sentAt: 5 }, '2026-03-10T08:00:00Z'],
    [
      'stands when somebody corrected it before',
      { timestamp: '2026-03-01T08:00:00Z', originalTimestamp: '2026-03-01T05:00:00Z', sentAt: '2026-03-01T05:00:01Z' },
      '2026-03-01T08:00:00Z',
    ],
    [
      'is measured by the arrival that the message tells',
      { timestamp: '2026-03-01T05:00:00Z', sentAt: '2026-03-01T05:00:01Z', receivedAt: '2026-03-01T08:00:01Z' },
      '2026-03-01T08:00:00Z',
    ],
    ['is the arrival when nothing is told', { sentAt: '2026-03-10T09:00:00Z' }, '2026-03-10T12:00:00Z'],
    ['may have an offset without a colon', { timestamp: '2026-03-10T13:00:00+0200' }, '2026-03-10T11:00:00Z'],
    ['is handed on when it is no time', { timestamp: 'yesterday', sentAt: '2026-03-10T09:00:00Z' }, 'yesterday'],
  ])('%s', (_name, told, expected) => expect(timeOf(told, NOW)).toBe(expected))
})

describe('the key of a touchpoint', () => {
  it.each([
    ['Loan Application Sent', 'loan-application-sent'],
    ['loan-application', 'loan-application'],
    ['  Töölön kirjasto: varaus! ', 'töölön-kirjasto-varaus'],
    ['order_completed.v2', 'order-completed-v2'],
    ['???', '???'],
  ])('from the name %j is %j', (name, key) => expect(keyOfName(name)).toBe(key))

  it.each([
    ['/', 'home'],
    ['', 'home'],
    ['/loans/apply/', 'loans-apply'],
    ['/orders/12345/returns?x=1', 'orders-returns'],
    ['https://shop.example/orders/0b9d6c1e-77aa-4b0e-9d9b-0d3d8a0f1c11#top', 'orders'],
    ['https://shop.example', 'home'],
    ['/decade/facade', 'decade-facade'],
  ])('from the path %j is %j', (path, key) => expect(keyOfPath(path)).toBe(key))
})

describe('facets among the fields of an event', () => {
  it('are every facet that an encounter can have', () => {
    const own = ['id', 'occurredAt', 'customer', 'properties']
    const facets = Object.keys(encounterSchema.shape).filter((facet) => !own.includes(facet))
    const isTaken = (name: string) => [['x'], 'x', {}].some((value) => name in splitFacets({ [name]: value }).facets)
    expect(facets.filter((facet) => !isTaken(facet))).toEqual([])
    expect(facets).toHaveLength(25)
  })

  it('have a facet’s name and its sort of value; the rest are properties', () => {
    const given = {
      step: 2,
      channel: 'web',
      matter: 4711,
      provides: 'income',
      asks: ['id'],
      handledBy: 'Aino',
      offers: 5,
      stage: null,
      total: null,
    }
    expect(splitFacets(given)).toEqual({
      facets: { channel: 'web', matter: '4711', provides: ['income'], asks: ['id'] },
      rest: { step: 2, handledBy: 'Aino', offers: 5, total: null },
    })
    expect(Object.keys(splitFacets(JSON.parse('{"__proto__": 1, "constructor": 2}') as object as Record<string, unknown>).rest)).toEqual([
      '__proto__',
      'constructor',
    ])
  })

  it('are named by attributes in small letters', () => {
    expect([facetOfAttribute('directsto', 'app'), facetOfAttribute('timezone', 'Europe/Helsinki')]).toEqual([
      ['directsTo', 'app'],
      ['timeZone', 'Europe/Helsinki'],
    ])
    expect([facetOfAttribute('traceparent', 'x'), facetOfAttribute('step', 2), facetOfAttribute('id', 'x')]).toEqual([null, null, null])
  })
})

describe('Segment’s context', () => {
  const web = { name: 'analytics.js' }
  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148'
  it.each([
    [{ library: web, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142' }, 'track', { channel: 'web', device: 'desktop' }],
    [{ library: web, userAgent: IPHONE }, 'track', { channel: 'web', device: 'mobile' }],
    [{ library: web, userAgent: 'Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/142' }, 'track', { channel: 'web', device: 'tablet' }],
    [
      { library: { name: 'analytics-kotlin' }, device: { type: 'android', model: 'Pixel 9' } },
      'track',
      { channel: 'app', device: 'mobile' },
    ],
    [{ library: { name: 'analytics-swift' }, device: { type: 'ios', model: 'iPad14,3' } }, 'screen', { channel: 'app', device: 'tablet' }],
    [{ library: { name: '@segment/analytics-node' } }, 'track', {}],
    [{ library: { name: '@segment/analytics-node' } }, 'page', { channel: 'web' }],
    [{ timezone: 'Europe/Helsinki', locale: 'fi-FI' }, 'track', { timeZone: 'Europe/Helsinki', locale: 'fi-FI' }],
    [{ timezone: 'Mars/Base', locale: 5, device: [], library: 'x' }, 'track', {}],
  ])('%j of a %s tells %j', (context, type, expected) => expect(readContext(context, type)).toEqual(expected))
})

describe('Segment’s messages', () => {
  const at = '2026-03-10T11:00:00Z'
  const track = (message: object, context = {}) => encounterOf('track', { event: 'Form Sent', ...message }, context, at)
  const told = (type: string, message: object, context = {}) => statementOf(type, message as Record<string, unknown>, context, at, NOW)

  it('become encounters; an explicit touchpoint and channel win', () => {
    expect(
      encounterOf(
        'page',
        {
          messageId: 'm',
          userId: 'C-1',
          anonymousId: 'a',
          name: 'Pricing',
          properties: { touchpoint: 'prices', channel: 'kiosk', url: 'x' },
        },
        { traits: { email: 'A@example.com', phone: 'n/a' } },
        at,
      ),
    ).toEqual({
      id: 'm',
      occurredAt: at,
      customer: { email: 'A@example.com', anonymous: 'a', crm: 'C-1' },
      channel: 'kiosk',
      touchpoint: 'prices',
      properties: { url: 'x' },
    })
  })

  it('name the touchpoint by name, else by path, else by sort', () => {
    const touchpoint = (type: string, message: object, context = {}) =>
      encounterOf(type, message as Record<string, unknown>, context, at)['touchpoint']
    expect([
      touchpoint('page', { name: 'Our Prices' }),
      touchpoint('page', { properties: { name: 'Our Prices' } }),
      touchpoint('page', { properties: { path: '/loans/77' } }),
      touchpoint('page', {}, { page: { path: '/' } }),
      touchpoint('page', {}),
      touchpoint('screen', { name: 'Balance' }),
      touchpoint('screen', {}, { page: { path: '/x' } }),
      touchpoint('track', {}),
    ]).toEqual(['our-prices', 'our-prices', 'loans', 'home', 'page', 'balance', 'screen', undefined])
  })

  it('without an id are known again by what they say, not by when they were sent', () => {
    const id = (more: object) => track({ userId: 'C-1', timestamp: at, ...more })['id']
    expect(id({ sentAt: 'x', writeKey: 'k', _metadata: {} })).toBe(id({ sentAt: 'y' }))
    expect(id({ properties: { a: 1 } })).not.toBe(id({}))
    expect(track({ userId: 'C-1' })).not.toHaveProperty('id')
  })

  it('are of the kind that integrations.Polku names', () => {
    expect(track({ userId: 7, integrations: { Polku: { userId: 'user' } } })['customer']).toEqual({ user: 7 })
    expect(track({ userId: '', anonymousId: null })['customer']).toEqual({})
  })

  it('identify tells a statement', () => {
    const traits = {
      email: 'Aino@Example.com',
      phone: 'none',
      firstName: 'Aino',
      lastName: 'Esimerkki',
      plan: 'gold',
      holdings: ['card', 'card'],
      consents: { marketing: true },
    }
    expect(told('identify', { userId: 'C-1', anonymousId: 'a', traits })).toEqual({
      statement: {
        identifier: 'crm:C-1',
        at: Date.parse(at),
        identifiers: { crm: 'C-1', email: 'aino@example.com', anonymous: 'a' },
        attributes: { phone: 'none', firstName: 'Aino', lastName: 'Esimerkki', plan: 'gold', name: 'Aino Esimerkki' },
        holdings: ['card'],
        consents: { marketing: true },
      },
    })
    expect(told('identify', { anonymousId: 'a', traits: { holdings: 5, consents: 'all' } })).toMatchObject({
      statement: { identifier: 'anonymous:a', attributes: { holdings: 5, consents: 'all' } },
    })
    const consent = { categoryPreferences: { Advertising: false } }
    expect(told('identify', { userId: 'C-1' }, { consent })).toMatchObject({ statement: { consents: { Advertising: false } } })
  })

  it('group is an attribute, alias joins an anonymous id with a user id', () => {
    expect(told('group', { userId: 'C-1', groupId: 'g', traits: { name: 'Example Oy' } })).toMatchObject({
      statement: { identifier: 'crm:C-1', attributes: { group: { id: 'g', name: 'Example Oy' } } },
    })
    expect(told('alias', { userId: 'C-1', previousId: 'a' })).toMatchObject({
      statement: { identifier: 'crm:C-1', identifiers: { crm: 'C-1', anonymous: 'a' } },
    })
    expect(told('alias', { userId: 'C-1', previousId: 'p', integrations: { Polku: { previousId: 'user' } } })).toMatchObject({
      statement: { identifiers: { crm: 'C-1', user: 'p' } },
    })
  })

  it.each([
    ['alias', { userId: 'C-2', previousId: 'C-1', anonymousId: 'a' }, 'previousId'],
    ['alias', { userId: 'C-2' }, 'previousId'],
    ['alias', { previousId: 'a' }, 'userId'],
    ['group', { userId: 'C-1' }, 'groupId'],
    ['identify', { traits: { email: 'a@example.com' } }, 'userId'],
    ['identify', { userId: {} }, 'identifiers.crm'],
    ['identify', { userId: 'C-1', traits: { note: '131052-308T' } }, 'attributes.note'],
    ['identify', { userId: 'C-1', traits: { note: 'x\0' } }, 'attributes.note'],
    ['identify', { userId: 'C-1', integrations: { Polku: { userId: 'a:b' } } }, 'userId'],
  ])('%s %j is refused at %s', (type, message, field) => expect(told(type, message)).toMatchObject({ problems: [{ field }] }))

  it('are refused when an id is no text, whatever it is', () => {
    for (const [type, message] of [
      ['identify', { userId: NO_TEXT }],
      ['identify', { anonymousId: NO_TEXT }],
      ['group', { userId: NO_TEXT, groupId: 'g' }],
      ['alias', { userId: 'C-1', previousId: NO_TEXT }],
    ] as const) {
      expect(told(type, message), type).toMatchObject({ problems: [{ field: expect.stringMatching(/^identifiers\.(crm|anonymous)$/) }] })
    }
  })
})

describe('a CloudEvent', () => {
  const event = { specversion: '1.0', id: '1', source: '/loans', type: 'com.example.loan.sent', subject: 'C-1' }
  const item = (more: object) => {
    const read = itemOfEvent({ ...event, ...more }, NOW)
    if ('problem' in read) throw new Error(read.problem)
    return read.value as Record<string, unknown>
  }

  it('becomes an encounter: source and id together its id, type its touchpoint, subject its customer', () => {
    expect(item({})).toEqual({
      id: '/loans 1',
      occurredAt: '2026-03-10T12:00:00Z',
      customer: { crm: 'C-1' },
      touchpoint: 'com.example.loan.sent',
      properties: {},
    })
    expect(itemOfEvent({ ...event, source: '/a b' }, NOW)).toEqual({
      problem: 'source must be a URI, without spaces',
      raw: expect.any(String),
    })
    expect(item({ id: 'x'.repeat(300) })['id']).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    ['C-1', { crm: 'C-1' }],
    ['email:a@example.com', { email: 'a@example.com' }],
    ['12:34', { crm: '12:34' }],
    ['', {}],
    [undefined, {}],
    [5, {}],
  ])('about the subject %j is of the customer %j', (subject, customer) => expect(item({ subject })['customer']).toEqual(customer))

  it('has facets in its data and its extension attributes; the data wins', () => {
    const data = { touchpoint: 'loan-application', channel: 'web', provides: ['income'], customer: { email: 'a@example.com' }, amount: 5 }
    expect(item({ time: '2026-03-01T00:00:00Z', channel: 'app', directsto: 'branch', traceparent: 't', data })).toMatchObject({
      occurredAt: '2026-03-01T00:00:00Z',
      customer: { crm: 'C-1', email: 'a@example.com' },
      touchpoint: 'loan-application',
      channel: 'web',
      directsTo: 'branch',
      provides: ['income'],
      properties: { traceparent: 't', amount: 5 },
    })
    expect(item({ data: 'words' })['properties']).toEqual({ data: 'words' })
    expect(item({ data: [1] })['properties']).toEqual({ data: [1] })
    expect(item({ data: { properties: { a: 1 }, b: 2 } })['properties']).toEqual({ a: 1, b: 2 })
    const encoded = Buffer.from('{"stage":"apply"}').toString('base64')
    expect(item({ data_base64: encoded })).toMatchObject({ stage: 'apply', properties: {} })
    expect(item({ data_base64: encoded, datacontenttype: 'text/plain' })['properties']).toEqual({ data: '{"stage":"apply"}' })
    expect(item({ data_base64: encoded, datacontenttype: 'image/png' })['properties']).toEqual({ data_base64: encoded })
  })

  it('is refused when its bytes are no base64', () => {
    for (const wrong of ['not base64!', 5, 'a=b']) expect(() => item({ data_base64: wrong })).toThrow('data_base64 must be bytes as base64')
  })

  it('is refused with what is missing', () => {
    expect(itemOfEvent({ specversion: '0.3', id: '1' }, NOW)).toMatchObject({
      problem: 'specversion must be "1.0"; source is required, as text; type is required, as text',
    })
    expect(itemOfEvent([], NOW)).toMatchObject({ problem: 'must be an object' })
    expect(itemOfEvent({ specversion: '1.0', id: '1', type: 'form', source: NO_TEXT }, NOW)).toMatchObject({
      problem: 'source is required, as text',
    })
    const unread = readEncounter(item({ subject: '', time: 'now' }), digestOf)
    expect(unread).toMatchObject({ problems: [{ field: 'occurredAt' }, { field: 'customer' }] })
  })
})
