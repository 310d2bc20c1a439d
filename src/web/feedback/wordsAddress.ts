import { PERIODS } from './address.ts'

/** Which free texts are looked at, as the address says it; what is left out is all. */
export interface WordsAddress {
  words?: string
  theme?: string
  sentiment?: 'negative' | 'neutral' | 'positive'
  language?: 'fi' | 'sv' | 'en' | 'other'
  touchpoint?: string
  journey?: string
  disagrees?: 'true'
  mixed?: 'true'
  days?: (typeof PERIODS)[number]
}

const CHOICES = {
  sentiment: ['negative', 'neutral', 'positive'],
  language: ['fi', 'sv', 'en', 'other'],
  disagrees: ['true'],
  mixed: ['true'],
} as const

/** Reads an address's search part; what makes no sense there is left out. */
export function readWordsAddress(search: Record<string, unknown>): WordsAddress {
  const given = (name: string) =>
    ['string', 'number', 'boolean'].includes(typeof search[name]) ? String(search[name]).trim().slice(0, 200) : ''
  const all = [
    ...['words', 'theme', 'touchpoint', 'journey'].map((name) => [name, given(name) || undefined] as const),
    ...Object.entries(CHOICES).map(([name, among]) => [name, (among as readonly string[]).find((each) => each === given(name))] as const),
    ['days', PERIODS.find((days) => String(days) === given('days'))] as const,
  ]
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}

/** What is asked of the server: the period ends where the newest words do. `latest` in ms since 1970 UTC. */
export function askedWords({ days, ...filters }: WordsAddress, latest: number | null) {
  if (days === undefined || latest === null) return filters
  return { ...filters, since: new Date(latest - days * 86_400_000).toISOString() }
}
