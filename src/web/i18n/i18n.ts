import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import type { Messages } from './fi.ts'

export const LANGUAGES = ['fi', 'sv', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const REMEMBERED = 'polku-language'

type Some = Readonly<Partial<Messages>>
type Load = () => Promise<Some>

/** What is there from the beginning, and what comes with the places that speak of it. */
const LOADS: Record<Language, { first: Load; later: Load }> = {
  fi: {
    first: async () => (await import('./fi/first.ts')).firstWords,
    later: async () => (await import('./fi/later.ts')).laterWords,
  },
  sv: {
    first: async () => (await import('./sv/first.ts')).firstWords,
    later: async () => (await import('./sv/later.ts')).laterWords,
  },
  en: {
    first: async () => (await import('./en/first.ts')).firstWords,
    later: async () => (await import('./en/later.ts')).laterWords,
  },
}

let isLaterWanted = false

async function read(language: Language, part: 'first' | 'later'): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await LOADS[language][part](), true)
}

/** Reads the words that come later, before the first place is shown that speaks of them. */
export async function readLaterWords(): Promise<void> {
  if (isLaterWanted) return
  await read(i18next.language as Language, 'later')
  isLaterWanted = true
}

/** Whether something is the key of a language that Polku speaks. */
export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** The language chosen here before, else the first of the browser's that there is, else English. */
export function decideLanguage(remembered: string | null, wanted: readonly string[]): Language {
  if (isLanguage(remembered)) return remembered
  return wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en'
}

/** Reads the words of a language and shows everything in it. */
export async function speak(language: Language): Promise<void> {
  const parts = isLaterWanted ? (['first', 'later'] as const) : (['first'] as const)
  await Promise.all(parts.map((part) => read(language, part)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Speaks a language from now on, on this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language)
  await speak(language)
}

/** Makes words ready before the first picture. */
export async function openWords(): Promise<void> {
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      resources: {},
      keySeparator: false,
      nsSeparator: false,
      fallbackLng: false,
      interpolation: { escapeValue: false },
    })
  await speak(decideLanguage(remembered(), navigator.languages))
}

/** The language chosen here before; in a frame a browser may keep what is remembered from us. */
function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}
