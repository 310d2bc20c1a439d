import { chanceFrom } from '../../src/domain/voice/chance.ts'
import { BUCKETS, openFeatures, PLACES } from '../../src/domain/voice/features.ts'
import { hashText } from '../../src/domain/voice/hash.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../src/domain/voice/languages.ts'
import type { Lexicon } from '../../src/domain/voice/lexicon.ts'
import { learnWeights, type Samples, type Weights } from '../../src/domain/voice/logistic.ts'
import { openSentiment, packModel, packWeights, TALK_BUCKETS, type SentimentModel } from '../../src/domain/voice/sentimentModel.ts'
import { readTokens } from '../../src/domain/voice/tokens.ts'
import { afinn, filmLines, finnSentiment, type Labelled } from './corpora.ts'
import { FOLDS, foldOf, ownComments } from './comments.ts'
import { readComments } from './measure.ts'
import { longer, ownPhrases, ownWords, templated, wordSenses } from './phrases.ts'

/** How much one text of each source counts. */
export interface Mixture {
  own: number
  comments: number
  /** Comments and phrases in the two other languages, of which only senses and counted features are read. */
  foreign: number
  longer: number
  templates: number
  finn: number
  films: number
  rounds: number
  step: number
  pull: number
}

/** A text to train on: how much it counts, what sort of talk it is, and the part of our own comments it belongs to (−1: none). */
export type Weighted = Labelled & { weight: number; domain: 0 | 1 | 2; fold: number; foreign?: VoiceLanguage }

export const MIXTURE: Mixture = {
  own: 5,
  comments: 5,
  foreign: 1,
  longer: 1,
  templates: 0.6,
  finn: 3,
  films: 0,
  rounds: 12,
  step: 0.15,
  pull: 1e-4,
}

/** The feeling words of a language: ours, and AFINN's. */
function lexicons(data: string, language: VoiceLanguage): { own: Lexicon; list: Lexicon; senses: Lexicon } {
  const hashed = (words: readonly [string, number][]) => new Map(words.map(([word, value]) => [hashText(word), value]))
  const { whole, beginnings } = ownWords(language)
  const senses = wordSenses(language)
  return {
    own: { whole: hashed(whole), beginnings: hashed(beginnings) },
    list: { whole: hashed(afinn(data, language).filter(([word]) => !word.includes(' '))), beginnings: new Map() },
    senses: { whole: hashed(senses.whole), beginnings: hashed(senses.beginnings) },
  }
}

/** Texts to train on, with how much each counts. */
export function trainingTexts(data: string, language: VoiceLanguage, mixture: Mixture): Weighted[] {
  const weighted = (texts: readonly Labelled[], weight: number, domain: 0 | 1 | 2 = 0) =>
    texts.map(({ text, negative, positive }) => ({ text, negative, positive, weight, domain, fold: -1 }))
  const finn =
    language === 'fi'
      ? finnSentiment(data)
          .filter(({ part }) => part === 'train')
          .map(({ text, by }) => ({
            text,
            negative: by.filter((each) => each < 0).length / 3,
            positive: by.filter((each) => each > 0).length / 3,
          }))
      : []
  return [
    ...ownComments(language).flatMap((each) => weighted([each], mixture.comments).map((one) => ({ ...one, fold: foldOf(each) }))),
    ...VOICE_LANGUAGES.filter((each) => each !== language).flatMap((foreign) =>
      [...ownComments(foreign), ...ownPhrases(foreign).map((each) => ({ ...each, file: '' }))].flatMap((each) =>
        weighted([each], mixture.foreign).map((one) => ({ ...one, foreign, fold: each.file === '' ? -1 : FOLDS + foldOf(each) })),
      ),
    ),
    ...weighted(ownPhrases(language), mixture.own),
    ...weighted(longer(language), mixture.longer),
    ...weighted(templated(language), mixture.templates),
    ...weighted(finn, mixture.finn, 1),
    ...weighted(
      filmLines(data, language).filter(({ heldOut }) => !heldOut),
      mixture.films,
      2,
    ),
  ].filter(({ weight }) => weight > 0)
}

/** Reads the features of texts, one after another. */
export function samplesOf(texts: readonly Weighted[], data: string, language: VoiceLanguage): Samples {
  const readers = Object.fromEntries(
    VOICE_LANGUAGES.map((each) => [each, openFeatures({ language: each, ...lexicons(data, each) })]),
  ) as Record<VoiceLanguage, ReturnType<typeof openFeatures>>
  const parts = texts.map(({ text, domain, foreign }) => {
    const all = readers[foreign ?? language](readTokens(text), text)
    const from = foreign === undefined ? 0 : all.general
    const [count, places, values] = [all.count - from, all.places.subarray(from), all.values.subarray(from)]
    const more = domain > 0 ? 1 : 0
    const own = { places: new Int32Array(count + more), values: new Float32Array(count + more) }
    own.places.set(places.subarray(0, count))
    own.values.set(values.subarray(0, count))
    if (more) [own.places[count], own.values[count]] = [PLACES + domain - 1, 1]
    return own
  })
  const starts = new Int32Array(texts.length + 1)
  parts.forEach(({ places }, at) => (starts[at + 1] = starts[at]! + places.length))
  const samples: Samples = {
    starts,
    places: new Int32Array(starts.at(-1)!),
    values: new Float32Array(starts.at(-1)!),
    wanted: Float32Array.from(texts.flatMap(({ negative, positive }) => [negative, positive])),
    weights: Float32Array.from(texts, ({ weight }) => weight),
  }
  parts.forEach(({ places, values }, at) => {
    samples.places.set(places, starts[at]!)
    samples.values.set(values, starts[at]!)
  })
  return samples
}

