import { hashLetter, hashText, spread } from './hash.ts'
import { SMALL_WORDS, type SmallWords, type VoiceLanguage } from './languages.ts'
import { valueOf, type Lexicon } from './lexicon.ts'
import { findTurns } from './turns.ts'
import { GLAD_SIGN, isWord, SAD_SIGN, type Token, type Tokens } from './tokens.ts'

/** Buckets that features are hashed into. */
export const BUCKETS: number = 2 ** 17
/** Features that are counted instead of hashed, in places after the buckets. */
export const COUNTED: readonly string[] = [
  'glad words',
  'sad words',
  'glad words after a negation',
  'sad words after a negation',
  'glad after the contrast',
  'sad after the contrast',
  'glad in the list',
  'sad in the list',
  'glad in the list after a negation',
  'sad in the list after a negation',
  'praise by a turn',
  'blame by a turn',
  'mock praise',
  'glad signs',
  'sad signs',
  'exclamations',
  'questions',
  'capitals',
  'drawn-out letters',
  'no feeling word',
  'last word glad',
  'last word sad',
  'opens glad, goes on sad',
  'length',
]
/** Places in all: buckets and counted features. */
export const PLACES: number = BUCKETS + COUNTED.length

/** The features of one text: places and values, `count` of them; what is behind is left over from another text. */
export interface Features {
  count: number
  places: Int32Array
  values: Float32Array
  /** Where the features begin that mean the same in every language: senses and counted ones. */
  general: number
}

/** What reading features needs of a language. */
export interface FeatureWords {
  language: VoiceLanguage
  /** Our own words with a feeling. */
  own: Lexicon
  /** A general list of such words. */
  list: Lexicon
  /** What words are about, whatever they feel: 1–120, words that mean alike under one number. */
  senses: Lexicon
}

const WINDOW = 3
const LONGEST_GRAM = 4
const START = hashText('')
const WORD = hashText('w')
const PAIR = hashText('p')
const TURNED = hashText('n')
const SENSE = hashText('s')
const SENSE_PAIR = hashText('t')
const LAST_SENSE = hashText('u')
const TURNED_SENSE = hashText('v')
const SENSES_BEFORE = 3
const NEGATION = 126
const SENSES_OF_SIGNS: ReadonlyMap<Token, number> = new Map([
  ['<0>', 121],
  ['?', 122],
  [GLAD_SIGN, 123],
  [SAD_SIGN, 124],
  ['!', 125],
  ['!!', 125],
])
const ENDS: ReadonlySet<Token> = new Set(['.', '!', '?', '!!'])
const SPACE = 32
const EDGE = 94
const WORDS_WEIGH = 1
const LETTERS_WEIGH = 0.5
const SENSES_WEIGH = 0.6
const MOST_FEATURES = 60_000

