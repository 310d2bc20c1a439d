import type { VoiceLanguage } from './languages.ts'
import { sentencesOf } from './sentences.ts'
import { openThemes, type FindThemes, type Theme } from './themes.ts'
import { readTokens } from './tokens.ts'

/** A text in the language it was understood in. */
export interface KnownText {
  text: string
  language: VoiceLanguage
}

/** What other words of a theme would do to texts: how many have it before and after, and the places of those that gain or lose it. */
export interface ThemeTrial {
  had: number
  has: number
  gained: number[]
  lost: number[]
}

/** The words of each sentence of a text. */
function sentenceWords(text: string): string[][] {
  return sentencesOf(text).map(({ from, to }) => readTokens(text.slice(from, to)).words)
}

/** Tries the parts of one theme (all with its key) as they would be, against as they are. */
export function tryTheme(before: readonly Theme[], after: readonly Theme[], texts: readonly KnownText[]): ThemeTrial {
  const finders = new Map<VoiceLanguage, { was: FindThemes; is: FindThemes }>()
  const findersOf = (language: VoiceLanguage) => {
    let known = finders.get(language)
    if (known === undefined) finders.set(language, (known = { was: openThemes(before, language), is: openThemes(after, language) }))
    return known
  }
  const trial: ThemeTrial = { had: 0, has: 0, gained: [], lost: [] }
  texts.forEach(({ text, language }, at) => {
    const { was, is } = findersOf(language)
    const sentences = sentenceWords(text)
    const [had, has] = [was, is].map((find) => sentences.some((words) => find(words).size > 0))
    if (had) trial.had++
    if (has) trial.has++
    if (has && !had) trial.gained.push(at)
    if (had && !has) trial.lost.push(at)
  })
  return trial
}

/** By which of its words a theme is found in a text, and the word of the text each met; nothing where it is not found. */
export function tellForms(parts: readonly Theme[], { text, language }: KnownText): { form: string; word: string }[] {
  const sentences = sentenceWords(text)
  const forms = parts.flatMap((part) => (part.words[language]?.words ?? []).map((form) => ({ part, form })))
  const told = forms.flatMap(({ part, form }) => {
    const find = openThemes([{ ...part, words: { [language]: { words: [form], not: part.words[language]!.not } } }], language)
    const met = sentences.filter((words) => find(words).size > 0)
    if (met.length === 0) return []
    const word = form.includes(' ') ? form.replace(/^[=~]/, '') : met[0]!.find((each) => find([each]).size > 0)
    return [{ form, word: word ?? form }]
  })
  return [...new Map(told.map((each) => [`${each.form} ${each.word}`, each])).values()]
}

/** A word to exclude from a theme: the form it would stand in, and in how many texts it is met. */
export interface Exclusion {
  language: VoiceLanguage
  form: string
  word: string
  /** Of the texts that do not belong to the theme. */
  texts: number
  /** Of all others, in which the theme would no longer be found by it. */
  others: number
  /** How many of those that do not belong it is met in more than in one other: the more, the safer. */
  weight: number
}

/** The words by which a theme is found in texts that do not belong to it, those that hardly stand in others first. */
export function proposeExclusions(parts: readonly Theme[], wrong: readonly KnownText[], others: readonly KnownText[]): Exclusion[] {
  const met = new Map<string, Exclusion>()
  for (const text of wrong) {
    for (const word of new Set(tellForms(parts, text).map((each) => each.word))) {
      const form = word.includes(' ') ? word : `=${word}`
      const known = met.get(`${text.language} ${form}`) ?? { language: text.language, form, word, texts: 0, others: 0, weight: 0 }
      met.set(`${text.language} ${form}`, { ...known, texts: known.texts + 1 })
    }
  }
  const counted = [...met.values()].map((each) => {
    const find = openThemes([{ key: 'x', names: {}, words: { [each.language]: { words: [each.form], not: [] } } }], each.language)
    const count = others.filter(
      ({ text, language }) => language === each.language && sentenceWords(text).some((words) => find(words).size > 0),
    )
    return { ...each, others: count.length, weight: each.texts - count.length }
  })
  return counted.sort((one, other) => other.weight - one.weight || (one.form < other.form ? -1 : 1)).slice(0, 12)
}
