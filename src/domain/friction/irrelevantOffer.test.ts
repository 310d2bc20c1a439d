import { describe, expect, it } from 'vitest'
import { at, company, customer, found, told } from './example.ts'

const kind = 'irrelevant-offer'
const taken = customer('03-02 10:00', { takesUp: ['lamp', 'kettle'] })
const offer = company('03-05 10:00', { offers: ['lamp', 'sofa'] })

describe('irrelevant-offer', () => {
  it('is an offer of what the customer holds, with the products', () => {
    expect(found(kind, [taken, offer])).toMatchObject([{ evidence: ['e1', 'e2'], products: ['lamp'], severity: 2 }])
  })

  it('holds on the relationship too', () => {
    expect(told(kind, [taken, { ...offer, journey: undefined }])).toHaveLength(1)
  })

  it('names the latest encounter that took each product up', () => {
    const again = customer('03-03 10:00', { takesUp: ['kettle'] })
    expect(told(kind, [taken, again, company('03-05 10:00', { offers: ['kettle'] })])).toEqual([['03-05 10:00', 'e2', 'e3']])
    expect(told(kind, [taken, again, company('03-05 10:00', { offers: ['kettle', 'lamp'] })])).toEqual([['03-05 10:00', 'e1', 'e2', 'e3']])
  })

  it('is none for what was given up, or is taken up only by the offer itself', () => {
    expect(told(kind, [taken, customer('03-03 10:00', { givesUp: ['lamp'] }), offer])).toEqual([])
    expect(told(kind, [{ ...offer, takesUp: ['lamp'] }])).toEqual([])
    expect(told(kind, [offer, customer('03-06 10:00', { takesUp: ['lamp'] })])).toEqual([])
  })

  it('counts what is given up by the offering encounter as still held before it', () => {
    expect(told(kind, [taken, { ...offer, givesUp: ['lamp'] }])).toHaveLength(1)
  })

  it('has no evidence but itself for a product known by statement', () => {
    const statements = [{ at: at('03-01 00:00'), holdings: ['sofa'] }]
    expect(found(kind, [offer], { statements })).toMatchObject([{ evidence: ['e1'], products: ['sofa'] }])
  })

  it('takes the latest statement up to it, and the encounters since', () => {
    const told3rd = (holdings: string[]) => [{ at: at('03-03 00:00'), holdings }]
    expect(told(kind, [taken, offer], { statements: told3rd([]) })).toEqual([])
    expect(told(kind, [taken, offer], { statements: told3rd(['lamp']) })).toEqual([['03-05 10:00', 'e2']])
    const since = customer('03-04 10:00', { takesUp: ['lamp'] })
    expect(told(kind, [taken, since, offer], { statements: told3rd([]) })).toEqual([['03-05 10:00', 'e2', 'e3']])
    const later = [...told3rd(['lamp']), { at: at('03-04 00:00'), holdings: [] }]
    expect(told(kind, [taken, offer], { statements: later })).toEqual([])
    expect(told(kind, [taken, offer], { statements: later.toReversed() })).toEqual([])
  })

  it('counts a statement of the same instant, but none after the offer or without holdings', () => {
    const said = (time: string, holdings?: string[]) => ({ statements: [{ at: at(time), holdings }] })
    expect(told(kind, [offer], said('03-05 10:00', ['sofa']))).toHaveLength(1)
    expect(told(kind, [offer], said('03-05 10:00:00.001', ['sofa']))).toEqual([])
    expect(told(kind, [taken, offer], said('03-03 10:00'))).toHaveLength(1)
  })
})
