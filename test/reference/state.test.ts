import { describe, expect, it } from 'vitest'
import { order, run } from './example.ts'
import type { RawEncounter } from './reference.ts'

const company = { initiator: 'company' } as const
const thirdParty = { initiator: 'third-party' } as const

function after(encounters: RawEncounter[], asOf?: string, rest = {}) {
  const [path, ...others] = run(encounters, asOf, rest).paths
  expect(others).toEqual([])
  return path
}

describe('the turn', () => {
  const cases: [string, Partial<RawEncounter>[], string][] = [
    ['begins with the customer', [{}], 'customer'],
    ['begins with nobody when the company comes first', [company], 'nobody'],
    ['is the company’s after a start', [{ step: 'start' }], 'company'],
    ['is the company’s after provides', [{ provides: ['income'] }], 'company'],
    ['is the company’s after a customer’s question', [{ asks: ['price'] }], 'company'],
    ['is the company’s after a complaint', [{ signals: ['complaint'] }], 'company'],
    ['stays after progress', [{ step: 'progress' }], 'customer'],
    ['is the customer’s after the company’s asks', [{ ...company, asks: ['income'] }], 'customer'],
    ['is the customer’s after a direction', [{ ...company, directsTo: 'web' }], 'customer'],
    ['is nobody’s after complete', [{ ...company, step: 'complete', asks: ['income'] }], 'nobody'],
    ['is nobody’s after abandon', [{ step: 'abandon', provides: ['income'] }], 'nobody'],
    ['is as the source says', [{ ...company, step: 'complete', turn: 'company' }], 'company'],
    ['is not said without initiator', [{ initiator: undefined, turn: 'company', step: 'start' }], 'nobody'],
    ['is untouched by a completing encounter without initiator', [{}, { initiator: undefined, step: 'complete' }], 'customer'],
    ['is not said by a third party', [{}, { ...thirdParty, turn: 'company', asks: ['x'] }], 'customer'],
    ['is untouched by praise', [{ signals: ['praise'], text: 'Kiitos' }], 'customer'],
  ]
  it.each(cases)('%s', (_, facets, turn) => {
    const encounters = facets.map((each, index) => order(`05 12:0${index}`, each))
    expect(after(encounters, '2026-01-05T13:00:00Z')?.turn).toBe(turn)
  })
})

describe('pauses', () => {
  const first = order('05 12:00', { channel: 'web' })

  it('begin once the time has passed, on the customer’s turn only', () => {
    expect(after([first], '2026-01-12T12:00:00Z')).toMatchObject({ state: 'active', pausedAt: null })
    expect(after([first], '2026-01-12T12:00:00.001Z')).toMatchObject({
      state: 'paused',
      pausedAt: '2026-01-12T12:00:00Z',
    })
    expect(after([order('05 12:00', { turn: 'nobody' })])?.state).toBe('active')
  })

  it('end with the customer’s next encounter, not with a remark or the company’s', () => {
    const remark = order('13 12:00', { measures: [{ metric: 'nps', score: 8 }] })
    const reminder = order('14 12:00', { ...company, channel: 'email' })
    const back = order('15 23:30', { channel: 'app', timeZone: 'Europe/Stockholm' })
    expect(after([first, remark, reminder])).toMatchObject({ state: 'paused', pausedAt: '2026-01-12T12:00:00Z' })
    expect(after([first, remark, reminder, back], '2026-01-16T00:00:00Z')).toMatchObject({
      state: 'active',
      resumptions: [
        {
          pausedAt: '2026-01-12T12:00:00Z',
          resumedAt: '2026-01-15T23:30:00Z',
          gapSeconds: 35.5 * 3600,
          fromChannel: 'email',
          toChannel: 'app',
          localHour: 0,
        },
      ],
    })
  })

  it('are put off by a remark in time', () => {
    const remark = order('12 12:00', { ...thirdParty, text: 'Hyvä' })
    expect(after([first, remark], '2026-01-18T12:00:00Z')?.state).toBe('active')
  })

  it('have no resumption for an encounter at the very moment', () => {
    expect(after([first, order('12 12:00')], '2026-01-12T12:00:00Z')?.resumptions).toEqual([])
  })
})