/** Opens a reader of features with memory of its own; what it answers holds until it is called again. */
export function openFeatures({ language, own, list, senses }: FeatureWords): (tokens: Tokens, text: string) => Features {
  const small = SMALL_WORDS[language]
  const counts = new Uint8Array(BUCKETS)
  const touched = new Int32Array(MOST_FEATURES)
  const features: Features = {
    count: 0,
    general: 0,
    places: new Int32Array(MOST_FEATURES + COUNTED.length),
    values: new Float32Array(MOST_FEATURES + COUNTED.length),
  }
  let met = 0

  function meet(hash: number, times = 1): void {
    const place = spread(hash) & (BUCKETS - 1)
    const before = counts[place]!
    if (before === 0) {
      if (met === MOST_FEATURES) return
      touched[met++] = place
    }
    counts[place] = Math.min(255, before + times)
  }

  function meetLetters(word: Token): void {
    const last = word.length
    for (let from = -1; from < last; from++) {
      let hash = hashLetter(START, from < 0 ? EDGE : word.charCodeAt(from))
      for (let size = 2; size <= LONGEST_GRAM; size++) {
        const at = from + size - 1
        if (at > last) break
        hash = hashLetter(hash, at === last ? EDGE : word.charCodeAt(at))
        if (size > 2 || last > 2) meet(hash)
      }
    }
  }

  function meetWords(words: readonly Token[]): void {
    let negated = 0
    let before = hashText('^', PAIR)
    for (const word of words) {
      meet(hashText(word, WORD), 2)
      meet(hashText(word, hashLetter(before, SPACE)), 1)
      before = hashText(word, PAIR)
      if (!isWord(word)) {
        if (/^[.,;!?]/.test(word)) negated = 0
        continue
      }
      if (negated > 0) meet(hashText(word, TURNED))
      negated = small.negations.has(word) ? WINDOW : negated - 1
    }
    meet(hashText('$', hashLetter(before, SPACE)), 1)
  }

  /** Meets what words are about, alone and with what was spoken of before: said alike in every language, and in other words. */
  function meetSenses(words: readonly Token[]): void {
    const lastFrom = words.slice(0, -1).findLastIndex((word) => ENDS.has(word))
    const before: number[] = []
    let negated = 0
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!
      if (ENDS.has(word)) negated = 0
      if (isWord(word)) negated--
      const sense = senseAt(words, at)
      if (sense === 0) continue
      meet(hashLetter(SENSE, sense), 2)
      if (lastFrom >= 0 && at > lastFrom) meet(hashLetter(LAST_SENSE, sense))
      if (negated > 0 && sense !== NEGATION) meet(hashLetter(TURNED_SENSE, sense))
      for (const other of before) meet(hashLetter(hashLetter(SENSE_PAIR, other), sense))
      before.push(sense)
      if (before.length > SENSES_BEFORE) before.shift()
      if (sense === NEGATION) negated = WINDOW + 1
    }
  }

  function senseAt(words: readonly Token[], at: number): number {
    const word = words[at]!
    if (!isWord(word)) return SENSES_OF_SIGNS.get(word) ?? 0
    if (small.negations.has(word)) return NEGATION
    const next = words[at + 1]
    const pair = next === undefined ? undefined : senses.whole.get(hashText(next, hashLetter(hashText(word), SPACE)))
    return pair ?? valueOf(senses, word)
  }

  function weighUp(from: number, to: number, share: number): void {
    let squares = 0
    for (let at = from; at < to; at++) {
      const place = touched[at]!
      const value = 1 + Math.log(counts[place]!)
      counts[place] = 0
      features.places[at] = place
      features.values[at] = value
      squares += value * value
    }
    const length = share / (Math.sqrt(squares) || 1)
    for (let at = from; at < to; at++) features.values[at]! *= length
  }

  return (tokens, text) => {
    met = 0
    meetWords(tokens.words)
    const words = met
    for (const word of tokens.words) if (isWord(word)) meetLetters(word)
    // Each sort has its own share, though there are ten times as many groups of letters.
    weighUp(0, words, WORDS_WEIGH)
    weighUp(words, met, LETTERS_WEIGH)
    const letters = met
    meetSenses(tokens.words)
    weighUp(letters, met, SENSES_WEIGH)
    const counted = countFeelings(tokens, text, { small, language, own, list })
    features.general = letters
    features.count = met
    counted.forEach((value, index) => {
      if (value === 0) return
      features.places[features.count] = BUCKETS + index
      features.values[features.count++] = value
    })
    return features
  }
}

/** Sums of feeling words, apart by whether a negation stands before them, in the order of `COUNTED`. */
function countFeelings(
  tokens: Tokens,
  text: string,
  { small, language, own, list }: Omit<FeatureWords, 'senses'> & { small: SmallWords },
): number[] {
  const sums = new Float64Array(12)
  let [negated, contrast, first, last, gladSigns, sadSigns, exclamations, questions] = [0, false, 0, 0, 0, 0, 0, 0]
  const feel = (value: number, at: number, isNegated: boolean) => {
    sums[at + (isNegated ? 2 : 0) + (value > 0 ? 0 : 1)]! += Math.abs(value)
  }
  for (const word of tokens.words) {
    if (!isWord(word)) {
      if (word === GLAD_SIGN) gladSigns++
      else if (word === SAD_SIGN) sadSigns++
      else if (word.startsWith('!')) exclamations++
      else if (word === '?') questions++
      if (ENDS.has(word)) negated = 0
      continue
    }
    const value = valueOf(own, word)
    const listed = valueOf(list, word)
    if (value !== 0) {
      feel(value, 0, negated > 0)
      const felt = negated > 0 ? -Math.sign(value) : Math.sign(value)
      if (contrast) sums[felt > 0 ? 4 : 5]! += Math.abs(value)
      if (first === 0) first = felt
      last = felt
    }
    if (listed !== 0) feel(listed, 6, negated > 0)
    if (small.contrasts.has(word)) contrast = true
    negated = small.negations.has(word) ? WINDOW : negated - 1
  }
  const turns = findTurns(tokens.words, text, language, small)
  const felt = [...sums.subarray(0, 10)].map((sum) => Math.min(1.5, Math.log1p(sum) / 1.8))
  return [
    ...felt,
    turns.praise,
    turns.blame,
    turns.mock,
    Math.min(2, gladSigns),
    Math.min(2, sadSigns),
    Math.min(2, exclamations) / 2,
    Math.min(2, questions) / 2,
    Math.min(3, tokens.shouted) / 3,
    Math.min(2, tokens.drawnOut) / 2,
    first === 0 ? 1 : 0,
    last > 0 ? 1 : 0,
    last < 0 ? 1 : 0,
    first > 0 && last < 0 ? 1 : 0,
    Math.min(1, Math.log1p(tokens.words.length) / 5),
  ]
}
