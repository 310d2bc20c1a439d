import { describe, expect, it } from 'vitest'
import { at, company, customer, found, nobody, told } from './example.ts'

const kind = 'broken-promise'
const promise = (due: string, what = 'call') => ({ what, dueAt: at(due) })
const said = company('03-02 10:00', { promises: [promise('03-03 12:00')] })

describe('broken-promise', () => {
  it('is a promise whose time passes without being kept, with its name', () => {
    expect(found(kind, [said])).toMatchObject([{ at: at('03-03 12:00'), evidence: ['e1'], what: 'call', severity: 4 }])
  })

  it('begins only when the clock is past its time', () => {
    expect(told(kind, [said], { clock: '03-03 12:00' })).toEqual([])
    expect(told(kind, [said], { clock: '03-03 12:00:00.001' })).toHaveLength(1)
    const two = company('03-02 10:00', { promises: [promise('03-03 12:00'), promise('03-03 11:00')] })
    expect(told(kind, [two], { clock: '03-03 12:00' })).toEqual([['03-03 11:00', 'e1']])
  })

  it('may be kept until its time, and not after', () => {
    expect(told(kind, [said, company('03-03 12:00', { fulfils: ['call'] })])).toEqual([])
    expect(told(kind, [said, company('03-03 12:00:00.001', { fulfils: ['call'] })])).toHaveLength(1)
  })

  it('may be kept by anybody, but only by its name and on its path', () => {
    expect(told(kind, [said, nobody('03-03 10:00', { fulfils: ['call'] })])).toEqual([])
    expect(told(kind, [said, company('03-03 10:00', { fulfils: ['letter'] })])).toHaveLength(1)
    expect(told(kind, [said, company('03-03 10:00', { journey: 'loan', fulfils: ['call'] })])).toHaveLength(1)
  })

  it('holds on the relationship too', () => {
    expect(told(kind, [{ ...said, journey: undefined }])).toHaveLength(1)
  })

  it('keeps the oldest open one of a name first, one for each time it is named', () => {
    const again = company('03-02 11:00', { promises: [promise('03-03 11:00')] })
    expect(told(kind, [said, again, company('03-03 10:00', { fulfils: ['call'] })])).toEqual([['03-03 11:00', 'e2']])
    expect(told(kind, [said, again, company('03-03 10:00', { fulfils: ['call', 'call'] })])).toEqual([])
  })

  it('passes over one that is past: a late word keeps the next', () => {
    const again = company('03-02 11:00', { promises: [promise('03-05 11:00')] })
    expect(told(kind, [said, again, company('03-04 10:00', { fulfils: ['call'] })])).toEqual([['03-03 12:00', 'e1']])
  })

  it('keeps what is said before its own promises', () => {
    const renewed = company('03-03 10:00', { fulfils: ['call'], promises: [promise('03-06 12:00')] })
    expect(told(kind, [said, renewed])).toEqual([['03-06 12:00', 'e2']])
  })

  it('counts two times of one name in one encounter as two, the same time twice as one', () => {
    const twice = (due: string) => [company('03-02 10:00', { promises: [promise('03-03 12:00'), promise(due)] })]
    expect(told(kind, twice('03-04 12:00'))).toEqual([
      ['03-03 12:00', 'e1'],
      ['03-04 12:00', 'e1'],
    ])
    expect(told(kind, twice('03-03 12:00'))).toEqual([['03-03 12:00', 'e1']])
  })

  it('is broken at its time even when that was past as it was said', () => {
    expect(told(kind, [customer('03-02 10:00', { promises: [promise('03-01 12:00')] })])).toEqual([['03-01 12:00', 'e1']])
  })
})
