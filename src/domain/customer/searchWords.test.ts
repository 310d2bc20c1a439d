import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseIdentifier } from './identifier.ts'
import { readPhoneSearch, searchWords } from './searchWords.ts'

describe('words of a search', () => {
  it.each([
    ['Maija Meikäläinen', ['maija', 'meikalainen']],
    ['MEIKALAINEN, maija', ['meikalainen', 'maija']],
    ['Åsa Öberg-Ødegård', ['asa', 'oberg', 'odegard']],
    ['Weiß O’Hara', ['weiss', 'o', 'hara']],
    ['Jiří Łukasz Æsir', ['jiri', 'lukasz', 'aesir']],
    ['100% Oy & Oy', ['100', 'oy']],
    ['Žemaitė Ёлка', ['zemaite', 'елка']],
    ['& | ! :*', []],
  ])('of %s', (text, words) => {
    expect(searchWords(text)).toEqual(words)
  })

  it('are the same however the marks are written, and words of words are themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = searchWords(text)
        expect(searchWords(text.normalize('NFD'))).toEqual(searchWords(text.normalize('NFC')))
        expect(searchWords(words.join(' '))).toEqual(words)
      }),
    )
  })
})

describe('a part of a phone number', () => {
  it.each([
    ['040 765', ['+35840765'], '040765'],
    ['+358 40 765', ['+35840765'], null],
    ['00358 40765', ['+35840765'], '0035840765'],
    ['(09) 310-1691', ['+35893101691'], '093101691'],
    ['40765', ['+35840765', '+40765'], '40765'],
    ['35840765', ['+35835840765', '+35840765'], '35840765'],
    ['+358 (0)40 765', ['+35840765'], null],
  ])('%s', (text, beginnings, ending) => {
    expect(readPhoneSearch(text)).toEqual({ beginnings, ending })
  })

  it.each(['123', '+35', 'C-1001', '', '2 b', 'LN-1234'])('is none: %s', (text) => {
    expect(readPhoneSearch(text)).toBeNull()
  })

  it('finds every Finnish number by any of its beginnings, with or without the country', () => {
    const national = fc.stringMatching(/^0[1-9]\d{6,8}$/)
    fc.assert(
      fc.property(national, fc.nat(), (number, cut) => {
        const normal = normaliseIdentifier('phone', number) as { value: string }
        const part = (text: string) => text.slice(0, Math.max(5, cut % (text.length + 1)))
        for (const typed of [part(number), part(number.slice(1)), part(normal.value)]) {
          const read = readPhoneSearch(typed)!
          expect(read.beginnings.some((beginning) => normal.value.startsWith(beginning))).toBe(true)
        }
      }),
    )
  })
})
