/** What a mention comes to. */
export const TONES = ['negative', 'neutral', 'positive'] as const
export type Tone = (typeof TONES)[number]

/** Which mentions are looked at, as the address says it; what is left out is all. */
export interface MentionsAddress {
  source?: string
  stars?: number
  tone?: Tone
  known?: 'true' | 'false'
  handled?: 'true' | 'false'
  words?: string
  since?: string
  until?: string
  by?: 'week'
  as?: 'table'
}

const TRUTHS = ['true', 'false'] as const

/** Reads an address's search part; what makes no sense there is left out. */
export function readMentionsAddress(search: Record<string, unknown>): MentionsAddress {
  const given = (name: string) => {
    const value = search[name]
    return ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim().slice(0, 200) : ''
  }
  const among = <Choice extends string>(name: string, choices: readonly Choice[]) => choices.find((each) => each === given(name))
  const moment = (name: string) => (Number.isNaN(Date.parse(given(name))) ? undefined : new Date(given(name)).toISOString())
  const stars = Number(given('stars'))
  const all = {
    source: given('source').slice(0, 60) || undefined,
    stars: [1, 2, 3, 4, 5].includes(stars) ? stars : undefined,
    tone: among('tone', TONES),
    known: among('known', TRUTHS),
    handled: among('handled', TRUTHS),
    words: given('words') || undefined,
    since: moment('since'),
    until: moment('until'),
    by: among('by', ['week']),
    as: among('as', ['table']),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** The part of an address that filters the list, as the server is asked. */
export function askedMentions({ by: _by, as: _as, ...filters }: MentionsAddress) {
  return filters
}
