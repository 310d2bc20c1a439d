import { describe, expect, it } from 'vitest'
import { definitionsSchema, type DefinitionsInput } from './definition.ts'
import { openDefinitions } from './definitions.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const calendar = { timeZone: 'Europe/Helsinki', holidays: () => new Set<number>() }
const open = (given: DefinitionsInput) => openDefinitions(definitionsSchema.parse(given), calendar)
const refusal = (given: unknown) =>
  definitionsSchema.safeParse(given).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('parameters', () => {
  it('stand at their defaults where nothing is defined', () => {
    expect(open({}).parameters('order', 'desk')).toMatchObject({
      silenceLimit: 48 * HOUR,
      validity: 365 * DAY,
      repeatLimit: 30 * DAY,
      deadEndLimit: HOUR,
      lossWindow: 90 * DAY,
    })
    expect(open({}).limits('order')).toEqual({ pauseAfter: 7 * DAY, pauseLimit: 90 * DAY, effort: [] })
  })

  it('are the touchpoint’s before the journey’s before the default, one by one', () => {
    const definitions = open({
      journeys: [
        {
          key: 'order',
          frictions: { silence: { limit: '24h' }, 'dead-end': { limit: '2h' }, 'repeated-ask': { items: { a: '1d', b: '1d' } } },
        },
      ],
      touchpoints: [{ key: 'desk', frictions: { silence: { limit: '1h' }, 'repeated-ask': { validity: '3d', items: { b: '2d' } } } }],
    })
    expect(definitions.parameters('order', 'desk')).toMatchObject({
      silenceLimit: HOUR,
      deadEndLimit: 2 * HOUR,
      repeatLimit: 30 * DAY,
      validity: 3 * DAY,
      itemValidity: { a: DAY, b: 2 * DAY },
    })
    expect(definitions.parameters('order', 'form')).toMatchObject({ silenceLimit: 24 * HOUR, validity: 365 * DAY })
    expect(definitions.parameters('loan', 'desk')).toMatchObject({ silenceLimit: HOUR, deadEndLimit: HOUR })
    expect(definitions.parameters('loan', 'form')).toMatchObject({ silenceLimit: 48 * HOUR })
  })

  it('keep the thresholds of the metrics that are not named', () => {
    const definitions = open({ touchpoints: [{ key: 'desk', frictions: { 'poor-score': { nps: { scale: '0-100', atMost: 60 } } } }] })
    expect(definitions.parameters('order', 'desk').poor).toMatchObject({
      nps: { scale: '0-100', atMost: 60 },
      csat: { scale: '1-5', atMost: 2 },
    })
  })

  it('know the longest window of losses', () => {
    expect(open({}).longestLossWindow).toBe(90 * DAY)
    expect(open({ journeys: [{ key: 'order', frictions: { loss: { window: '1d' } } }] }).longestLossWindow).toBe(90 * DAY)
    expect(open({ touchpoints: [{ key: 'desk', frictions: { loss: { window: '100d' } } }] }).longestLossWindow).toBe(100 * DAY)
  })
})

describe('definitions', () => {
  it('know the only journey of a touchpoint: none where several list it', () => {
    const definitions = open({
      journeys: [
        { key: 'move', touchpoints: ['van', 'crane', 'van'] },
        { key: 'build', touchpoints: ['crane'] },
      ],
    })
    expect(['van', 'crane', 'desk'].map((touchpoint) => definitions.onlyJourney(touchpoint))).toEqual(['move', undefined, undefined])
  })

  it('of one key: the later replaces the earlier', () => {
    const definitions = open({ journeys: [{ key: 'move', touchpoints: ['van'], pauseAfter: '1d' }, { key: 'move' }] })
    expect(definitions.onlyJourney('van')).toBe(undefined)
    expect(definitions.limits('move').pauseAfter).toBe(7 * DAY)
  })

  it('tell digital and contact channels, those of an organisation too', () => {
    const definitions = open({
      channels: [
        { key: 'kiosk', digital: true },
        { key: 'web', contact: true },
        { key: 'phone', contact: false },
      ],
    })
    const channels = ['web', 'app', 'chat', 'email', 'phone', 'branch', 'store', 'post', 'social', 'kiosk']
    expect(channels.filter(definitions.isDigital)).toEqual(['web', 'app', 'chat', 'email', 'kiosk'])
    expect(channels.filter(definitions.isContact)).toEqual(['web', 'chat', 'email', 'branch', 'store', 'post'])
  })

  it('sort limits of effort by the day they hold from', () => {
    const dated = [
      { since: '2026-03-02T00:00:00Z', limit: 5 },
      { since: '2026-01-01T00:00:00Z', limit: 9 },
    ]
    expect(
      open({ journeys: [{ key: 'order', effortLimit: dated }] })
        .limits('order')
        .effort.map(({ limit }) => limit),
    ).toEqual([9, 5])
    expect(open({ journeys: [{ key: 'order', effortLimit: 7 }] }).limits('order').effort).toEqual([{ since: -Infinity, limit: 7 }])
  })

  it('are refused with the field and the reason', () => {
    expect(refusal({ journeys: [{ key: 'relationship' }] })).toEqual([
      'journeys.0.key: the journey "relationship" is built in and cannot be defined',
    ])
    const paused = { journeys: [{ key: 'order', pauseAfter: '10d', pauseLimit: '9d' }] }
    expect(refusal(paused)).toEqual(['journeys.0.pauseLimit: pauseLimit must not be shorter than pauseAfter'])
    expect(refusal({ journeys: [{ key: 'order', pauseAfter: '91d' }] })).toHaveLength(1)
    expect(refusal({ journeys: [{ key: 'order', pauseAfter: '90d' }] })).toEqual([])
    for (const pauseAfter of ['soon', '4000d']) {
      expect(refusal({ journeys: [{ key: 'order', pauseAfter }] })[0]).toContain(
        'journeys.0.pauseAfter: must be a length of time such as 7d, 48h or 30m',
      )
    }
    expect(refusal({ journeys: [{ key: 'order', effortLimit: 0 }] })[0]).toContain('journeys.0.effortLimit')
    expect(refusal({ touchpoints: [{ key: 'desk', frictions: { silense: {} } }] })[0]).toContain('touchpoints.0.frictions')
  })
})
