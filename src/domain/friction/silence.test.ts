import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told } from './example.ts'

const kind = 'silence'
const asked = customer('03-02 10:00', { step: 'start' })
const praise = { measures: [{ metric: 'nps', score: 9 }] }

describe('silence', () => {
  it('is a company’s turn longer than 48 hours of working time', () => {
    expect(found(kind, [asked])).toMatchObject([{ evidence: ['e1'], severity: 3 }])
    expect(told(kind, [asked])).toEqual([['03-04 10:00', 'e1']])
  })

  it('begins only when the clock is past the deadline', () => {
    expect(told(kind, [asked], { clock: '03-04 10:00' })).toEqual([])
    expect(told(kind, [asked], { clock: '03-04 10:00:00.001' })).toHaveLength(1)
    const promised = { ...asked, promises: [{ what: 'call', dueAt: asked.at + 1 }] }
    expect(told(kind, [promised], { clock: '03-04 10:00' })).toEqual([])
  })

  it('does not count weekends and holidays', () => {
    expect(told(kind, [customer('03-05 10:00', { step: 'start' })])).toEqual([['03-09 10:00', 'e1']])
    expect(told(kind, [customer('04-01 10:00', { step: 'start' })])).toEqual([['04-07 10:00', 'e1']])
  })

  it('is refuted by a company’s encounter at the deadline, not after it', () => {
    expect(told(kind, [asked, company('03-04 10:00', { turn: 'customer' })])).toEqual([])
    expect(told(kind, [asked, company('03-04 10:00:00.001', { turn: 'customer' })])).toEqual([['03-04 10:00', 'e1']])
  })

  it('starts again at each company encounter, and names the last one', () => {
    expect(told(kind, [asked, company('03-03 10:00'), company('03-03 12:00')])).toEqual([['03-05 12:00', 'e1', 'e3']])
    expect(told(kind, [asked, company('03-05 10:00')])).toEqual([
      ['03-04 10:00', 'e1'],
      ['03-09 10:00', 'e1', 'e2'],
    ])
  })

  it('never starts again at the customer’s own further encounters, a third party’s, nobody’s, or a remark', () => {
    for (const who of [customer, thirdParty, nobody]) expect(told(kind, [asked, who('03-03 10:00')])).toEqual([['03-04 10:00', 'e1']])
    expect(told(kind, [asked, customer('03-03 10:00', { asks: ['status'] })])).toEqual([['03-04 10:00', 'e1']])
    expect(told(kind, [asked, company('03-03 10:00', praise)])).toEqual([['03-04 10:00', 'e1']])
  })

  it('ends with the company’s turn, whoever ends it', () => {
    expect(told(kind, [asked, company('03-03 10:00', { asks: ['income'] })])).toEqual([])
    expect(told(kind, [asked, customer('03-03 10:00', { step: 'abandon' })])).toEqual([])
    expect(told(kind, [asked, customer('03-03 10:00', { turn: 'nobody' })])).toEqual([])
  })

  it('is none on the relationship, nor on the customer’s or nobody’s turn', () => {
    expect(told(kind, [{ ...asked, journey: undefined }])).toEqual([])
    expect(told(kind, [customer('03-02 10:00'), company('03-02 11:00')])).toEqual([])
    expect(told(kind, [company('03-02 10:00')])).toEqual([])
  })

  it('runs in any state, a completed path re-opened or not', () => {
    const completed = [asked, nobody('03-02 11:00', { step: 'complete' })]
    expect(told(kind, completed)).toEqual([['03-04 10:00', 'e1']])
    const reopened = [asked, company('03-02 11:00', { step: 'complete' }), customer('03-03 10:00')].map((each) => ({
      ...each,
      matter: 'M-1',
    }))
    expect(told(kind, reopened)).toEqual([['03-05 10:00', 'e3']])
  })

  it('waits for a promise open at the deadline, again and again', () => {
    const dueAt = (time: string) => Date.parse(`2026-${time.replace(' ', 'T')}Z`)
    const said = [
      { what: 'call', dueAt: dueAt('03-06 12:00') },
      { what: 'letter', dueAt: dueAt('03-11 12:00') },
    ]
    const promised = company('03-02 11:00', { promises: said })
    expect(told(kind, [asked, promised])).toEqual([['03-11 12:00', 'e1', 'e2']])
    expect(told(kind, [asked, promised], { clock: '03-11 12:00' })).toEqual([])
    const kept = nobody('03-04 10:59', { fulfils: ['letter'] })
    expect(told(kind, [asked, promised, kept])).toEqual([['03-06 12:00', 'e1', 'e2']])
    const keptLate = nobody('03-06 12:00:00.001', { fulfils: ['letter'] })
    expect(told(kind, [asked, promised, keptLate])).toEqual([['03-11 12:00', 'e1', 'e2']])
  })

  it('does not wait for a promise that is past, kept, or due at the deadline itself', () => {
    const promised = (time: string, due: string) => [
      asked,
      customer(time, { promises: [{ what: 'call', dueAt: Date.parse(`2026-${due}:00Z`) }] }),
    ]
    expect(told(kind, promised('03-03 10:00', '03-03T12:00'))).toEqual([['03-04 10:00', 'e1']])
    expect(told(kind, promised('03-03 10:00', '03-04T10:00'))).toEqual([['03-04 10:00', 'e1']])
    expect(told(kind, promised('03-04 10:00', '03-05T10:00'))).toEqual([['03-05 10:00', 'e1']])
    expect(told(kind, promised('03-04 10:01', '03-05T10:00'))).toEqual([['03-04 10:00', 'e1']])
    expect(told(kind, [...promised('03-03 10:00', '03-09T10:00'), nobody('03-03 11:00', { fulfils: ['call'] })])).toEqual([
      ['03-04 10:00', 'e1'],
    ])
  })

  it('takes its limit from the touchpoint of the encounter that started the clock', () => {
    const definitions = {
      journeys: [{ key: 'order', frictions: { silence: { limit: '24h' } } }],
      touchpoints: [{ key: 'phone-line', frictions: { silence: { limit: '1h' } } }],
    }
    expect(told(kind, [asked], { definitions })).toEqual([['03-03 10:00', 'e1']])
    expect(told(kind, [asked, company('03-02 11:00', { touchpoint: 'phone-line' })], { definitions })).toEqual([
      ['03-02 12:00', 'e1', 'e2'],
    ])
  })

  it('comes once until the clock is started again', () => {
    expect(told(kind, [asked, customer('03-06 10:00', { asks: ['status'] })])).toHaveLength(1)
  })
})
