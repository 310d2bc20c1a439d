import { readFileSync } from 'node:fs'
import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemFinnish } from '@orama/stemmers/finnish'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openVoice } from './analyse.ts'
import { keywordsOf } from './keywords.ts'
import { readLanguageModel, writeLanguageModel } from './languageModel.ts'
import type { VoiceLanguage } from './languages.ts'
import { compareModels, heldOutFifth, learnFromScores, type RatedComment } from './learnScores.ts'
import { proposeWords, suggestThemes } from './learnThemes.ts'
import { clausesOf, sentencesOf } from './sentences.ts'
import { openSentiment, readSentimentModel, writeSentimentModel } from './sentimentModel.ts'
import { SERVICE_THEMES } from './serviceThemes.ts'
import { openThemes, themeSchema, type ThemeInput } from './themes.ts'
import { GLAD_SIGN, readTokens, SAD_SIGN } from './tokens.ts'

const file = (name: string) => new Uint8Array(readFileSync(new URL(`../../server/voice/models/${name}.bin`, import.meta.url)))
const model = (language: VoiceLanguage) => readSentimentModel(file(`sentiment.${language}`))
const read = openVoice({ languages: readLanguageModel(file('language')), sentiment: model, themes: SERVICE_THEMES })
const themesIn = (language: VoiceLanguage, text: string, themes = SERVICE_THEMES) => [
  ...openThemes(themes, language)(readTokens(text).words),
]
const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
const theme = (given: Partial<ThemeInput>) => themeSchema.parse({ key: 'own', names: { en: 'Own' }, words: {}, ...given })

describe('words of a text', () => {
  it.each([
    ['Tosi HYVÄÄÄÄ palvelua!!!', ['tosi', 'hyvää', 'palvelua', '!!']],
    ['I don’t know 👍🏽 :-) 12,50', ['i', "don't", 'know', GLAD_SIGN, GLAD_SIGN, '<0>']],
    ['2/5, huono 😡', [SAD_SIGN, ',', 'huono', SAD_SIGN]],
    ['hyva\u0308', ['hyvä']],
  ])('reads %j', (text, words) => {
    expect(readTokens(text).words.filter((word) => !/^<e>$|^[🏻-🏿]$/u.test(word))).toEqual(words)
  })

  it('tells capitals and drawn-out letters', () => {
    expect(readTokens('EI TOIMI mikäään')).toMatchObject({ shouted: 1, drawnOut: 1 })
  })
})

describe('sentences', () => {
  it.each([
    ['Hyvä! Tulen uudestaan. ', ['Hyvä!', 'Tulen uudestaan.']],
    ['Aika oli 12.9. klo 8.15 aamulla.', ['Aika oli 12.9. klo 8.15 aamulla.']],
    ['Kuljettaja, esim. Matti, tuli.\nKiitos', ['Kuljettaja, esim. Matti, tuli.', 'Kiitos']],
    ['...', []],
  ])('are found in %j', (text, sentences) => {
    expect(sentencesOf(text).map(({ from, to }) => text.slice(from, to))).toEqual(sentences)
  })

  it('are cut where they turn', () => {
    const text = 'Palvelu oli hyvää, mutta toimitus myöhästyi.'
    expect(clausesOf(text, { from: 0, to: text.length }).map(({ from, to }) => text.slice(from, to))).toEqual([
      'Palvelu oli hyvää',
      'mutta toimitus myöhästyi.',
    ])
  })
})

