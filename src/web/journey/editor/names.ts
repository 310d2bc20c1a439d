import type { LocalName } from '../../../domain/touchpoint/definition.ts'
import { LANGUAGES, type Language } from '../../i18n/i18n.ts'

/** A name in a language; one text for all stands in each. */
export function nameIn(name: LocalName | undefined, language: Language): string {
  return (typeof name === 'string' ? name : name?.[language]) ?? ''
}

/** The name with another text in a language; without any text there is no name. */
export function renamed(name: LocalName | undefined, language: Language, text: string): LocalName | undefined {
  const all: Record<string, string> = typeof name === 'string' ? Object.fromEntries(LANGUAGES.map((each) => [each, name])) : { ...name }
  if (text === '') delete all[language]
  else all[language] = text
  return Object.keys(all).length > 0 ? all : undefined
}

/** Most characters of a key. */
const LONGEST = 60

/** A key made of a name: 1–60 small letters, digits and hyphens, a letter first, unlike those that there are. */
export function keyOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const key = /^\d/.test(plain) ? `k-${plain}` : plain || 'new'
  const used = new Set(taken)
  const cut = (end: string) => key.slice(0, LONGEST - end.length).replace(/-+$/, '') + end
  if (!used.has(cut(''))) return cut('')
  let number = 2
  while (used.has(cut(`-${number}`))) number++
  return cut(`-${number}`)
}
