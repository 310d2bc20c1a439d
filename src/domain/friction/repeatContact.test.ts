import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told, type Facets } from './example.ts'

const kind = 'repeat-contact'
const matter = 'M-1'
const asked = customer('03-02 10:00', { matter, step: 'start' })
const completed = company('03-03 10:00', { matter, step: 'complete' })
const back = (time: string, facets: Facets = {}) => customer(time, { matter, ...facets })

describe('repeat-contact about a completed matter', () => {
  it('is the customer’s return within 30 days, by any channel', () => {
    expect(found(kind, [asked, completed, back('03-04 10:00')])).toMatchObject([{ evidence: ['e2', 'e3'], severity: 2 }])
    for (const channel of ['web', 'app', 'phone']) expect(told(kind, [asked, completed, back('03-04 10:00', { channel })])).toHaveLength(1)
  })

  it('is one even with a step or something given', () => {
    expect(told(kind, [asked, completed, back('03-04 10:00', { step: 'start', provides: ['income'] })])).toHaveLength(1)
  })

  it('is over once the limit is past, to the millisecond', () => {
    expect(told(kind, [asked, completed, back('04-02 10:00')])).toHaveLength(1)
    expect(told(kind, [asked, completed, back('04-02 10:00:00.001')])).toEqual([])
    const definitions = { touchpoints: [{ key: 'desk', frictions: { 'repeat-contact': { limit: '1h' } } }] }
    expect(told(kind, [asked, completed, back('03-03 11:00')], { definitions })).toHaveLength(1)
    expect(told(kind, [asked, completed, back('03-03 11:01')], { definitions })).toEqual([])
  })

  it('counts the first return only: then the matter is open again', () => {
    expect(told(kind, [asked, completed, back('03-04 10:00'), back('03-04 11:00')])).toEqual([['03-04 10:00', 'e2', 'e3']])
  })

  it('names the latest completion', () => {
    expect(told(kind, [asked, completed, company('03-04 10:00', { matter, step: 'complete' }), back('03-05 10:00')])).toEqual([
      ['03-05 10:00', 'e3', 'e4'],
    ])
  })

  it('is none from others, by a remark, or about another matter', () => {
    for (const who of [company, thirdParty, nobody]) expect(told(kind, [asked, completed, who('03-04 10:00', { matter })])).toEqual([])
    expect(told(kind, [asked, completed, back('03-04 10:00', { signals: ['praise'] })])).toEqual([])
    expect(told(kind, [asked, completed, customer('03-04 10:00', { channel: 'phone' })])).toEqual([])
  })
})

describe('repeat-contact on the company’s turn', () => {
  it('is a contact without a step and without providing anything', () => {
    for (const channel of ['phone', 'chat', 'email', 'branch', 'store', 'post']) {
      expect(told(kind, [asked, back('03-02 11:00', { channel })])).toEqual([['03-02 11:00', 'e1', 'e2']])
    }
  })

  it('names what gave the company the turn', () => {
    const again = [
      asked,
      company('03-02 11:00', { matter }),
      back('03-02 12:00', { asks: ['status'] }),
      back('03-03 12:00', { channel: 'phone' }),
    ]
    expect(told(kind, again)).toEqual([['03-03 12:00', 'e1', 'e4']])
  })

  it('is none in another channel, or in none', () => {
    for (const channel of ['web', 'app', 'social', undefined]) expect(told(kind, [asked, back('03-02 11:00', { channel })])).toEqual([])
    const definitions = {
      channels: [
        { key: 'web', contact: true },
        { key: 'phone', contact: false },
      ],
    }
    expect(told(kind, [asked, back('03-02 11:00', { channel: 'web' })], { definitions })).toHaveLength(1)
    expect(told(kind, [asked, back('03-02 11:00', { channel: 'phone' })], { definitions })).toEqual([])
  })

  it('is none with a step or with something given', () => {
    const channel = 'phone'
    expect(told(kind, [asked, back('03-02 11:00', { channel, step: 'progress' })])).toEqual([])
    expect(told(kind, [asked, back('03-02 11:00', { channel, provides: ['income'] })])).toEqual([])
    expect(told(kind, [asked, back('03-02 11:00', { channel, asks: ['status'] })])).toHaveLength(1)
  })

  it('is none on another’s turn: not when the contact itself gives the company the turn', () => {
    expect(told(kind, [customer('03-02 10:00', { matter, channel: 'phone', asks: ['status'] })])).toEqual([])
    expect(told(kind, [asked, company('03-02 11:00', { matter, asks: ['income'] }), back('03-02 12:00', { channel: 'phone' })])).toEqual([])
  })

  it('is none from others, by a remark, or on the relationship', () => {
    for (const who of [company, thirdParty, nobody])
      expect(told(kind, [asked, who('03-02 11:00', { matter, channel: 'phone' })])).toEqual([])
    expect(told(kind, [asked, back('03-02 11:00', { channel: 'phone', measures: [{ metric: 'nps', score: 9 }] })])).toEqual([])
    const unplaced = [asked, back('03-02 11:00', { channel: 'phone' })].map((each) => ({ ...each, matter: undefined, journey: undefined }))
    expect(told(kind, unplaced)).toEqual([])
  })

  it('has no limit of time, and counts a matter completed too long ago that nobody took the turn from', () => {
    expect(told(kind, [asked, back('06-02 11:00', { channel: 'phone' })])).toHaveLength(1)
    const unsaid = nobody('03-02 11:00', { matter, step: 'complete' })
    expect(told(kind, [asked, unsaid, back('06-02 11:00', { channel: 'phone' })])).toEqual([['06-02 11:00', 'e1', 'e3']])
  })
})
