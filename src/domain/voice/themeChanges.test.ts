import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SERVICE_THEMES } from './serviceThemes.ts'
import { changesOf, countsAs, layOver, themesToFind, themeStateSchema, UNCHANGED, type ThemeState } from './themeChanges.ts'
import { openThemes, themeSchema, type Theme } from './themes.ts'
import { tellForms, tryTheme } from './tryThemes.ts'

const theme = (key: string, words: string[], not: string[] = []): Theme =>
  themeSchema.parse({ key, names: { fi: key }, words: { fi: { words, not } } })
const state = (given: Partial<ThemeState>): ThemeState => themeStateSchema.parse(given)
const foundIn = (themes: readonly Theme[], text: string) => [...openThemes(themes, 'fi')(text.toLowerCase().split(' '))]

describe('themes that an organisation changes', () => {
  const shipped = theme('premises', ['tila', '~sali', 'pysäköin'], ['tilaus'])

  it('are what was written, whatever was written', () => {
    const forms = fc.uniqueArray(fc.constantFrom('tila', '~sali', 'pysäköin', 'sauna', '=baari', 'ovi', 'tilaus', 'salis'))
    fc.assert(
      fc.property(forms, forms, (words, not) => {
        const edited = { names: { fi: 'Tilat', en: 'Rooms' }, words: { fi: { words, not } } }
        const laid = layOver(shipped, 'premises', { ...UNCHANGED, ...changesOf(shipped, edited) })
        expect(laid.names).toEqual(edited.names)
        expect([...laid.words.fi!.words].sort()).toEqual([...words].sort())
        expect([...laid.words.fi!.not].sort()).toEqual([...not].sort())
      }),
    )
  })

  it('keep what was changed when better words come with a later Polku', () => {
    const changed = changesOf(shipped, {
      names: shipped.names,
      words: { fi: { words: ['~sali', 'pysäköin', ' Sauna '], not: ['tilaus'] } },
    })
    expect(changed).toEqual({ names: {}, words: { fi: { add: ['sauna'], leave: ['tila'], not: [], allow: [] } } })
    const later = theme('premises', ['tila', '~sali', 'pysäköin', 'aula'], ['tilaus', 'salil'])
    expect(layOver(later, 'premises', state(changed)).words.fi).toEqual({
      words: ['~sali', 'pysäköin', 'aula', 'sauna'],
      not: ['tilaus', 'salil'],
    })
    expect(changesOf(shipped, shipped)).toEqual({ names: {}, words: {} })
  })

  it('count, once merged, under the other, each by its own words and exclusions', () => {
    const states = new Map([
      ['price', state({ into: 'money' })],
      ['money', state({ names: { fi: 'Raha' }, words: { fi: { add: ['raha', 'tilaus'], leave: [], not: ['hintava'], allow: [] } } })],
    ])
    const all = themesToFind([shipped, theme('price', ['hinta'])], states)
    expect(foundIn(all, 'hintava raha')).toEqual(['money'])
    expect(foundIn(all, 'hintava')).toEqual(['money'])
    expect(foundIn(all, 'tilaus')).toEqual(['money'])
    expect(countsAs('price', states)).toBe('money')
    states.set('money', state({ into: 'price' }))
    expect(['price', 'money']).toContain(countsAs('price', states))
  })

  it('are not looked for once retired, nor are those merged into them', () => {
    const retired = new Map([
      ['price', state({ into: 'premises' })],
      ['premises', state({ retired: true })],
    ])
    expect(themesToFind([shipped, theme('price', ['hinta'])], retired)).toEqual([])
    expect(themesToFind(SERVICE_THEMES, new Map())).toHaveLength(SERVICE_THEMES.length)
  })

  it('are tried on texts before they are kept, and tell by which words they are found', () => {
    const edited = theme('premises', ['sauna', '~sali', 'suuri sali'], ['saunati'])
    const texts = ['Tila oli siisti', 'Saunassa oli kylmä. Juhlasali myös', 'Tilaus tuli', 'Saunatilaus'].map((text) => ({
      text,
      language: 'fi' as const,
    }))
    expect(tryTheme([shipped], [edited], texts)).toEqual({ had: 2, has: 1, gained: [], lost: [0] })
    expect(tryTheme([], [edited], texts).gained).toEqual([1])
    expect(tellForms([edited], texts[1]!)).toEqual([
      { form: 'sauna', word: 'saunassa' },
      { form: '~sali', word: 'juhlasali' },
    ])
    expect(tellForms([edited], { text: 'Suuri sali oli täynnä', language: 'fi' })).toContainEqual({
      form: 'suuri sali',
      word: 'suuri sali',
    })
    expect(tellForms([edited], texts[3]!)).toEqual([])
  })
})
