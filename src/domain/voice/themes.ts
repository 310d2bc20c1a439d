import { z } from 'zod'
import { VOICE_LANGUAGES, type VoiceLanguage } from './languages.ts'

const WORD_FORM = /^[=~]?[\p{L}\p{N}][\p{L}\p{N}\p{M}'’\-. ]*$/u

const LONGEST_FORM = 60

/** Whether a text can be a word of a theme. */
export function isWordForm(text: string): boolean {
  return text.length <= LONGEST_FORM && WORD_FORM.test(text)
}

/** Words of a theme in their forms, at most 500 of at most 60 characters. */
export const wordForms = z.array(z.string().max(LONGEST_FORM).regex(WORD_FORM, 'must be a word, with = or ~ before it or nothing')).max(500)

/**
 * How words of a theme begin ("jono"), `=` before whole words ("=app"), `~` before what may stand anywhere in a word ("~lasku"); words
 * with spaces must follow each other, all but the last whole. `not` are beginnings, or `=` or `~` forms, of words that are meant otherwise.
 */
export const themeWords = z.object({
  words: wordForms,
  not: wordForms.default([]),
})

/** A theme of what customers write: its key, names, and words by language. */
export const themeSchema = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens'),
  names: z.partialRecord(z.enum(VOICE_LANGUAGES), z.string().min(1).max(80)),
  words: z.partialRecord(z.enum(VOICE_LANGUAGES), themeWords),
})

/** A theme of what customers write. */
export type Theme = z.output<typeof themeSchema>
/** A theme as it is given: what may be left out is. */
export type ThemeInput = z.input<typeof themeSchema>

/** Finds the themes of a stretch of words in one language. */
export type FindThemes = (words: readonly string[]) => Set<string>

interface Form {
  theme: number
  /** Words that have to follow, the last as a beginning. */
  next: readonly string[]
}

interface Finder {
  whole: Map<string, Form[]>
  beginnings: Map<string, Form[]>
  inside: { part: string; theme: number }[]
  not: { whole: Set<string>; beginnings: string[]; inside: string[]; phrases: string[][] }[]
}

/** Opens what finds themes in a language; several with one key are one theme of which each part has its own exclusions. */
export function openThemes(themes: readonly Theme[], language: VoiceLanguage): FindThemes {
  const known = themes.filter(({ words }) => words[language] !== undefined)
  const finder: Finder = { whole: new Map(), beginnings: new Map(), inside: [], not: [] }
  known.forEach(({ words }, theme) => {
    const { words: forms, not } = words[language]!
    finder.not.push(exclusions(not))
    for (const form of forms) addForm(finder, form.normalize('NFC').toLowerCase(), theme)
  })
  // What one word says does not change; customers use few different words.
  const remembered = new Map<string, readonly Form[]>()
  const formsOf = (word: string) => {
    let forms = remembered.get(word)
    if (forms !== undefined) return forms
    forms = findForms(finder, word)
    if (remembered.size > MOST_REMEMBERED) remembered.clear()
    remembered.set(word, forms)
    return forms
  }
  return (words) => {
    const found = new Set<string>()
    words.forEach((word, at) => {
      for (const { theme, next } of formsOf(word)) {
        if (!follows(words, at, next)) continue
        const isMeantOtherwise = finder.not[theme]!.phrases.some(([first, ...rest]) => first === word && follows(words, at, rest))
        if (!isMeantOtherwise) found.add(known[theme]!.key)
      }
    })
    return found
  }
}

const MOST_REMEMBERED = 50_000

function follows(words: readonly string[], at: number, next: readonly string[]): boolean {
  return next.every((wanted, step) => {
    const word = words[at + 1 + step] ?? ''
    return step === next.length - 1 ? word.startsWith(wanted) : word === wanted
  })
}

function addForm(finder: Finder, form: string, theme: number): void {
  const [first, ...rest] = form.split(' ')
  const add = (map: Map<string, Form[]>, word: string, next: readonly string[]) =>
    map.set(word, [...(map.get(word) ?? []), { theme, next }])
  if (rest.length > 0) add(finder.whole, first!.replace(/^=/, ''), rest)
  else if (form.startsWith('=')) add(finder.whole, form.slice(1), [])
  else if (form.startsWith('~')) finder.inside.push({ part: form.slice(1), theme })
  else add(finder.beginnings, form, [])
}

function exclusions(not: readonly string[]): Finder['not'][number] {
  const forms = not.map((form) => form.normalize('NFC').toLowerCase())
  return {
    whole: new Set(forms.filter((form) => form.startsWith('=')).map((form) => form.slice(1))),
    beginnings: forms.filter((form) => !/^[=~]|\s/.test(form)),
    inside: forms.filter((form) => form.startsWith('~')).map((form) => form.slice(1)),
    phrases: forms.filter((form) => form.includes(' ')).map((form) => form.split(' ')),
  }
}

function findForms({ whole, beginnings, inside, not }: Finder, word: string): readonly Form[] {
  const forms = [...(whole.get(word) ?? [])]
  for (let size = 2; size <= word.length; size++) forms.push(...(beginnings.get(word.slice(0, size)) ?? []))
  for (const { part, theme } of inside) if (word.includes(part)) forms.push({ theme, next: [] })
  return forms.filter(({ theme }) => {
    const out = not[theme]!
    return !out.whole.has(word) && !out.beginnings.some((each) => word.startsWith(each)) && !out.inside.some((each) => word.includes(each))
  })
}
