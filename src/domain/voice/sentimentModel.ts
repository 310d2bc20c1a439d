import { BUCKETS, openFeatures, PLACES, type Features } from './features.ts'
import type { VoiceLanguage } from './languages.ts'
import type { Lexicon } from './lexicon.ts'
import { shares, type Weights } from './logistic.ts'
import { readTokens } from './tokens.ts'

/** A learned model of feeling in one language: 8-bit weights, words as hashes, and how sure it may be. */
export interface SentimentModel {
  language: VoiceLanguage
  /** Which training made it. */
  version: string
  /** Weights towards negative and positive by bucket, to be multiplied by their scale. */
  negative: Int8Array
  positive: Int8Array
  scales: readonly [number, number]
  /** Weights of the counted features, in the order of `COUNTED`. */
  counted: readonly [negative: readonly number[], positive: readonly number[]]
  bias: readonly [number, number]
  /** Tells talk of a service from other talk, in which most is said without feeling: weights by the lower bits of the bucket. */
  talk: Int8Array
  talkScale: number
  talkBias: number
  /** What is added towards negative and positive in other talk. */
  otherTalk: readonly [number, number]
  /** Divides what the weights add up to, so that shares are as often right as they say. */
  temperature: number
  own: Lexicon
  list: Lexicon
  senses: Lexicon
}

/** How a text feels: shares of the three labels, together 1. */
export interface Feeling {
  negative: number
  neutral: number
  positive: number
}

interface Header {
  language: VoiceLanguage
  version: string
  scales: [number, number]
  counted: [number[], number[]]
  bias: [number, number]
  talkScale: number
  talkBias: number
  otherTalk: [number, number]
  temperature: number
  /** Sizes of the tables of words. */
  words: [ownWhole: number, ownBeginnings: number, listWhole: number, sensesWhole: number, senseBeginnings: number]
}

type Table = Map<number, number>

const MAGIC = 'POLKUVM2'
const HEAD = 12
/** Buckets of what tells sorts of talk apart. */
export const TALK_BUCKETS: number = 2 ** 14
const ENTRY = 5

/** Writes a model as the bytes of its file: magic, size of the header, header as JSON, weights, feeling words. */
export function writeSentimentModel(model: SentimentModel): Uint8Array {
  const tables = [model.own.whole, model.own.beginnings, model.list.whole, model.senses.whole, model.senses.beginnings] as const
  const header: Header = {
    language: model.language,
    version: model.version,
    scales: [...model.scales],
    counted: [[...model.counted[0]], [...model.counted[1]]],
    bias: [...model.bias],
    talkScale: model.talkScale,
    talkBias: model.talkBias,
    otherTalk: [...model.otherTalk],
    temperature: model.temperature,
    words: tables.map(({ size: entries }) => entries) as Header['words'],
  }
  const letters = JSON.stringify(header)
  const size = HEAD + letters.length + 2 * BUCKETS + TALK_BUCKETS + ENTRY * header.words.reduce((sum, each) => sum + each, 0)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < MAGIC.length; at++) bytes[at] = MAGIC.charCodeAt(at)
  view.setUint32(8, letters.length, true)
  for (let at = 0; at < letters.length; at++) bytes[HEAD + at] = letters.charCodeAt(at)
  let at = HEAD + letters.length
  bytes.set(new Uint8Array(model.negative.buffer, model.negative.byteOffset, BUCKETS), at)
  bytes.set(new Uint8Array(model.positive.buffer, model.positive.byteOffset, BUCKETS), at + BUCKETS)
  bytes.set(new Uint8Array(model.talk.buffer, model.talk.byteOffset, TALK_BUCKETS), at + 2 * BUCKETS)
  at += 2 * BUCKETS + TALK_BUCKETS
  for (const table of tables) {
    for (const [hash, value] of [...table].sort((a, b) => a[0] - b[0])) {
      view.setInt32(at, hash, true)
      view.setInt8(at + 4, value)
      at += ENTRY
    }
  }
  return bytes
}