describe('abandonment', () => {
  const definitions = { journeys: [{ key: 'order', pauseAfter: '1d', pauseLimit: '3d' }] }
  const facets = { matter: 'A', channel: 'web' }
  const begin = order('05 12:00', { ...facets, provides: ['income'], turn: 'customer' })

  it('comes with the pause limit, is a friction once begun, and ends with the customer’s return', () => {
    const praise = order('09 12:00', { ...facets, signals: ['praise'] })
    const call = order('10 12:00', { ...facets, ...company })
    const back = order('11 12:00', { ...facets, channel: 'phone' })
    const encounters = [begin, praise, call, back]
    const { paths, frictions } = run(encounters, '2026-01-11T12:00:00Z', { definitions })
    expect(frictions).toMatchObject([{ kind: 'abandonment', occurredAt: '2026-01-08T12:00:00Z', evidence: [begin.id], severity: 3 }])
    expect(paths).toMatchObject([{ state: 'active', resumptions: [{ pausedAt: '2026-01-06T12:00:00Z', gapSeconds: 86400 }] }])
    expect(after(encounters.slice(0, 3), undefined, { definitions })?.state).toBe('abandoned')
    expect(run([begin], '2026-01-08T12:00:00Z', { definitions }).frictions).toEqual([])
  })

  it('is no friction where the customer began nothing', () => {
    const look = order('05 12:00', facets)
    expect(run([look], undefined, { definitions })).toMatchObject({
      paths: [{ state: 'abandoned', pausedAt: null }],
      frictions: [],
    })
  })

  it('comes with the step too; the return then has no moment of pause', () => {
    const stop = order('05 13:00', { ...facets, step: 'abandon' })
    const back = order('05 14:00', facets)
    const { paths, frictions } = run([begin, stop, back], '2026-01-05T15:00:00Z')
    expect(frictions).toMatchObject([{ kind: 'abandonment', occurredAt: '2026-01-05T13:00:00Z', evidence: [stop.id] }])
    expect(paths).toMatchObject([{ state: 'active', turn: 'nobody', resumptions: [{ pausedAt: null, gapSeconds: 3600 }] }])
  })

  it('is not done by a third party’s step', () => {
    const stop = order('05 13:00', { ...facets, ...thirdParty, step: 'abandon' })
    expect(after([begin, stop], '2026-01-05T15:00:00Z')?.state).toBe('active')
  })
})

describe('completion', () => {
  const matter = 'A'

  it('keeps its outcome and is undone by the customer’s later encounter with the matter', () => {
    const done = order('05 12:00', { matter, ...company, step: 'complete', outcome: 'granted' })
    const again = order('06 12:00', { matter })
    expect(after([done])).toMatchObject({ state: 'completed', turn: 'nobody', outcome: 'granted' })
    expect(after([done, order('06 12:00', { matter, ...company })])?.state).toBe('completed')
    expect(after([done, order('06 12:00', { matter, measures: [{ metric: 'csat', score: 5 }] })])?.state).toBe('completed')
    expect(after([done, again])).toMatchObject({ state: 'active', turn: 'company', resumptions: [] })
    expect(after([done, order('06 12:00', { matter, turn: 'nobody' })])?.turn).toBe('nobody')
    expect(after([done, order('06 12:00', { matter, step: 'complete' })])).toMatchObject({
      state: 'completed',
      turn: 'nobody',
    })
  })

  it('starts the team sequence again', () => {
    const by = (time: string, team: string, facets: Partial<RawEncounter> = {}) =>
      order(time, { matter, ...company, handledBy: { team }, ...facets })
    const path = after([
      by('05 10:00', 'a'),
      by('05 11:00', 'b', { step: 'complete' }),
      by('05 12:00', 'a', { initiator: 'customer', measures: [{ metric: 'nps', score: 9 }] }),
      order('05 13:00', { matter }),
      by('05 14:00', 'c'),
      by('05 15:00', 'c'),
      by('05 16:00', 'a'),
    ])
    expect(path).toMatchObject({ handovers: 3, bounces: 1 })
  })

  const steps: [string, Partial<RawEncounter>[], boolean][] = [
    [
      'digital throughout',
      [
        { channel: 'web', provides: ['x'] },
        { channel: 'email', step: 'complete' },
      ],
      true,
    ],
    ['digital, then not', [{ channel: 'web' }, { channel: 'store', step: 'complete' }], false],
    [
      'non-digital, then digital',
      [{ channel: 'store' }, { channel: 'web', provides: ['x'] }, { channel: 'store', step: 'complete' }],
      false,
    ],
    ['only mere contacts elsewhere', [{ channel: 'store' }, { channel: 'web' }, { channel: 'phone', step: 'complete' }], true],
    [
      'third parties and unknown channels passed over',
      [{ ...thirdParty, channel: 'store' }, { provides: ['x'] }, { channel: 'app', step: 'complete' }],
      true,
    ],
    ['no channel at all', [{}, { step: 'complete' }], true],
  ]
  it.each(steps)('start channel: %s', (_, facets, kept) => {
    const encounters = facets.map((each, index) => order(`05 12:0${index}`, { matter, ...each }))
    expect(after(encounters)).toMatchObject({ state: 'completed', completedInStartChannel: kept })
  })

  it('start channel is told only of completed paths', () => {
    expect(after([order('05 12:00', { channel: 'web' })])).not.toHaveProperty('completedInStartChannel')
  })
})
