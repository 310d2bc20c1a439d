import { describe, expect, it } from 'vitest'
import { found, on, order, run } from './example.ts'

const company = { initiator: 'company' } as const
const thirdParty = { initiator: 'third-party' } as const
const nps = (score: number, scale?: string) => ({ measures: [{ metric: 'nps', score, scale }] })

const offer = (time: string) => on(time, { ...company, offers: ['card'], takesUp: ['card'] })
const direct = (directsTo: string, facets = {}) => order('06 12:00', { ...company, directsTo, ...facets })
const poor = (metric: string, score: number, scale?: string, rest = {}) =>
  run([order('05 12:00', { measures: [{ metric, score, scale }] })], undefined, rest).frictions
const stars = (score: number, facets: object) =>
  found('negative-mention', [on('05 12:00', { measures: [{ metric: 'stars', score }], ...facets })])
const lossWithin = (window: string) => ({
  definitions: { touchpoints: [{ key: 'counter', frictions: { loss: { window } } }] },
})

describe('silence', () => {
  // Monday 5 January 2026 14:00 in Helsinki; Tuesday the 6th is Epiphany: two working days end on Thursday.
  const start = order('05 12:00', { step: 'start' })
  const thursday = '2026-01-08T12:00:00Z'

  it('is past the deadline of working days, and answered in time at it', () => {
    expect(found('silence', [start], thursday)).toEqual([])
    expect(found('silence', [start], '2026-01-08T12:00:00.001Z')).toEqual([[thursday, 0]])
    expect(found('silence', [start, order('08 12:00', { ...company, asks: ['x'] })])).toEqual([])
    expect(found('silence', [start, order('08 12:01', { ...company, asks: ['x'] })])).toEqual([[thursday, 0]])
  })

  it('ends its count with the last working day, at midnight', () => {
    const friday = order('09 22:00', { step: 'start' })
    expect(found('silence', [friday])).toEqual([['2026-01-13T22:00:00Z', 0]])
    const monday = order('11 22:00', { step: 'start' })
    expect(found('silence', [monday])).toEqual([['2026-01-13T22:00:00Z', 0]])
    const definitions = { journeys: [{ key: 'order', frictions: { silence: { limit: '1h' } } }] }
    const lateFriday = order('09 21:00', { step: 'start' })
    expect(found('silence', [lateFriday], undefined, { definitions })).toEqual([['2026-01-09T22:00:00Z', 0]])
  })

  it('takes the calendar’s holidays: no Epiphany in Norway', () => {
    expect(found('silence', [start], undefined, { calendar: 'NO' })).toEqual([['2026-01-07T12:00:00Z', 0]])
  })

  it('restarts at the company’s encounters, remarks and the customer’s own excepted', () => {
    const remark = order('07 12:00', { ...company, signals: ['praise'] })
    const more = order('07 13:00', { provides: ['y'] })
    expect(found('silence', [start, remark, more])).toEqual([[thursday, 0]])
    const answer = order('07 14:00', company)
    expect(found('silence', [start, answer, order('07 15:00')])).toEqual([['2026-01-09T14:00:00Z', 0, 1]])
  })

  it('runs in any state', () => {
    const done = order('05 12:00', { ...company, step: 'complete', turn: 'company' })
    expect(found('silence', [done])).toEqual([[thursday, 0]])
    const unsaid = order('05 13:00', { initiator: undefined, step: 'complete' })
    expect(found('silence', [start, unsaid])).toEqual([[thursday, 0]])
  })

  it('waits for promises open at the deadline, again and again', () => {
    const first = { what: 'call', dueAt: '2026-01-12T12:00:00Z' }
    const second = { what: 'offer', dueAt: '2026-01-14T12:00:00Z' }
    const promise = order('05 12:00', { step: 'start', promises: [first, second] })
    expect(found('silence', [promise], '2026-01-14T12:00:00Z')).toEqual([])
    expect(found('silence', [promise])).toEqual([['2026-01-14T12:00:00Z', 0]])
    const kept = order('12 12:00', { initiator: undefined, fulfils: ['offer'] })
    expect(found('silence', [promise, kept])).toEqual([['2026-01-12T12:00:00Z', 0]])
    const keptBefore = order('08 12:00', { initiator: undefined, fulfils: ['call', 'offer'] })
    expect(found('silence', [promise, keptBefore])).toEqual([[thursday, 0]])
  })

  it('takes the touchpoint’s limit before the journey’s', () => {
    const definitions = {
      journeys: [{ key: 'order', frictions: { silence: { limit: '24h' } } }],
      touchpoints: [{ key: 'counter', frictions: { silence: { limit: '30m' } } }],
    }
    expect(found('silence', [start], undefined, { definitions })).toEqual([['2026-01-05T12:30:00Z', 0]])
  })
})

