import { labelOf, type SentimentLabel } from './analyse.ts'
import { openFeatures, PLACES } from './features.ts'
import { hashText, spread } from './hash.ts'
import type { VoiceLanguage } from './languages.ts'
import { learnWeights, type Samples, type Weights } from './logistic.ts'
import { openSentiment, packModel, unpackModel, type Feeling, type SentimentModel } from './sentimentModel.ts'
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

/** How two models judge the same rated comments; shares follow from the counts. */
export interface ModelComparison {
  /** How many comments they were judged by. */
  n: number
  /** How many labels each told right. */
  before: number
  after: number
  /** Of those judged by, how many are good or bad, and of how many of them each told on which side they are. */
  polar: number
  polarBefore: number
  polarAfter: number
  /** How many the new one alone told right, and how many the one in use alone. */
  gained: number
  lost: number
  /** Whether the new one is to be used: told more right than the one in use, by more than chance alone would give. */
  isBetter: boolean
}

/** So many comments it takes to judge a model. */
export const FEWEST_TO_JUDGE = 30
/** So many rated comments a language needs before it can be learned: a fifth of them judges. */
export const FEWEST_TO_LEARN: number = 5 * FEWEST_TO_JUDGE

/**
 * Compares a model with the one in use on comments that neither learned from. Only comments of which the two say something else tell them
 * apart: were both as good, one would be ahead by about the square root of their number. The new one must be ahead by more.
 */
export function compareModels(judge: readonly RatedComment[], before: SentimentModel, after: SentimentModel): ModelComparison {
  const mine = judge.filter(({ language }) => language === before.language)
  const [feelBefore, feelAfter] = [openSentiment(before), openSentiment(after)]
  const counts = { n: mine.length, before: 0, after: 0, polar: 0, polarBefore: 0, polarAfter: 0, gained: 0, lost: 0 }
  for (const { text, label } of mine) {
    const [old, fresh] = [feelBefore(text), feelAfter(text)]
    const [oldRight, freshRight] = [labelOf(old) === label, labelOf(fresh) === label]
    counts.before += Number(oldRight)
    counts.after += Number(freshRight)
    counts.gained += Number(freshRight && !oldRight)
    counts.lost += Number(oldRight && !freshRight)
    if (label === 'neutral') continue
    counts.polar++
    counts.polarBefore += Number(sideOf(old) === label)
    counts.polarAfter += Number(sideOf(fresh) === label)
  }
  const ahead = counts.gained - counts.lost
  const isBetter = counts.n >= FEWEST_TO_JUDGE && ahead > 0 && ahead * ahead > counts.gained + counts.lost
  return { ...counts, isBetter }
}

/** On which side a feeling is, however weak. */
function sideOf({ negative, positive }: Feeling): SentimentLabel {
  return positive > negative ? 'positive' : 'negative'
}
