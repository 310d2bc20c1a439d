import type { Language } from './i18n.ts'

const LOCALES: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

const PATTERNS = {
  /** ma 2.3.2026 klo 20.14 */
  moment: { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  /** 2.3. klo 20.14 */
  shortMoment: { day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit' },
  /** ma 2.3.2026 */
  date: { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric' },
  /** 2.3.2026 */
  plainDate: { day: 'numeric', month: 'numeric', year: 'numeric' },
  /** ma 2.3. */
  dayInWeek: { weekday: 'short', day: 'numeric', month: 'numeric' },
  month: { month: 'short' },
  /** tammi 2026 */
  monthAndYear: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

type Pattern = keyof typeof PATTERNS

/** Times, numbers and lists as a language's readers write them, in the organisation's time zone; `at` in ms since 1970 UTC. */
export interface Formats extends Record<Pattern, (at: number) => string> {
  locale: string
  timeZone: string
  number: (value: number) => string
  list: (items: readonly string[]) => string
  /** "3 hours ago", counted from `now`. */
  ago: (at: number, now: number) => string
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

export function openFormats(language: Language, timeZone: string): Formats {
  const locale = LOCALES[language]
  const patterns = Object.fromEntries(
    Object.entries(PATTERNS).map(([name, options]) => {
      // English has no order of days and months that everyone reads alike: its months are words.
      const month = language === 'en' && 'month' in options ? ({ month: 'short' } as const) : {}
      const format = new Intl.DateTimeFormat(locale, { ...options, ...month, timeZone, hourCycle: 'h23' })
      // Swedish in Finland writes kl. between a date and a time; the locale's data leaves it out.
      const tell = (at: number) =>
        language === 'sv' && 'day' in options ? format.format(at).replace(/ (\d\d\.\d\d)$/, ' kl. $1') : format.format(at)
      return [name, tell]
    }),
  ) as Record<Pattern, (at: number) => string>
  const number = new Intl.NumberFormat(locale)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    ...patterns,
    locale,
    timeZone,
    number: (value) => number.format(value),
    list: (items) => list.format(items),
    ago: (at, now) => {
      const seconds = (at - now) / 1000
      const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['minute', 60]
      return relative.format(Math.trunc(seconds / length), unit)
    },
  }
}
