import { describe, expect, it } from 'vitest'
import { at, company, customer, found, nobody, told } from './example.ts'

const kind = 'loss'
const failed = customer('03-02 10:00', { journey: 'loan', signals: ['leaving'] })
const gone = customer('03-05 10:00', { givesUp: ['lamp', 'kettle', 'lamp'] })

describe('loss', () => {
  it('is a product given up after another friction, with what came before and the lead time', () => {
    expect(found(kind, [failed, gone])).toMatchObject([
      {
        evidence: ['e2'],
        severity: 5,
        products: ['kettle', 'lamp'],
        after: [{ kind: 'leaving', at: at('03-02 10:00'), evidence: ['e1'] }],
        leadTimeSeconds: 3 * 86_400,
      },
    ])
  })

  it('holds whoever gave it up, on the relationship too', () => {
    expect(told(kind, [failed, nobody('03-05 10:00', { journey: undefined, givesUp: ['lamp'] })])).toEqual([['03-05 10:00', 'e2']])
  })

  it('is none without a friction before, or when something is taken up in exchange', () => {
    expect(told(kind, [customer('03-02 10:00'), gone])).toEqual([])
    expect(told(kind, [failed, { ...gone, takesUp: ['sofa'] }])).toEqual([])
    expect(told(kind, [failed, customer('03-05 10:00', { takesUp: ['sofa'] }), gone])).toHaveLength(1)
  })

  it('needs a friction strictly earlier and at most 90 days before', () => {
    expect(told(kind, [customer('03-05 10:00', { signals: ['leaving'] }), gone])).toEqual([])
    expect(told(kind, [{ ...gone, signals: ['leaving'] }])).toEqual([])
    const after = (time: string) => told(kind, [failed, customer(time, { givesUp: ['lamp'] })])
    expect(after('05-31 10:00')).toHaveLength(1)
    expect(after('05-31 10:00:00.001')).toEqual([])
  })

  it('never follows another loss', () => {
    expect(found(kind, [failed, gone, { ...gone, at: at('03-06 10:00') }])[1]!.after).toHaveLength(1)
    expect(told(kind, [failed, gone, customer('06-01 10:00', { givesUp: ['sofa'] })])).toHaveLength(1)
  })

  it('names every friction before, by time, and counts from the first', () => {
    const promised = company('03-02 08:00', { promises: [{ what: 'call', dueAt: at('03-04 08:00') }] })
    const fail = customer('03-04 07:00', { journey: 'loan', step: 'fail' })
    const [loss] = found(kind, [promised, failed, fail, gone])
    expect(loss!.after!.map((each) => each.kind)).toEqual(['leaving', 'broken-promise', 'dead-end'])
    expect(loss!.leadTimeSeconds).toBe(3 * 86_400)
  })

  it('sees deadlines that passed before it on paths that rest, not those after it', () => {
    const asked = customer('03-02 10:00', { journey: 'loan', step: 'start' })
    expect(found(kind, [asked, gone])).toMatchObject([{ after: [{ kind: 'silence', at: at('03-04 10:00') }] }])
    expect(told(kind, [asked, customer('03-04 10:00', { givesUp: ['lamp'] })])).toEqual([])
  })

  it('takes its window from the definitions, longer or shorter', () => {
    const window = (length: string) => ({ definitions: { touchpoints: [{ key: 'desk', frictions: { loss: { window: length } } }] } })
    expect(told(kind, [failed, gone], window('71h'))).toEqual([])
    expect(told(kind, [failed, gone], window('72h'))).toHaveLength(1)
    expect(told(kind, [failed, customer('06-10 10:00', { givesUp: ['lamp'] })], window('100d'))).toHaveLength(1)
  })
})