describe('a reading', () => {
  it('tells language, feeling and themes, each with the feeling of its clause', () => {
    const reading = read('Henkilökunta oli todella ystävällistä, mutta paketti tuli viikon myöhässä ja rikki.')
    expect(reading.language).toBe('fi')
    const of = (key: string) => reading.themes.find((each) => each.key === key)?.sentiment ?? 0
    expect(of('staff')).toBeGreaterThan(0.3)
    expect(of('delivery')).toBeLessThan(-0.3)
  })

  it('keeps the score of each sentence, so that a mixed text is seen', () => {
    const { mixed, sentences } = read('The nurse was wonderful and so kind. The bill was outrageous and nobody answers the phone.')
    expect(sentences.map(({ sentiment }) => Math.sign(sentiment))).toEqual([1, -1])
    expect(mixed).toBe(true)
  })

  it('reads signs without words, and says of other languages that it does not know', () => {
    expect(read('👍👍')).toMatchObject({ language: 'none', label: 'positive' })
    expect(read('😡')).toMatchObject({ language: 'none', label: 'negative' })
    expect(read('Посылка не пришла')).toMatchObject({ language: 'other', certainty: 0, themes: [] })
    expect(read('  ')).toMatchObject({ language: 'none', sentiment: 0, sentences: [] })
  })

  it('never fails and keeps its bounds, whatever it is given', () => {
    const some = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.stringMatching(/^[a-zåäö .!?'’(-]*$/),
    )
    fc.assert(
      fc.property(some, fc.constantFrom(undefined, 'fi' as const, 'sv' as const, 'en' as const), (text, language) => {
        const reading = read(text, language)
        expect(Math.abs(reading.sentiment)).toBeLessThanOrEqual(1)
        expect(reading.certainty).toBeGreaterThanOrEqual(0)
        expect(reading.certainty).toBeLessThanOrEqual(1)
        for (const { from, to } of reading.sentences) expect(from >= 0 && from < to && to <= text.length).toBe(true)
        expect(read(text, language)).toEqual(reading)
      }),
      { numRuns: 25 },
    )
  })

  it('reads a very long text', () => {
    expect(read('Palvelu oli hidasta. '.repeat(950)).label).toBe('negative')
  })
})

describe('files of models', () => {
  it('are read as they were written', () => {
    expect(isSame(writeSentimentModel(model('sv')), file('sentiment.sv'))).toBe(true)
    expect(isSame(writeLanguageModel(readLanguageModel(file('language'))), file('language'))).toBe(true)
  })

  it('of another sort are refused', () => {
    expect(() => readSentimentModel(file('language'))).toThrow('no model of feeling')
    expect(() => readLanguageModel(file('sentiment.fi').subarray(0, 500))).toThrow('no model of languages')
  })
})

describe('themes', () => {
  it.each([
    ['fi', 'Odotustilassa oli ahdasta', 'premises'],
    ['fi', 'Verkkokauppa kaatui', 'digital'],
    ['sv', 'Kön var lång', 'waiting'],
    ['en', 'I was charged twice on my bill', 'price'],
  ] as const)('%s: %s', (language, text, key) => {
    expect(themesIn(language, text)).toContain(key)
  })

  it('keep apart what only begins or ends alike', () => {
    expect(themesIn('fi', 'Tilaus tehtiin')).not.toContain('premises')
    expect(themesIn('en', 'The waiter smiled')).not.toContain('waiting')
  })

  it('have names and words in each language, and no word that its own exclusions forbid', () => {
    expect(SERVICE_THEMES).toHaveLength(13)
    for (const { names, words } of SERVICE_THEMES) {
      for (const language of ['fi', 'sv', 'en'] as const) {
        expect(names[language]).toBeTruthy()
        expect(words[language]!.words.length).toBeGreaterThan(10)
      }
    }
  })

  it('of one’s own are looked for beside, with phrases and exclusions', () => {
    const own = theme({ words: { en: { words: ['=loyalty card', '~sauna'], not: ['saunatime'] } } })
    expect(themesIn('en', 'My loyalty cards', [own])).toEqual(['own'])
    expect(themesIn('en', 'Loyalty matters', [own])).toEqual([])
    expect(themesIn('en', 'The poolsauna', [own])).toEqual(['own'])
    expect(themesIn('en', 'saunatime', [own])).toEqual([])
  })
})

const PLAIN = ['Kassa oli nopea', 'Myyjä auttoi minua', 'Hinta oli hyvä', 'Paketti tuli ajallaan', 'Tulin bussilla', 'Kävin kaupassa']
const many = (texts: readonly string[], times: number) => Array.from({ length: times }, (_, at) => texts[at % texts.length]!)

describe('keywords', () => {
  it('stand out against the others, in their most frequent form, without stop words', () => {
    const texts = ['Latauspiste oli rikki', 'latauspisteet rikki taas', 'Missä latauspisteet ovat', 'Latauspisteet eivät toimi']
    const [first] = keywordsOf(texts, many(PLAIN, 30), 'fi', stemFinnish)
    expect(first).toMatchObject({ word: 'latauspisteet', texts: 4, others: 0 })
    expect(keywordsOf(texts, texts, 'fi', stemFinnish)).toEqual([])
  })

  it('keep the word that turns the others', () => {
    expect(keywordsOf(['ei ei', 'ei toimi'], many(PLAIN, 20), 'fi', stemFinnish).map(({ word }) => word)).toContain('ei')
  })
})

describe('learning themes', () => {
  const charging = [
    'Latauspiste oli varattu',
    'Latauspisteen kaapeli puuttui',
    'Kaikki latauspisteet varattuja',
    'Latauspisteellä ei virtaa',
  ]

  it('proposes words that tell examples from other comments', () => {
    const proposed = proposeWords([theme({})], charging, many(PLAIN, 40), 'fi', stemFinnish)
    expect(proposed[0]!.form).toMatch(/^=?lataus/)
    const taught = theme({ words: { fi: { words: ['lataus'] } } })
    expect(proposeWords([taught], charging, many(PLAIN, 40), 'fi', stemFinnish).some(({ word }) => word.startsWith('lataus'))).toBe(false)
  })

  it('suggests a growing theme with its comments, and none where nothing grew', () => {
    const now = [...many(PLAIN, 60), ...many(charging, 12)]
    const before = many(PLAIN, 70)
    const [first] = suggestThemes(now, before, SERVICE_THEMES, 'fi', stemFinnish)
    expect(first!.words.some((word) => word.startsWith('latauspiste'))).toBe(true)
    expect(first!.examples.every((at) => at >= 60)).toBe(true)
    expect(suggestThemes(before, before, SERVICE_THEMES, 'fi', stemFinnish)).toEqual([])
    const covered = theme({ words: { fi: { words: ['lataus', 'varattu', 'kaapel', 'virta'] } } })
    expect(suggestThemes(now, before, [covered], 'fi', stemFinnish)).toEqual([])
  })

  it('works with stems of any language', () => {
    const now = many(['The charger was taken', 'Chargers broken', 'No charger free'], 12)
    expect(
      suggestThemes([...now, ...many(['Nice day', 'Bought milk'], 40)], many(['Nice day', 'Bought milk'], 50), [], 'en', stemEnglish)[0]!
        .now,
    ).toBe(12)
  })
})

describe('learning from scores', () => {
  const said = (word: string, label: RatedComment['label'], n: number): RatedComment[] =>
    Array.from({ length: n }, (_, at) => ({ text: `${word} ${at} kertaa kun kävin`, language: 'fi', label }))
  const comments = [...said('Möhkälö', 'negative', 150), ...said('Kehvelisti', 'positive', 150)]

  it('holds out the same fifth whatever the order', () => {
    const { learn, judge } = heldOutFifth(comments)
    expect(learn.length + judge.length).toBe(300)
    expect(judge.length).toBeGreaterThan(35)
    expect(judge.length).toBeLessThan(85)
    expect(new Set(heldOutFifth([...comments].reverse()).judge)).toEqual(new Set(judge))
  })

  it('learns words of the house, and is used only when it is better on what it never saw', () => {
    const { learn, judge } = heldOutFifth(comments)
    const base = model('fi')
    const learned = learnFromScores(learn, base, 1)
    const compared = compareModels(judge, base, learned)
    expect(compared.isBetter).toBe(true)
    expect(compared.after / compared.n).toBeGreaterThan(0.95)
    expect(compared.after - compared.before).toBe(compared.gained - compared.lost)
    expect(compared.polarAfter / compared.polar).toBeGreaterThan(0.95)
    expect(compareModels(judge, learned, base).isBetter).toBe(false)
    expect(compareModels(judge.slice(0, 10), base, learned).isBetter).toBe(false)
    expect(openSentiment(learned)('Palvelu oli surkeaa').negative).toBeGreaterThan(0.5)
    expect(isSame(writeSentimentModel(learnFromScores(learn, base, 1)), writeSentimentModel(learned))).toBe(true)
  })

  it('does not take for better what chance alone would give', () => {
    const base = model('fi')
    const turned = (by: number) => ({ ...base, bias: [base.bias[0], base.bias[1] + by] as const })
    // Of texts of which both say the same nothing follows, however many; and of nine that tell them apart, five to four is nothing either.
    const plain = said('Palvelu oli surkeaa', 'negative', 60)
    expect(compareModels(plain, base, turned(0.01))).toMatchObject({ gained: 0, lost: 0, isBetter: false })
    const apart = (gained: number, lost: number) => [...plain, ...said('Asia', 'positive', gained), ...said('Asia', 'neutral', lost)]
    expect(compareModels(apart(5, 4), base, turned(50))).toMatchObject({ isBetter: false })
    const glad = [...said('Asia', 'positive', 60), ...said('Asia', 'neutral', 4)]
    expect(compareModels(glad, turned(-50), turned(50))).toMatchObject({ gained: 60, lost: 4, isBetter: true })
    expect(compareModels([...glad.slice(28), ...said('Asia', 'neutral', 28)], turned(-50), turned(50)).isBetter).toBe(false)
  })

  it('leaves the base alone without comments in its language', () => {
    const base = model('sv')
    expect(learnFromScores(comments, base, 1)).toBe(base)
  })
})