/** Trains what tells talk of a service from other talk. */
function trainTalk(samples: Samples, texts: readonly Weighted[], seed: number): Pick<SentimentModel, 'talk' | 'talkScale' | 'talkBias'> {
  const isService = ({ domain, foreign }: Weighted) => domain === 0 && foreign === undefined
  const [service, other] = [texts.filter(isService).length, texts.filter(({ domain }) => domain > 0).length]
  const masked: Samples = {
    ...samples,
    places: samples.places.map((place) => (place < BUCKETS ? place & (TALK_BUCKETS - 1) : TALK_BUCKETS)),
    values: samples.values.map((value, at) => (samples.places[at]! < BUCKETS ? value : 0)),
    wanted: Float32Array.from(texts.flatMap(({ domain }) => [0, domain === 0 ? 1 : 0])),
    weights: Float32Array.from(texts, (text) => (text.domain > 0 ? 10_000 / other : isService(text) ? 10_000 / service : 0)),
  }
  const { positive, bias } = learnWeights(masked, { places: TALK_BUCKETS + 1, rounds: 6, step: 0.1, pull: 1e-5, seed })
  const [talk, talkScale] = packWeights(positive.subarray(0, TALK_BUCKETS))
  return { talk, talkScale, talkBias: bias[1] + LEANING }
}

/** Talk is taken for talk of a service rather than not: comments come from customers. Chosen on dev rows. */
const LEANING = 0.5
/** How much of what is learned of other talk is added in it. Chosen on dev rows. */
const OTHER_TALK = 0.75
const SEED = 20_261_122
const SEEDS = [SEED, SEED + 10, SEED + 20, SEED + 30]

/** Texts of which each seed leaves out a sixth, so that the mean of what is learned hangs less on any of them. */
function thinned(samples: Samples, seed: number): Samples {
  const chance = chanceFrom(seed + 1)
  return { ...samples, weights: samples.weights.map((weight) => (chance() < 1 / 6 ? 0 : weight)) }
}

function meanWeights(all: readonly Weights[]): Weights {
  const mean = (part: 'negative' | 'positive') =>
    all[0]![part].map((_, at) => all.reduce((sum, each) => sum + each[part][at]!, 0) / all.length)
  const bias = ([0, 1] as const).map((at) => all.reduce((sum, each) => sum + each.bias[at], 0) / all.length) as [number, number]
  return { negative: mean('negative'), positive: mean('positive'), bias }
}

/** Trains the model of a language; the same for the same seed and texts. */
export function trainSentiment(data: string, language: VoiceLanguage, version: string, mixture = MIXTURE): SentimentModel {
  const words = lexicons(data, language)
  const texts = trainingTexts(data, language, mixture)
  const samples = samplesOf(texts, data, language)
  const weights = meanWeights(SEEDS.map((seed) => learnWeights(thinned(samples, seed), { ...mixture, places: PLACES + 2, seed })))
  const hasOther = texts.some(({ domain }) => domain === 1)
  const talk = hasOther ? trainTalk(samples, texts, SEED) : { talk: new Int8Array(TALK_BUCKETS), talkScale: 0, talkBias: 0 }
  const otherTalk = [weights.negative[PLACES]! * OTHER_TALK, weights.positive[PLACES]! * OTHER_TALK] as const
  return calibrated(packModel(weights, { language, version, temperature: 1, ...talk, otherTalk, ...words }))
}

/** Sets the temperature at which the shares of labels fit the dev rows of the service comments best. */
function calibrated(model: SentimentModel): SentimentModel {
  const rows = readComments('serviceComments', model.language).filter(({ part }) => part === 'dev')
  const misfit = (temperature: number) => {
    const feel = openSentiment({ ...model, temperature })
    return rows.reduce((sum, { text, label }) => sum - Math.log(Math.max(1e-6, feel(text)[label])), 0)
  }
  const tried = Array.from({ length: 23 }, (_, at) => 0.8 + at / 10).map((temperature) => ({ temperature, misfit: misfit(temperature) }))
  return { ...model, temperature: tried.sort((a, b) => a.misfit - b.misfit)[0]!.temperature }
}
