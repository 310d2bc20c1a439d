import { describe, expect, it } from 'vitest'
import { readLength } from './lengths.ts'
import { keyOf, nameIn, renamed } from './names.ts'

describe('a length of time in its field', () => {
  it('stands in the unit it was written in, else in the largest without a fraction', () => {
    expect(readLength('48h')).toEqual({ amount: 48, unit: 'h' })
    expect(readLength('2w')).toEqual({ amount: 2, unit: 'w' })
    expect(readLength('1h 30m')).toEqual({ amount: 90, unit: 'm' })
    expect(readLength('1d 24h')).toEqual({ amount: 2, unit: 'd' })
    expect(readLength('0')).toEqual({ amount: 0, unit: 'd' })
    expect(readLength('soon')).toBe(null)
  })
})

describe('a name in the editor', () => {
  it('changes in one language, and is none without any text', () => {
    expect(renamed('Loan', 'fi', 'Laina')).toEqual({ fi: 'Laina', sv: 'Loan', en: 'Loan' })
    expect(renamed({ fi: 'Laina' }, 'fi', '')).toBe(undefined)
    expect([nameIn('Loan', 'sv'), nameIn({ fi: 'Laina' }, 'sv')]).toEqual(['Loan', ''])
  })

  it('gives a key of its own', () => {
    expect(keyOf('Päätös ja allekirjoitus!', [])).toBe('paatos-ja-allekirjoitus')
    expect(keyOf('Form', ['form', 'form-2'])).toBe('form-3')
    expect(keyOf('???', [])).toBe('new')
  })
})
