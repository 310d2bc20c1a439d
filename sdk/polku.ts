import type { Facets, Identifiers } from './encounter.ts'

/** Why something did not arrive as it was meant. */
export interface Trouble {
  /**
   * `rejected`: Polku refused these encounters. `unreachable`: nothing was lost and it is tried again. `dropped`: the encounter could
   * not be written as JSON, is too large, or the queue was full.
   */
  reason: 'rejected' | 'unreachable' | 'dropped'
  message: string
  /** The HTTP status, where there was an answer. */
  status?: number
  /** The encounters in question, with each field that is not as expected. */
  items: { id: string; problem: string; problems: { field: string; message: string }[] }[]
}

/** How a client is set up. */
export interface Options {
  /** Where Polku answers, e.g. `https://polku.example`. */
  url: string
  /** A token with scope `ingest`. */
  token: string
  /** Whether the customer agreed; true unless said otherwise. Without consent nothing is recorded, stored or sent. */
  consent?: boolean
  /** Hears what went wrong; never throws into your page. */
  onError?: (trouble: Trouble) => void
  /** Encounters sent together at most (50), and how many ms the first waits for others (1000). */
  batch?: { items?: number; wait?: number }
  /** Encounters that wait at most (10,000), and their bytes (2,000,000); the oldest are dropped beyond that. */
  queue?: { items?: number; bytes?: number }
}

/** How many encounters fared how, since the client was made. */
export interface Counts {
  sent: number
  rejected: number
  dropped: number
  waiting: number
}

/** A client of Polku. */
export interface Polku {
  /** Records an encounter and answers its id at once; never throws. */
  encounter: (facets: Facets) => string
  /** Says who the customer is from now on, besides what was said before. */
  identify: (identifiers: Identifiers) => void
  /** Forgets who the customer is, as on signing out. */
  reset: () => void
  /** Gives consent or takes it back, which drops what waits and clears what is stored. */
  consent: (isGiven: boolean) => void
  counts: () => Counts
  /** Sends what waits now; tells whether all of it arrived. */
  flush: () => Promise<boolean>
  /** Sends what waits and ends; tells whether all of it arrived. */
  close: () => Promise<boolean>
}
