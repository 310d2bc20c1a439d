import { hashLetter, hashText, spread } from './hash.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from './languages.ts'

/** The language of a text: one that is understood, or some other. */
export type TextLanguage = VoiceLanguage | 'other'

/** Every answer to which language a text is in. */
export const TEXT_LANGUAGES: readonly TextLanguage[] = [...VOICE_LANGUAGES, 'other']

/** Buckets of letter groups for each language. */
export const LANGUAGE_BUCKETS: number = 2 ** 13

/** A learned model of languages: for each of `TEXT_LANGUAGES` 8-bit weights of letter groups, their scale and where it starts from. */
export interface LanguageModel {
  weights: readonly Int8Array[]
  scales: readonly number[]
  biases: readonly number[]
}

const MAGIC = 'POLKULM1'
const EDGE = 32
const LONGEST_GROUP = 4
const LONGEST_TEXT = 400
const START = hashText('l')
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu
const LATIN = /\p{Script=Latin}/u

/** Reads the groups of one to four letters of the first 400 letters: a bucket and how much it counts, for each. Letters of other scripts say nothing here. */
export function letterGroups(text: string): { buckets: number[]; value: number } {
  const buckets: number[] = []
  for (const [word] of text.slice(0, LONGEST_TEXT).normalize('NFC').toLowerCase().matchAll(WORD)) {
    buckets.push(bucketOf(hashText(word, hashLetter(START, 1))))
    for (let from = -1; from < word.length; from++) {
      let hash = hashLetter(START, from < 0 ? EDGE : word.charCodeAt(from))
      if (from >= 0) buckets.push(bucketOf(hash))
      for (let at = from + 1; at <= Math.min(word.length, from + LONGEST_GROUP - 1); at++) {
        hash = hashLetter(hash, at === word.length ? EDGE : word.charCodeAt(at))
        buckets.push(bucketOf(hash))
      }
    }
  }
  return { buckets, value: 1 / Math.sqrt(buckets.length || 1) }
}

function bucketOf(hash: number): number {
  return spread(hash) & (LANGUAGE_BUCKETS - 1)
}

/** The language of a text and how much likelier it is than the next, 0…1; null for a text without letters. */
export function languageOf(model: LanguageModel, text: string): { language: TextLanguage; margin: number } | null {
  const letters = text.slice(0, LONGEST_TEXT).match(/\p{L}/gu)
  if (letters === null) return null
  if (letters.filter((letter) => LATIN.test(letter)).length * 2 < letters.length) return { language: 'other', margin: 1 }
  const { buckets, value } = letterGroups(text)
  const sums = TEXT_LANGUAGES.map((_, at) => {
    const weights = model.weights[at]!
    let sum = 0
    for (const bucket of buckets) sum += weights[bucket]!
    return sum * value * model.scales[at]! + model.biases[at]!
  })
  const likely = sums.map((sum) => 1 / (1 + Math.exp(-sum)))
  const [first, second] = likely.map((share, at) => ({ share, at })).sort((a, b) => b.share - a.share) as [Likely, Likely]
  return { language: TEXT_LANGUAGES[first.at]!, margin: first.share - second.share }
}

interface Likely {
  share: number
  at: number
}

/** Writes a model as the bytes of its file. */
export function writeLanguageModel({ weights, scales, biases }: LanguageModel): Uint8Array {
  const bytes = new Uint8Array(8 + TEXT_LANGUAGES.length * (LANGUAGE_BUCKETS + 16))
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < MAGIC.length; at++) bytes[at] = MAGIC.charCodeAt(at)
  weights.forEach((each, index) => {
    const at = 8 + index * (LANGUAGE_BUCKETS + 16)
    view.setFloat64(at, scales[index]!, true)
    view.setFloat64(at + 8, biases[index]!, true)
    bytes.set(new Uint8Array(each.buffer, each.byteOffset, LANGUAGE_BUCKETS), at + 16)
  })
  return bytes
}

/** Reads a model from the bytes of its file; throws when they are no such file. */
export function readLanguageModel(bytes: Uint8Array): LanguageModel {
  const size = 8 + TEXT_LANGUAGES.length * (LANGUAGE_BUCKETS + 16)
  if (bytes.length !== size || String.fromCharCode(...bytes.subarray(0, 8)) !== MAGIC) {
    throw new Error('This is no model of languages that Polku can read.')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = TEXT_LANGUAGES.map((_, index) => 8 + index * (LANGUAGE_BUCKETS + 16))
  return {
    scales: parts.map((at) => view.getFloat64(at, true)),
    biases: parts.map((at) => view.getFloat64(at + 8, true)),
    weights: parts.map((at) => new Int8Array(bytes.subarray(at + 16, at + 16 + LANGUAGE_BUCKETS))),
  }
}
