import { keywordsOf, weightedLogOdds, type Keyword, type Stem } from './keywords.ts'
import type { VoiceLanguage } from './languages.ts'
import { openThemes, type Theme } from './themes.ts'
import { isWord, readTokens } from './tokens.ts'

const STANDS_OUT = 1.64

/**
 * Words that tell a theme's example comments from other comments, most telling first and as a theme writes them (beginnings); those that its
 * parts find already are left out. A person chooses among them: nothing is added here.
 */
export function proposeWords(
  parts: readonly Theme[],
  examples: readonly string[],
  others: readonly string[],
  language: VoiceLanguage,
  stem: Stem,
): (Keyword & { form: string })[] {
  const knows = openThemes(parts, language)
  return (
    keywordsOf(examples, others, language, stem, { most: 40, fewest: Math.min(2, examples.length) })
      .filter(({ word, weight }) => weight >= STANDS_OUT && knows([word]).size === 0)
      .map((keyword) => ({ ...keyword, form: formOf(keyword.word, stem) }))
      // A short stem may be the beginning of another's longer one: the shorter finds both.
      .filter(({ form }, at, all) => !all.some((other, place) => place !== at && isWithin(form, other.form, place < at)))
      .slice(0, 12)
  )
}

/** Whether a form finds nothing that another does not find, too; of two alike the first stays. */
function isWithin(form: string, other: string, isEarlier: boolean): boolean {
  if (form === other) return isEarlier
  return !other.startsWith('=') && form.replace(/^=/, '').startsWith(other)
}

/** A stem that begins the word and is long enough stands for all its forms; any other word only for itself. */
function formOf(word: string, stem: Stem): string {
  const root = stem(word)
  return root.length >= 4 && word.startsWith(root) ? root : `=${word}`
}

/** A theme that seems to be growing: for a person to name or to leave, never applied by itself. */
export interface ThemeSuggestion {
  /** Words that stand together, the most telling first; as customers write them, and as a theme would. */
  words: string[]
  forms: string[]
  /** Comments of now and of before in which the first of them stands. */
  now: number
  before: number
  /** How far it stands out, in standard deviations. */
  weight: number
  /** Where comments with it stand in the list of now, the ones with most of the words first. */
  examples: number[]
}

/** How many comments a new theme needs, how far it has to stand out, and words of suggestions that a person left. */
export interface SuggestionLimits {
  left?: readonly string[]
  most?: number
  fewest?: number
  standsOut?: number
}

/**
 * Proposes growing new themes: words that more of the comments of now hold than of before, and that stand where no theme is found. Words met
 * in the same comments make one suggestion. Both periods' comments are in the one language.
 */
export function suggestThemes(
  now: readonly string[],
  before: readonly string[],
  themes: readonly Theme[],
  language: VoiceLanguage,
  stem: Stem,
  { left = [], most = 5, fewest = 5, standsOut = 2 }: SuggestionLimits = {},
): ThemeSuggestion[] {
  const find = openThemes(themes, language)
  const leftRoots = new Set(left.map(stem))
  const growing = keywordsOf(now, before, language, stem, { most: 200, fewest }).filter(
    ({ word, weight }) => weight >= standsOut && word.length > 2 && find([word]).size === 0 && !leftRoots.has(stem(word)),
  )
  const rooted = now.map((text) => {
    const words = readTokens(text).words.filter(isWord)
    return { roots: new Set(words.map(stem)), isCovered: find(words).size > 0 }
  })
  const holding = growing.map((keyword) => {
    const root = stem(keyword.word)
    const at = rooted.flatMap(({ roots }, index) => (roots.has(root) ? [index] : []))
    return { ...keyword, at, among: new Set(at), uncovered: at.filter((index) => !rooted[index]!.isCovered).length }
  })
  const taken = new Set<string>()
  const suggestions: ThemeSuggestion[] = []
  for (const lead of holding) {
    // A word that is nearly always met beside known themes tells more of them than of a new one.
    if (taken.has(lead.word) || lead.uncovered < Math.max(2, lead.at.length * 0.4)) continue
    const beside = holding.filter((other) => !taken.has(other.word) && isTogether(lead.among, other.at))
    for (const { word } of beside) taken.add(word)
    const counted = lead.at.map((index) => ({ index, words: beside.filter(({ among }) => among.has(index)).length }))
    const words = [lead.word, ...beside.filter((other) => other !== lead).map(({ word }) => word)].slice(0, 6)
    suggestions.push({
      words,
      forms: [...new Set(words.map((word) => formOf(word, stem)))],
      now: lead.texts,
      before: lead.others,
      weight: weightedLogOdds(lead.texts, now.length, lead.others, before.length),
      examples: counted
        .sort((a, b) => b.words - a.words || a.index - b.index)
        .slice(0, 5)
        .map(({ index }) => index),
    })
    if (suggestions.length === most) break
  }
  return suggestions
}

/** Whether two words are met in the same texts at least half of the time of the rarer one. */
function isTogether(a: ReadonlySet<number>, b: readonly number[]): boolean {
  const both = b.filter((index) => a.has(index)).length
  return both * 2 >= Math.min(a.size, b.length)
}
