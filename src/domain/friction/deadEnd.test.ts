import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told } from './example.ts'

const kind = 'dead-end'
const fail = customer('03-02 10:00', { step: 'fail' })

describe('dead-end', () => {
  it('is a failure that leads nowhere within an hour', () => {
    expect(found(kind, [fail])).toMatchObject([{ evidence: ['e1'], severity: 3 }])
    expect(told(kind, [fail])).toEqual([['03-02 11:00', 'e1']])
  })

  it('begins only when the clock is past the hour', () => {
    expect(told(kind, [fail], { clock: '03-02 11:00' })).toEqual([])
    expect(told(kind, [fail], { clock: '03-02 11:00:00.001' })).toHaveLength(1)
    const promised = { ...fail, promises: [{ what: 'call', dueAt: fail.at + 1 }] }
    expect(told(kind, [promised], { clock: '03-02 11:00' })).toEqual([])
  })

  it('is refuted by anybody’s progress or complete up to the hour, not after', () => {
    for (const step of ['progress', 'complete'] as const) {
      for (const who of [customer, company, nobody]) expect(told(kind, [fail, who('03-02 11:00', { step })])).toEqual([])
      expect(told(kind, [fail, customer('03-02 11:00:00.001', { step })])).toEqual([['03-02 11:00', 'e1']])
    }
  })

  it('is not refuted by a start, an abandon, no step at all, or a third party', () => {
    for (const step of ['start', 'abandon', undefined] as const)
      expect(told(kind, [fail, customer('03-02 10:30', { step })])).toHaveLength(1)
    expect(told(kind, [fail, thirdParty('03-02 10:30', { step: 'progress' })])).toHaveLength(1)
  })

  it('counts equal time with a later id as after, and with an earlier one as before', () => {
    const onward = customer('03-02 10:00', { step: 'progress' })
    expect(
      told(kind, [
        { ...fail, id: 'a' },
        { ...onward, id: 'b' },
      ]),
    ).toEqual([])
    expect(
      told(kind, [
        { ...fail, id: 'b' },
        { ...onward, id: 'a' },
      ]),
    ).toEqual([['03-02 11:00', 'b']])
  })

  it('is replaced by a further failure within the hour', () => {
    expect(told(kind, [fail, customer('03-02 11:00', { step: 'fail' })])).toEqual([['03-02 12:00', 'e2']])
    expect(told(kind, [fail, customer('03-02 11:00:00.001', { step: 'fail' })])).toHaveLength(2)
    expect(told(kind, [fail, thirdParty('03-02 10:30', { step: 'fail' })])).toEqual([['03-02 11:00', 'e1']])
  })

  it('is refuted only on its own path', () => {
    expect(told(kind, [fail, customer('03-02 10:30', { journey: 'loan', step: 'progress' })])).toHaveLength(1)
  })

  it('is none on the relationship', () => {
    expect(told(kind, [{ ...fail, journey: undefined }])).toEqual([])
  })

  it('takes its limit from the failing touchpoint', () => {
    const definitions = { touchpoints: [{ key: 'form', frictions: { 'dead-end': { limit: '0' } } }] }
    expect(told(kind, [{ ...fail, touchpoint: 'form' }, customer('03-02 10:00:00.001', { step: 'progress' })], { definitions })).toEqual([
      ['03-02 10:00', 'e1'],
    ])
    expect(told(kind, [fail, customer('03-02 10:30', { touchpoint: 'form', step: 'progress' })], { definitions })).toEqual([])
  })
})