describe('promises', () => {
  const dueAt = '2026-01-07T12:00:00Z'
  const promise = on('05 12:00', { ...company, promises: [{ what: 'call', dueAt }] })

  it('are broken once past due, on the relationship too', () => {
    expect(found('broken-promise', [promise], dueAt)).toEqual([])
    expect(run([promise]).frictions).toMatchObject([
      { kind: 'broken-promise', occurredAt: dueAt, what: 'call', severity: 4, journey: 'relationship' },
    ])
  })

  it('are kept oldest first, in time only, on their own path only', () => {
    const again = on('06 12:00', { ...company, promises: [{ what: 'call', dueAt: '2026-01-09T12:00:00Z' }] })
    const keep = on('07 12:00', { ...company, fulfils: ['call'] })
    const keepLate = on('08 12:00', { ...company, fulfils: ['call'] })
    expect(found('broken-promise', [promise, again, keep])).toEqual([['2026-01-09T12:00:00Z', 1]])
    expect(found('broken-promise', [promise, again, keepLate])).toEqual([[dueAt, 0]])
    expect(found('broken-promise', [promise, again, keep, keepLate])).toEqual([])
    expect(found('broken-promise', [promise, order('06 13:00', { ...company, fulfils: ['call'] })])).toHaveLength(1)
  })
})

describe('asks and offers', () => {
  const given = order('05 12:00', { provides: ['income', 'identity'] })
  const ask = on('06 12:00', { ...company, asks: ['identity', 'income', 'colour'] })

  it('are repeated within the validity, over all paths', () => {
    expect(run([given, ask]).frictions.filter(({ kind }) => kind === 'repeated-ask')).toMatchObject([
      { items: ['identity', 'income'], evidence: [given.id, ask.id], journey: 'relationship' },
    ])
    expect(found('repeated-ask', [given, on('06 12:00', { asks: ['income'] })])).toEqual([])
    expect(found('repeated-ask', [{ ...given, ...company }, ask])).toEqual([])
    const newer = on('05 13:00', { provides: ['income'] })
    expect(found('repeated-ask', [given, newer, ask])).toEqual([['2026-01-06T12:00:00Z', 0, 1, 2]])
  })

  it('may be repeated where an item’s validity has ended or is none', () => {
    const items = { identity: '0' }
    const own = (validity: string) => ({
      definitions: { touchpoints: [{ key: 'counter', frictions: { 'repeated-ask': { validity, items } } }] },
    })
    const result = run([given, ask], undefined, own('24h')).frictions.filter(({ kind }) => kind === 'repeated-ask')
    expect(result.map(({ items: asked }) => asked)).toEqual([['income']])
    expect(found('repeated-ask', [given, ask], undefined, own('23h'))).toEqual([])
  })

  it('an offer is fine before it is held and after it is given up', () => {
    const quit = on('07 12:00', { givesUp: ['card'] })
    expect(found('irrelevant-offer', [offer('05 12:00'), quit, offer('08 12:00')])).toEqual([])
    expect(found('irrelevant-offer', [offer('05 12:00'), offer('08 12:00')])).toEqual([['2026-01-08T12:00:00Z', 0, 1]])
  })
})

describe('channels and teams', () => {
  it('only the company’s direction out of a digital beginning is forced', () => {
    const web = order('05 12:00', { channel: 'web' })
    expect(found('forced-channel-switch', [web, direct('store')])).toHaveLength(1)
    expect(found('forced-channel-switch', [web, direct('chat')])).toEqual([])
    expect(found('forced-channel-switch', [{ ...web, channel: 'phone' }, direct('store')])).toEqual([])
    expect(found('forced-channel-switch', [web, order('06 12:00', { channel: 'store' })])).toEqual([])
    expect(found('forced-channel-switch', [web, direct('store', { initiator: 'customer' })])).toEqual([])
  })

  it('a bounce cites the last encounters of both teams; encounters without one are passed over', () => {
    const teams = ['a', 'a', 'b', undefined, 'b', 'c', 'a']
    const encounters = teams.map((team, index) => order(`05 1${index}:00`, { ...company, handledBy: { team } }))
    expect(found('bounce', encounters)).toEqual([['2026-01-05T16:00:00Z', 1, 5, 6]])
    expect(run(encounters).paths).toMatchObject([{ handovers: 3, bounces: 1 }])
  })
})

describe('repeat contact', () => {
  const matter = 'A'
  const done = order('01 12:00', { ...company, matter, step: 'complete' })

  it('is coming back to a completed matter within the limit, by any channel', () => {
    expect(found('repeat-contact', [done, order('31 12:00', { matter, provides: ['x'] })], '2026-01-31T13:00:00Z')).toEqual([
      ['2026-01-31T12:00:00Z', 0, 1],
    ])
    expect(found('repeat-contact', [done, order('31 12:01', { matter })], '2026-01-31T13:00:00Z')).toEqual([])
    expect(found('repeat-contact', [done, order('05 12:00', { matter, signals: ['praise'] })])).toEqual([])
    expect(found('repeat-contact', [done, order('05 12:00')])).toEqual([])
  })

  it('is asking what is happening on the company’s turn', () => {
    const start = order('05 12:00', { matter, step: 'start' })
    const call = (facets: object) => order('05 13:00', { matter, channel: 'phone', ...facets })
    expect(found('repeat-contact', [start, call({})])).toEqual([['2026-01-05T13:00:00Z', 0, 1]])
    for (const other of [{ channel: 'web' }, { step: 'progress' }, { provides: ['x'] }, company, nps(9)]) {
      expect(found('repeat-contact', [start, call(other)])).toEqual([])
    }
    expect(found('repeat-contact', [order('05 12:00', { matter }), call({})])).toEqual([])
  })
})

