import { labelOf, type SentimentLabel } from './analyse.ts'
import { openFeatures, PLACES } from './features.ts'
import { hashText, spread } from './hash.ts'
import type { VoiceLanguage } from './languages.ts'
import { learnWeights, type Samples, type Weights } from './logistic.ts'
import { openSentiment, packModel, unpackModel, type SentimentModel } from './sentimentModel.ts'
import { readTokens } from './tokens.ts'

/** A comment and how its writer felt by their own score: NPS 0–6 or CSAT 1–2 negative, 9–10 or 4–5 positive, what is between neutral. */
export interface RatedComment {
  text: string
  language: VoiceLanguage
  label: SentimentLabel
}

const MOST_SHARE = 0.7
const HALFWAY = 400
const FEATURES_OF_A_TEXT = 4000

/** Splits comments into those to learn from and a fifth to judge by; the same text always falls on the same side. */
export function heldOutFifth<Comment extends { text: string }>(comments: readonly Comment[]): { learn: Comment[]; judge: Comment[] } {
  const isJudge = ({ text }: Comment) => spread(hashText(text.normalize('NFC').trim(), 77)) % 5 === 0
  return { learn: comments.filter((each) => !isJudge(each)), judge: comments.filter(isJudge) }
}

/**
 * Learns a small model of the organisation's own rated comments and averages it with the base: its share grows with their number (half of
 * 0.7 at 400 comments). Comments in another language than the base's are left out; with none left the base itself is answered. The same for
 * the same comments in the same order and seed.
 */
export function learnFromScores(comments: readonly RatedComment[], base: SentimentModel, seed: number): SentimentModel {
  const own = comments.filter(({ language }) => language === base.language)
  if (own.length === 0) return base
  const learned = learnWeights(samplesOf(own, base), { places: PLACES, rounds: 12, step: 0.15, pull: 1e-5, seed })
  const share = (MOST_SHARE * own.length) / (own.length + HALFWAY)
  const { negative, positive, scales, counted, bias, ...rest } = base
  const before = unpackModel({ ...rest, negative, positive, scales, counted, bias })
  return packModel(average(before, learned, share), { ...rest, version: `${base.version}+${own.length}` })
}

function samplesOf(comments: readonly RatedComment[], base: SentimentModel): Samples {
  const read = openFeatures(base)
  const parts = comments.map(({ text }) => {
    const { count, places, values } = read(readTokens(text), text)
    const most = Math.min(count, FEATURES_OF_A_TEXT)
    return { places: places.slice(count - most, count), values: values.slice(count - most, count) }
  })
  const starts = new Int32Array(comments.length + 1)
  parts.forEach(({ places }, at) => (starts[at + 1] = starts[at]! + places.length))
  const samples: Samples = {
    starts,
    places: new Int32Array(starts[comments.length]!),
    values: new Float32Array(starts[comments.length]!),
    wanted: Float32Array.from(comments.flatMap(({ label }) => [label === 'negative' ? 1 : 0, label === 'positive' ? 1 : 0])),
    weights: new Float32Array(comments.length).fill(1),
  }
  parts.forEach(({ places, values }, at) => {
    samples.places.set(places, starts[at]!)
    samples.values.set(values, starts[at]!)
  })
  return samples
}

function average(base: Weights, own: Weights, share: number): Weights {
  const mix = (a: number, b: number) => a + share * b
  return {
    negative: base.negative.map((weight, at) => mix(weight, own.negative[at]!)),
    positive: base.positive.map((weight, at) => mix(weight, own.positive[at]!)),
    bias: [mix(base.bias[0], own.bias[0]), mix(base.bias[1], own.bias[1])],
  }
}

/** How two models judge the same rated comments. */
export interface ModelComparison {
  /** How many comments they were judged by. */
  n: number
  /** Share of labels told right by each, 0…1; 0 without comments. */
  before: number
  after: number
  /** Whether the new one is to be used: only when it is better, on thirty comments or more. */
  isBetter: boolean
}

const FEWEST_TO_JUDGE = 30

/** Compares a model with the one in use on comments that neither learned from. */
export function compareModels(judge: readonly RatedComment[], before: SentimentModel, after: SentimentModel): ModelComparison {
  const mine = judge.filter(({ language }) => language === before.language)
  const accuracy = (model: SentimentModel) => {
    const feel = openSentiment(model)
    return mine.length === 0 ? 0 : mine.filter(({ text, label }) => labelOf(feel(text)) === label).length / mine.length
  }
  const [old, fresh] = [accuracy(before), accuracy(after)]
  return { n: mine.length, before: old, after: fresh, isBetter: mine.length >= FEWEST_TO_JUDGE && fresh > old }
}
