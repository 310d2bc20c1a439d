import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told } from './example.ts'

const kind = 'repeated-ask'
const given = customer('03-02 10:00', { provides: ['income', 'identity'] })
const asked = company('03-03 10:00', { asks: ['income'] })

describe('repeated-ask', () => {
  it('is a company’s ask for what the customer had given, with the items', () => {
    const ask = company('03-03 10:00', { asks: ['pension', 'income', 'identity', 'income'] })
    expect(found(kind, [given, ask])).toMatchObject([{ evidence: ['e1', 'e2'], items: ['identity', 'income'], severity: 3 }])
  })

  it('holds on any path of the customer, the relationship too', () => {
    expect(told(kind, [given, company('03-03 10:00', { journey: 'loan', asks: ['income'] })])).toHaveLength(1)
    expect(told(kind, [given, company('03-03 10:00', { journey: undefined, asks: ['income'] })])).toHaveLength(1)
  })

  it('names the latest provider of each item', () => {
    const again = customer('03-02 11:00', { provides: ['identity'] })
    expect(told(kind, [given, again, company('03-03 10:00', { asks: ['identity', 'income'] })])).toEqual([
      ['03-03 10:00', 'e1', 'e2', 'e3'],
    ])
    expect(told(kind, [given, again, company('03-03 10:00', { asks: ['identity'] })])).toEqual([['03-03 10:00', 'e2', 'e3']])
  })

  it('is one per asking encounter', () => {
    expect(told(kind, [given, asked, company('03-04 10:00', { asks: ['income'] })])).toHaveLength(2)
  })

  it('needs an earlier encounter: not the same one, not a later one', () => {
    expect(told(kind, [asked, customer('03-03 10:01', { provides: ['income'] })])).toEqual([])
    expect(told(kind, [company('03-03 10:00', { asks: ['income'], provides: ['income'] })])).toEqual([])
    expect(told(kind, [customer('03-03 10:00', { provides: ['income'] }), asked])).toHaveLength(1)
  })

  it('needs the customer to have given it and the company to ask', () => {
    for (const who of [company, thirdParty, nobody]) expect(told(kind, [who('03-02 10:00', { provides: ['income'] }), asked])).toEqual([])
    for (const who of [customer, thirdParty, nobody]) expect(told(kind, [given, who('03-03 10:00', { asks: ['income'] })])).toEqual([])
    expect(told(kind, [given, company('03-03 10:00', { asks: ['constructor', 'pension'] })])).toEqual([])
  })

  it('is over once the validity is past, to the millisecond', () => {
    const definitions = { journeys: [{ key: 'order', frictions: { 'repeated-ask': { validity: '2d' } } }] }
    expect(told(kind, [given, company('03-04 10:00', { asks: ['income'] })], { definitions })).toHaveLength(1)
    expect(told(kind, [given, company('03-04 10:00:00.001', { asks: ['income'] })], { definitions })).toEqual([])
  })

  it('lasts 365 days unless said otherwise', () => {
    const old = (time: number) => ({ ...given, at: Date.parse('2025-03-03T10:00:00Z') - time })
    expect(told(kind, [old(0), asked])).toHaveLength(1)
    expect(told(kind, [old(1), asked])).toEqual([])
  })

  it('lets an item of validity 0 be asked every time, even at once', () => {
    const definitions = { journeys: [{ key: 'order', frictions: { 'repeated-ask': { items: { identity: '0' } } } }] }
    const ask = company('03-02 10:00', { asks: ['identity', 'income'] })
    expect(found(kind, [given, ask], { definitions })).toMatchObject([{ items: ['income'] }])
  })

  it('takes an item’s own validity before a general one, whoever set it', () => {
    const definitions = {
      journeys: [{ key: 'order', frictions: { 'repeated-ask': { items: { income: '30d' } } } }],
      touchpoints: [{ key: 'desk', frictions: { 'repeated-ask': { validity: '1h' } } }],
    }
    expect(found(kind, [given, company('03-03 10:00', { asks: ['income', 'identity'] })], { definitions })).toMatchObject([
      { items: ['income'] },
    ])
  })
})
