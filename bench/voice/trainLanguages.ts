import { readFileSync } from 'node:fs'
import {
  LANGUAGE_BUCKETS,
  languageOf,
  letterGroups,
  TEXT_LANGUAGES,
  type LanguageModel,
  type TextLanguage,
} from '../../src/domain/voice/languageModel.ts'
import { VOICE_LANGUAGES } from '../../src/domain/voice/languages.ts'
import { learnWeights, type Samples } from '../../src/domain/voice/logistic.ts'
import { packWeights } from '../../src/domain/voice/sentimentModel.ts'
import { ownComments } from './comments.ts'
import { anyFilmLines, finnSentiment, isHeldOut } from './corpora.ts'
import { ownPhrases, templated } from './phrases.ts'

/** A text whose language is known. */
export interface Spoken {
  language: TextLanguage
  text: string
}

/** Texts of known language: film lines, FinnSentiment, our own phrases and sentences; every fifth is held out. */
export function spokenTexts(data: string): { train: Spoken[]; heldOut: Spoken[] } {
  const own = VOICE_LANGUAGES.flatMap((language) =>
    [...ownPhrases(language), ...ownComments(language), ...templated(language).filter((_, at) => at % 7 === 0)].map(({ text }) => ({
      language,
      text,
    })),
  ).filter(({ text }) => /\p{L}{3}/u.test(text))
  const films = VOICE_LANGUAGES.flatMap((language) => anyFilmLines(data, language).map((text) => ({ language, text })))
  const finn = finnSentiment(data).map(({ text, part }) => ({ language: 'fi' as const, text, part }))
  const other = readFileSync(new URL('./other.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ language: 'other' as const, text: line.slice(3) }))
  const all: Spoken[] = [...own, ...films, ...other]
  return {
    train: [...all.filter(({ text }) => !isHeldOut(text)), ...finn.filter(({ part }) => part === 'train')],
    heldOut: [...all.filter(({ text }) => isHeldOut(text)), ...finn.filter(({ part }) => part === 'test')],
  }
}

/** Trains the model of languages: one logistic regression for each, against the others. */
export function trainLanguages(texts: readonly Spoken[]): LanguageModel {
  const parts = texts.map(({ text }) => letterGroups(text))
  const starts = new Int32Array(texts.length + 1)
  parts.forEach(({ buckets }, at) => (starts[at + 1] = starts[at]! + buckets.length))
  const places = new Int32Array(starts.at(-1)!)
  const values = new Float32Array(starts.at(-1)!)
  parts.forEach(({ buckets, value }, at) => {
    places.set(buckets, starts[at]!)
    values.fill(value, starts[at]!, starts[at + 1]!)
  })
  const counts = new Map(TEXT_LANGUAGES.map((language) => [language, texts.filter((each) => each.language === language).length]))
  const weights = Float32Array.from(texts, ({ language }) => Math.min(60, texts.length / 4 / counts.get(language)!))
  const learned = TEXT_LANGUAGES.map((language) => {
    const wanted = Float32Array.from(texts.flatMap((each) => [0, each.language === language ? 1 : 0]))
    const samples: Samples = { starts, places, values, wanted, weights }
    const { positive, bias } = learnWeights(samples, { places: LANGUAGE_BUCKETS, rounds: 5, step: 0.3, pull: 1e-6, seed: 20_261_122 })
    // The shares of negative and neutral stand together against this language.
    return { packed: packWeights(positive), bias: bias[1] }
  })
  return {
    weights: learned.map(({ packed }) => packed[0]),
    scales: learned.map(({ packed }) => packed[1]),
    biases: learned.map(({ bias }) => bias),
  }
}

/** How many texts of each language were told right, and what the wrong ones were taken for. */
export function measureLanguages(model: LanguageModel, texts: readonly Spoken[]): { n: number; accuracy: number; confusion: number[][] } {
  const confusion = TEXT_LANGUAGES.map(() => TEXT_LANGUAGES.map(() => 0))
  for (const { language, text } of texts) {
    confusion[TEXT_LANGUAGES.indexOf(language)]![TEXT_LANGUAGES.indexOf(languageOf(model, text)?.language ?? 'other')]!++
  }
  const right = TEXT_LANGUAGES.reduce((sum, _, at) => sum + confusion[at]![at]!, 0)
  return { n: texts.length, accuracy: right / texts.length, confusion }
}