/** Reads a model from the bytes of its file; throws when they are no such file. */
export function readSentimentModel(bytes: Uint8Array): SentimentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes.length < HEAD || text(0, MAGIC.length) !== MAGIC) throw new Error('This is no model of feeling that Polku can read.')
  let at = HEAD + view.getUint32(8, true)
  const { words, ...header } = JSON.parse(text(HEAD, at)) as Header
  const weights = (size: number) => new Int8Array(bytes.subarray((at += size) - size, at))
  const [negative, positive, talk] = [weights(BUCKETS), weights(BUCKETS), weights(TALK_BUCKETS)]
  const [whole, beginnings, listed, sensesWhole, senseBeginnings] = words.map((size) => {
    const table = new Map<number, number>()
    for (let entry = 0; entry < size; entry++, at += ENTRY) table.set(view.getInt32(at, true), view.getInt8(at + 4))
    return table
  }) as [Table, Table, Table, Table, Table]
  return {
    ...header,
    negative,
    positive,
    talk,
    own: { whole, beginnings },
    list: { whole: listed, beginnings: new Map() },
    senses: { whole: sensesWhole, beginnings: senseBeginnings },
  }
}

/** Makes 8-bit weights of learned ones, and a model of them. */
export function packModel(
  weights: Weights,
  rest: Omit<SentimentModel, 'negative' | 'positive' | 'scales' | 'counted' | 'bias'>,
): SentimentModel {
  const [negative, negativeScale] = packWeights(weights.negative.subarray(0, BUCKETS))
  const [positive, positiveScale] = packWeights(weights.positive.subarray(0, BUCKETS))
  const counted = (all: Float32Array) => [...all.subarray(BUCKETS, PLACES)].map((weight) => Math.round(weight * 1e4) / 1e4)
  return {
    ...rest,
    negative,
    positive,
    scales: [negativeScale, positiveScale],
    counted: [counted(weights.negative), counted(weights.positive)],
    bias: [weights.bias[0], weights.bias[1]],
  }
}

/** The learned weights that a model was packed of, as exactly as eight bits tell. */
export function unpackModel({ negative, positive, scales, counted, bias }: SentimentModel): Weights {
  const weights = (bits: Int8Array, scale: number, rest: readonly number[]) => {
    const all = new Float32Array(PLACES)
    for (let at = 0; at < BUCKETS; at++) all[at] = bits[at]! * scale
    all.set(rest, BUCKETS)
    return all
  }
  return {
    negative: weights(negative, scales[0], counted[0]),
    positive: weights(positive, scales[1], counted[1]),
    bias: [bias[0], bias[1]],
  }
}

/** Makes 8-bit weights of learned ones, and what to multiply them by. */
export function packWeights(all: Float32Array): [Int8Array, number] {
  const sizes = all.map(Math.abs).sort()
  // A few weights stand far out: cut them, so that the many others are told more finely.
  const most = sizes[Math.floor(all.length * 0.9998)] || 1e-6
  const scale = most / 127
  return [Int8Array.from(all, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))), scale]
}

/** Opens a model: answers how a text feels. */
export function openSentiment(model: SentimentModel): (text: string) => Feeling {
  const features = openFeatures(model)
  return (text) => {
    const [low, high] = weigh(model, features(readTokens(text), text))
    const [negative, positive] = shares(low / model.temperature, high / model.temperature)
    return { negative, positive, neutral: Math.max(0, 1 - negative - positive) }
  }
}

/** What the weights of a model add up to for features, towards negative and positive. */
function weigh(model: SentimentModel, { count, places, values }: Features): [number, number] {
  const { negative, positive, scales, counted, bias, talk, otherTalk } = model
  let [low, high, kind, restLow, restHigh] = [0, 0, 0, bias[0], bias[1]]
  for (let at = 0; at < count; at++) {
    const place = places[at]!
    const value = values[at]!
    if (place < BUCKETS) {
      low += negative[place]! * value
      high += positive[place]! * value
      kind += talk[place & (TALK_BUCKETS - 1)]! * value
    } else {
      restLow += counted[0][place - BUCKETS]! * value
      restHigh += counted[1][place - BUCKETS]! * value
    }
  }
  const other = 1 / (1 + Math.exp(kind * model.talkScale + model.talkBias))
  return [low * scales[0] + restLow + other * otherTalk[0], high * scales[1] + restHigh + other * otherTalk[1]]
}