describe('dead-end and effort', () => {
  const fail = order('05 12:00', { step: 'fail' })

  it('is a fail with nothing better within the limit', () => {
    expect(found('dead-end', [fail], '2026-01-05T13:00:00Z')).toEqual([])
    expect(found('dead-end', [fail])).toEqual([['2026-01-05T13:00:00Z', 0]])
    expect(found('dead-end', [fail, order('05 13:00', { step: 'progress' })])).toEqual([])
    expect(found('dead-end', [fail, order('05 13:01', { step: 'complete' })])).toHaveLength(1)
    expect(found('dead-end', [fail, order('05 12:30', { ...thirdParty, step: 'progress' })])).toHaveLength(1)
    expect(found('dead-end', [fail, order('05 12:30', { step: 'fail' })])).toEqual([['2026-01-05T13:30:00Z', 1]])
    expect(found('dead-end', [fail, order('05 12:00', { step: 'complete', id: 'a' })])).toHaveLength(1)
    expect(found('dead-end', [fail, order('05 12:00', { step: 'complete', id: 'z' })])).toEqual([])
  })

  it('effort is told once, at the crossing', () => {
    const definitions = { journeys: [{ key: 'order', effortLimit: 2 }] }
    const encounters = ['05 12:00', '05 13:00', '05 14:00', '05 15:00'].map((time) => order(time))
    expect(found('effort', encounters, undefined, { definitions })).toEqual([['2026-01-05T14:00:00Z', 2]])
    expect(found('effort', encounters)).toEqual([])
  })
})

describe('scores, mentions and leaving', () => {
  it('poor scores are judged on their own scale or none', () => {
    expect(poor('nps', 6)).toMatchObject([{ kind: 'poor-score', metric: 'nps', score: 6, severity: 2 }])
    expect([poor('nps', 7), poor('nps', 6, '1-7'), poor('csat', 3), poor('csat', 0), poor('mood', 1)].flat()).toEqual([])
    expect([poor('nps', 0, '0-10'), poor('csat', 2), poor('ces', 3, '1-7')].flat()).toHaveLength(3)
    const definitions = {
      journeys: [{ key: 'order', frictions: { 'poor-score': { nps: { scale: '0-100', atMost: 50 } } } }],
    }
    expect(poor('nps', 50, '0-100', { definitions })).toHaveLength(1)
    expect(poor('nps', 5, '0-10', { definitions })).toEqual([])
  })

  it('two metrics are two frictions, one metric twice is one', () => {
    const measures = [
      { metric: 'nps', score: 3 },
      { metric: 'nps', score: 2 },
      { metric: 'ces', score: 1 },
    ]
    expect(run([order('05 12:00', { measures })]).frictions.map(({ metric, score }) => [metric, score])).toEqual([
      ['ces', 1],
      ['nps', 2],
    ])
  })

  it('negative mentions are a third party’s', () => {
    expect(stars(2, thirdParty)).toHaveLength(1)
    expect(stars(3, thirdParty)).toEqual([])
    expect(stars(1, {})).toEqual([])
    expect(stars(5, { ...thirdParty, sentiment: 'negative' })).toHaveLength(1)
  })
})

describe('loss', () => {
  const bad = order('05 12:00', nps(0))
  const quit = on('07 12:00', { givesUp: ['loan', 'card'] })

  it('follows another friction of the customer on any path, strictly earlier and not too old', () => {
    expect(run([bad, quit]).frictions.at(-1)).toMatchObject({
      kind: 'loss',
      severity: 5,
      products: ['card', 'loan'],
      leadTimeSeconds: 2 * 86400,
      after: [{ kind: 'poor-score', occurredAt: '2026-01-05T12:00:00Z', evidence: [bad.id] }],
    })
    expect(found('loss', [quit])).toEqual([])
    expect(found('loss', [bad, { ...quit, takesUp: ['savings'] }])).toEqual([])
    expect(found('loss', [{ ...quit, signals: ['leaving'] }])).toEqual([])
    expect(found('loss', [{ ...bad, customer: { crm: 'C-2' } }, quit])).toEqual([])
  })

  it('takes its window from the parameters, and never another loss as its cause', () => {
    const more = on('09 12:00', { givesUp: ['savings'] })
    expect(found('loss', [bad, quit, more], undefined, lossWithin('2d'))).toEqual([['2026-01-07T12:00:00Z', 1]])
    expect(found('loss', [bad, quit, more], undefined, lossWithin('47h'))).toEqual([])
  })
})
