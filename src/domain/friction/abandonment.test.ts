import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told } from './example.ts'

const kind = 'abandonment'
const matter = 'M-1'
const begun = customer('03-02 10:00', { matter, step: 'start' })
const returned = company('03-03 10:00', { matter, asks: ['income'] })

describe('abandonment', () => {
  it('is a path begun by the customer and left for 90 days on the customer’s turn', () => {
    expect(found(kind, [begun, returned])).toMatchObject([{ evidence: ['e2'], severity: 3 }])
    expect(told(kind, [begun, returned])).toEqual([['06-01 10:00', 'e2']])
  })

  it('begins only when the clock is past the limit', () => {
    expect(told(kind, [begun, returned], { clock: '06-01 10:00' })).toEqual([])
    expect(told(kind, [begun, returned], { clock: '06-01 10:00:00.001' })).toHaveLength(1)
  })

  it('is refuted by any encounter up to the limit, even a remark', () => {
    expect(told(kind, [begun, returned, customer('06-01 10:00', { matter })], { clock: '06-20 00:00' })).toEqual([])
    expect(told(kind, [begun, returned, customer('06-01 10:00', { matter, signals: ['praise'] })], { clock: '06-20 00:00' })).toEqual([])
    expect(told(kind, [begun, returned, customer('06-01 10:00:00.001', { matter })], { clock: '06-20 00:00' })).toHaveLength(1)
  })

  it('takes its limit from the journey', () => {
    const definitions = { journeys: [{ key: 'order', pauseAfter: '1d', pauseLimit: '2d' }] }
    expect(told(kind, [begun, returned], { definitions })).toEqual([['03-05 10:00', 'e2']])
  })

  it('is also anybody’s step', () => {
    for (const who of [customer, company, nobody]) {
      expect(told(kind, [begun, who('03-04 10:00', { matter, step: 'abandon' })])).toEqual([['03-04 10:00', 'e2']])
    }
    expect(told(kind, [begun, thirdParty('03-04 10:00', { matter, step: 'abandon' })])).toEqual([])
  })

  it('needs a customer’s start or provides, before the end', () => {
    const given = customer('03-02 10:00', { matter, provides: ['income'] })
    const end = company('03-04 10:00', { matter, step: 'abandon' })
    expect(told(kind, [given, end])).toHaveLength(1)
    expect(told(kind, [customer('03-02 10:00', { matter, asks: ['price'] }), end])).toEqual([])
    expect(told(kind, [company('03-02 10:00', { matter, step: 'start', provides: ['terms'] }), end])).toEqual([])
    expect(told(kind, [customer('03-02 10:00', { matter }), end, customer('03-05 10:00', { matter, provides: ['income'] })])).toEqual([])
  })

  it('is none on the company’s or nobody’s turn, nor on the relationship', () => {
    expect(told(kind, [begun])).toEqual([])
    expect(told(kind, [begun, company('03-03 10:00', { matter, step: 'complete' })])).toEqual([])
    expect(told(kind, [begun, company('03-03 10:00', { matter, turn: 'nobody' })])).toEqual([])
    expect(told(kind, [{ ...begun, matter: undefined, journey: undefined, turn: 'customer' }])).toEqual([])
  })

  it('is one for each time the path is abandoned', () => {
    const end = (time: string) => customer(time, { matter, step: 'abandon' })
    expect(told(kind, [begun, end('03-04 10:00'), company('03-05 10:00', { matter, step: 'abandon' })])).toHaveLength(1)
    expect(told(kind, [begun, end('03-04 10:00'), end('03-05 10:00')])).toEqual([
      ['03-04 10:00', 'e2'],
      ['03-05 10:00', 'e3'],
    ])
  })
})
