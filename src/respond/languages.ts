import type { LocalName } from '../domain/touchpoint/definition.ts'

/** Languages in which customers are answered. */
export const LANGUAGES = ['fi', 'sv', 'en'] as const

/** A language in which customers are answered. */
export type Language = (typeof LANGUAGES)[number]

const LOCALES: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

/** The language of a tag (BCP 47) when there is one; undefined otherwise. */
export function languageOf(tag: string): Language | undefined {
  const [primary] = tag.trim().toLowerCase().split(/[-_;]/, 1)
  return LANGUAGES.find((each) => each === primary)
}

/** Chooses a page's language: the one asked for, the customer's own, else the browser's first that there is. */
export function chooseLanguage(asked: string | undefined, own: string | null, accepted: string | undefined): Language {
  const wanted = [asked, own, ...(accepted ?? '').split(',')]
  return wanted.map((tag) => (tag == null ? undefined : languageOf(tag))).find((found) => found !== undefined) ?? 'en'
}

/** A name in a language, else in another that there is; null without one. */
export function nameIn(name: LocalName | null, language: Language): string | null {
  if (name === null || typeof name === 'string') return name
  return name[language] ?? name['en'] ?? name['fi'] ?? Object.values(name)[0] ?? null
}

/** Writes a moment (ms since 1970 UTC) as a language's readers do: "ma 2.3. klo 14.05". */
export function tellMoment(at: number, language: Language, timeZone: string): string {
  const month = language === 'en' ? 'short' : 'numeric'
  const options = { weekday: 'short', day: 'numeric', month, hour: '2-digit', minute: '2-digit', timeZone, hourCycle: 'h23' } as const
  const told = new Intl.DateTimeFormat(LOCALES[language], options).format(at)
  // Swedish in Finland writes kl. between a date and a time; the locale's data leaves it out.
  return language === 'sv' ? told.replace(/ (\d\d\.\d\d)$/, ' kl. $1') : told
}
