import type { VoiceLanguage } from './languages.ts'
import { STOP_WORDS } from './stopWords.ts'
import { isWord, readTokens } from './tokens.ts'

/** Reduces a word to what its inflected forms share. */
export type Stem = (word: string) => string

/** A word that stands out in some texts against others. */
export interface Keyword {
  /** Its most frequent form in these texts. */
  word: string
  /** How many of these texts, and of the others, hold any form of it. */
  texts: number
  others: number
  /** How far it stands out: the weighted log-odds in standard deviations; more than 2 is hardly chance. */
  weight: number
}

/** How many keywords, and in how many texts at least each stands. */
export interface KeywordLimits {
  most?: number
  fewest?: number
}

/** How often the stems of texts occur, and each form of them. */
interface Counts {
  texts: Map<string, number>
  forms: Map<string, Map<string, number>>
  total: number
}

/**
 * The words that stand out in texts against a background, most first: log-odds with an informative prior (Monroe, Colaresi and Quinn
 * 2008), counted in texts. Stop words, numbers and words of one letter are left out. Without a background every frequent word stands out.
 */
export function keywordsOf(
  texts: readonly string[],
  background: readonly string[],
  language: VoiceLanguage,
  stem: Stem,
  { most = 20, fewest = 2 }: KeywordLimits = {},
): Keyword[] {
  const here = countStems(texts, language, stem)
  const there = countStems(background, language, stem)
  const found: Keyword[] = []
  for (const [root, count] of here.texts) {
    if (count < fewest) continue
    const others = there.texts.get(root) ?? 0
    const weight = weightedLogOdds(count, here.total, others, there.total)
    if (weight > 0) found.push({ word: mostFrequent(here.forms.get(root)!), texts: count, others, weight })
  }
  return found.sort((a, b) => b.weight - a.weight || b.texts - a.texts || (a.word < b.word ? -1 : 1)).slice(0, most)
}

/** How far a count out of a total stands out against another, in standard deviations; the prior is what both hold together. */
export function weightedLogOdds(count: number, total: number, others: number, otherTotal: number): number {
  const prior = 0.25 * (count + others) + 0.01
  const all = 0.25 * (total + otherTotal) + 1
  const odds = (share: number, of: number) => Math.log((share + prior) / (of + all - share - prior))
  return (odds(count, total) - odds(others, otherTotal)) / Math.sqrt(1 / (count + prior) + 1 / (others + prior))
}

function countStems(texts: readonly string[], language: VoiceLanguage, stem: Stem): Counts {
  const counts: Counts = { texts: new Map(), forms: new Map(), total: 0 }
  const roots = new Map<string, string>()
  for (const text of texts) {
    const met = new Set<string>()
    for (const word of readTokens(text).words) {
      if (!isWord(word) || word.length < 2 || STOP_WORDS[language].has(word)) continue
      let root = roots.get(word)
      if (root === undefined) roots.set(word, (root = stem(word)))
      const forms = counts.forms.get(root) ?? new Map<string, number>()
      counts.forms.set(root, forms.set(word, (forms.get(word) ?? 0) + 1))
      met.add(root)
    }
    for (const root of met) counts.texts.set(root, (counts.texts.get(root) ?? 0) + 1)
    counts.total += met.size
  }
  return counts
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))[0]![0]
}
