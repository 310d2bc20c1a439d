import type { Level } from '../../domain/feedback/question.ts'

/** States of a response. */
export const STATES = ['new', 'read', 'handled', 'test'] as const
export type ResponseState = (typeof STATES)[number]

/** Lengths of time looked back, in days. */
export const PERIODS = [7, 30, 90, 365] as const

/** Which responses are looked at, as the address says it; what is left out is all. */
export interface AnswersAddress {
  survey?: string
  version?: number
  metric?: string
  scoreFrom?: number
  scoreTo?: number
  level?: Level
  touchpoint?: string
  channel?: string
  journey?: string
  stage?: string
  team?: string
  customer?: string
  /** Of customers of whom another system tells this, `key=value`. */
  attribute?: string
  handled?: ResponseState
  words?: string
  theme?: string
  sentiment?: 'negative' | 'neutral' | 'positive'
  text?: 'true'
  part?: 'true'
  /** Looked back so many days, or between two moments. */
  days?: (typeof PERIODS)[number]
  since?: string
  until?: string
}

const TEXTS = ['survey', 'metric', 'touchpoint', 'channel', 'journey', 'stage', 'team', 'customer', 'attribute', 'words', 'theme'] as const
const NUMBERS = ['version', 'scoreFrom', 'scoreTo'] as const
const CHOICES = {
  level: ['action', 'emotion', 'meaning'] satisfies Level[],
  handled: STATES,
  sentiment: ['negative', 'neutral', 'positive'],
  text: ['true'],
  part: ['true'],
} as const

/** Reads an address's search part; what makes no sense there is left out. */
export function readAnswersAddress(search: Record<string, unknown>): AnswersAddress {
  const given = (name: string) => {
    const value = search[name]
    return ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim().slice(0, 400) : ''
  }
  const moment = (name: string) => (Number.isNaN(Date.parse(given(name))) ? undefined : new Date(given(name)).toISOString())
  const all = [
    ...TEXTS.map((name) => [name, given(name)] as const),
    ...NUMBERS.map((name) => [name, given(name) === '' ? undefined : Number(given(name))] as const),
    ...Object.entries(CHOICES).map(
      ([name, choices]) => [name, (choices as readonly string[]).find((each) => each === given(name))] as const,
    ),
    ['days', PERIODS.find((each) => String(each) === given('days'))] as const,
    ['since', moment('since')] as const,
    ['until', moment('until')] as const,
  ]
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== '' && !Number.isNaN(value)))
}

/** What the list of responses is asked; a stretch of days ends at `now` (ms since 1970 UTC), which moves by the hour. */
export function askedResponses({ days, ...filters }: AnswersAddress, now: number) {
  if (days === undefined) return filters
  const hour = Math.floor(now / 3_600_000) * 3_600_000
  return { ...filters, since: new Date(hour - days * 86_400_000).toISOString() }
}

/** Scores between two ends that have a name, by metric. */
export const BANDS = {
  promoters: { metric: 'nps', scoreFrom: 9, scoreTo: 10 },
  passives: { metric: 'nps', scoreFrom: 7, scoreTo: 8 },
  detractors: { metric: 'nps', scoreFrom: 0, scoreTo: 6 },
  satisfied: { metric: 'csat', scoreFrom: 4, scoreTo: 5 },
  unsatisfied: { metric: 'csat', scoreFrom: 1, scoreTo: 2 },
  easy: { metric: 'ces', scoreFrom: 5, scoreTo: 7 },
  hard: { metric: 'ces', scoreFrom: 1, scoreTo: 3 },
} as const
export type Band = keyof typeof BANDS

/** The band that an address asks for; `own` for other ends of scores, null for none. */
export function bandOf({ metric, scoreFrom, scoreTo }: AnswersAddress): Band | 'own' | null {
  if (metric === undefined) return null
  const named = (Object.keys(BANDS) as Band[]).find(
    (band) => BANDS[band].metric === metric && BANDS[band].scoreFrom === scoreFrom && BANDS[band].scoreTo === scoreTo,
  )
  return named ?? 'own'
}
