import { describe, expect, it } from 'vitest'
import { compareIdentifiers, identifierTexts, isPersonalIdentityCode, normaliseIdentifier } from './identifier.ts'

const normal = (kind: string, value: string, countryCode?: string) => {
  const result = normaliseIdentifier(kind, value, countryCode)
  return 'value' in result ? result.value : null
}

describe('identifiers', () => {
  it('are trimmed and otherwise exact', () => {
    expect(normal('crm', ' C-1001 ')).toBe('C-1001')
    expect(normal('loyalty', 'aB 7')).toBe('aB 7')
  })

  it('need a value of at most 300 characters', () => {
    expect(['', '   ', 'x'.repeat(301)].map((value) => normal('crm', value))).toEqual([null, null, null])
    expect(normal('crm', 'x'.repeat(300))).toHaveLength(300)
  })

  it('stand from the strongest kind to the weakest, then by text', () => {
    const sorted = [
      'crm:2',
      'crm:10',
      'email:b',
      'phone:+358',
      'user:u',
      'constructor:c',
      'loyalty:l',
      'other:o',
      'toString:t',
      'anonymous:a',
    ]
    const weakerFirst = sorted.toReversed().sort(compareIdentifiers)
    expect(weakerFirst).toEqual(['crm:10', 'crm:2', ...sorted.slice(2)])
    expect(identifierTexts({ anonymous: 'x', constructor: 'y', crm: '1' })).toEqual(['crm:1', 'constructor:y', 'anonymous:x'])
  })
})

describe('e-mail addresses', () => {
  it('are lower-cased', () => {
    expect(normal('email', ' Aino.Aalto@Example.COM ')).toBe('aino.aalto@example.com')
  })

  it('need one @ between two parts, without spaces', () => {
    for (const value of ['aino', '@example.com', 'aino@', 'aino aalto@example.com', 'a@b@c']) expect(normal('email', value)).toBe(null)
  })
})

describe('phone numbers', () => {
  it('come to E.164 from any usual form', () => {
    const forms = [
      '+358401234567',
      '+358 40 123 4567',
      '00358401234567',
      '040 123 4567',
      '040-1234567',
      '(040) 123.4567',
      '+358 (0)40 1234567',
      '040\u00a0123 4567',
    ]
    expect(new Set(forms.map((form) => normal('phone', form)))).toEqual(new Set(['+358401234567']))
  })

  it('take the organisation’s country where they have none', () => {
    expect(normal('phone', '0701234567', '46')).toBe('+46701234567')
    expect(normal('phone', '+47 912 34 567', '46')).toBe('+4791234567')
  })

  it('need a country or a leading zero, and 7 to 15 digits', () => {
    for (const value of ['401234567', '+0401234567', '+123456', '+1234567890123456', '040x123456', 'phone'])
      expect(normal('phone', value)).toBe(null)
    expect(normal('phone', '+1234567')).toBe('+1234567')
    expect(normal('phone', '+123456789012345')).toBe('+123456789012345')
  })
})

describe('a Finnish personal identity code', () => {
  const code = (century: string) => `131052${century}308T`

  it('is known by its date, every century sign and its check mark', () => {
    for (const century of '+-UVWXYABCDEF') expect(isPersonalIdentityCode(code(century))).toBe(true)
    expect(isPersonalIdentityCode(' 131052a308t ')).toBe(true)
  })

  it('is not any text of that look', () => {
    const others = [
      code('G'),
      code('Z'),
      code(' '),
      '131052-308U',
      '001052-308T',
      '321052-308T',
      '131352-308T',
      '130052-308T',
      '131052-308',
      '0131052-308T',
    ]
    for (const text of others) expect(isPersonalIdentityCode(text), text).toBe(false)
    expect(isPersonalIdentityCode('130052-3080')).toBe(false)
  })

  it('is refused as a value of any kind, and so is its kind', () => {
    for (const kind of ['crm', 'user', 'phone', 'email']) expect(normal(kind, code('-'))).toBe(null)
    for (const kind of ['hetu', 'HETU', 'henkilötunnus', 'ssn']) expect(normal(kind, 'anything')).toBe(null)
    expect(normaliseIdentifier('crm', code('Y'))).toMatchObject({ problem: expect.stringContaining('personal identity code') })
  })
})
