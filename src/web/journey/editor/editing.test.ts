import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surveyKeySchema } from '../../../domain/feedback/survey.ts'
import { isKey } from '../../../domain/journey/draft.ts'
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
    expect(keyOf('Äöå', ['aoa'])).toBe('aoa-2')
    expect(keyOf('24/7 🙂', [])).toBe('k-24-7')
    expect(keyOf('x'.repeat(80), ['x'.repeat(60)])).toBe(`${'x'.repeat(58)}-2`)
  })

  it('gives a key that a survey and a journey may have and nobody has, whatever the name', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.constantFrom('🙂', 'ÄÖÅ', '2026', '-', 'Ä'.repeat(70), '   '))
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const keys: string[] = []
        for (const each of [...names, ...names]) keys.push(keyOf(each, keys))
        expect(new Set(keys).size).toBe(keys.length)
        for (const key of keys) expect([key, isKey(key), surveyKeySchema.safeParse(key).success]).toEqual([key, true, true])
      }),
    )
  })
})
