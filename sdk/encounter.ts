/** Identifiers of a customer by kind, e.g. `{ crm: 'C-1001', email: 'a@example.com' }`. */
export type Identifiers = Record<string, string | number>

/** Any value JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A score given in an encounter; `scale` is its scale (`"0-10"`) or the highest value of it. */
export interface Measure {
  metric: string
  score: number
  scale?: string | number | undefined
}

/** One encounter as Polku's door takes it; times are RFC 3339. Own facts belong in `properties`. */
export interface EncounterInput {
  /** Idempotency key, unique in the organisation. */
  id?: string | undefined
  occurredAt: string
  /** At least one identifier. */
  customer: Identifiers
  /** Key of the touchpoint where it happened. */
  touchpoint: string
  /** web, app, chat, email, phone, branch, store, post, social … */
  channel?: string | undefined
  /** Key of the journey it belongs to. */
  journey?: string | undefined
  /** The customer’s matter as another system numbers it. */
  matter?: string | undefined
  stage?: string | undefined
  initiator?: 'customer' | 'company' | 'third-party' | undefined
  step?: 'start' | 'progress' | 'complete' | 'abandon' | 'fail' | undefined
  /** With `complete`: what the path came to. */
  outcome?: string | undefined
  /** Whose move it is afterwards. */
  turn?: 'company' | 'customer' | 'nobody' | undefined
  /** Information items the initiator gave. */
  provides?: string[] | undefined
  /** Information items the initiator asked for. */
  asks?: string[] | undefined
  /** Products the company offered. */
  offers?: string[] | undefined
  /** Products the customer gained. */
  takesUp?: string[] | undefined
  /** Products the customer lost. */
  givesUp?: string[] | undefined
  /** Channel the company sends the customer to. */
  directsTo?: string | undefined
  /** Said to this customer: what, and by when. */
  promises?: { what: string; dueAt: string }[] | undefined
  /** Promises kept by this encounter, by name. */
  fulfils?: string[] | undefined
  signals?: ('leaving' | 'praise' | 'complaint')[] | undefined
  handledBy?: { team?: string | undefined; person?: string | undefined } | undefined
  measures?: Measure[] | undefined
  /** The customer’s own words, at most 20,000 characters. */
  text?: string | undefined
  /** Language of the words, BCP 47. */
  locale?: string | undefined
  sentiment?: 'negative' | 'neutral' | 'positive' | undefined
  device?: string | undefined
  /** IANA zone in which the customer lived it. */
  timeZone?: string | undefined
  /** Anything else, at most 32,000 characters as JSON. */
  properties?: { [key: string]: Json } | undefined
}

/** What one says of an encounter; its id, its time (now) and its customer (whoever was identified) are filled in. */
export type Facets = Omit<EncounterInput, 'occurredAt' | 'customer'> & Partial<Pick<EncounterInput, 'occurredAt' | 'customer'>>
