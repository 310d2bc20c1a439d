import { describe, expect, it } from 'vitest'
import { openVault } from '../webhook/secrets.ts'
import { createAskToken, languageFor, readAskToken } from './askLink.ts'

const vault = openVault('a secret of the house, long enough')

describe('the personal link to a survey', () => {
  it('names the ask to us alone', () => {
    const token = createAskToken(vault, { customer: 17, ask: 4 })
    expect(readAskToken(vault, token)).toEqual({ customer: 17, ask: 4 })
    expect(readAskToken(openVault('another house’s secret, also long'), token)).toBeNull()
  })

  it('is refused when a letter of it changed, or it is none', () => {
    const token = createAskToken(vault, { customer: 17, ask: 4 })
    const changed = (token[20] === 'A' ? 'B' : 'A') + token.slice(1)
    for (const wrong of [changed, token.slice(1), '', 'x'.repeat(60), '../../etc']) expect(readAskToken(vault, wrong)).toBeNull()
  })
})

describe('the language a survey begins in', () => {
  const content = { languages: ['fi', 'sv-FI', 'en'] }

  it.each([
    ['sv-FI', 'sv-FI'],
    ['sv', 'sv-FI'],
    ['en-GB', 'en'],
    ['de', 'fi'],
    [null, 'fi'],
  ])('for %s is %s', (locale, language) => {
    expect(languageFor(content, locale)).toBe(language)
  })
})
