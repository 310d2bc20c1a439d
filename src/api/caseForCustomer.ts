import type { CaseState, WaitingFor } from '../domain/case/case.ts'
import type { CustomerWord } from '../domain/case/customerWords.ts'
import type { LocalName } from '../domain/touchpoint/definition.ts'

type Named<Word> = Word extends unknown ? Omit<Word, 'who'> & { who: string | null } : never

/** Something of a case that its customer may see; times in ms since 1970 UTC, `who` the name of who spoke to them or has their case. */
export type CaseWord = Named<CustomerWord>

/** A case as its customer sees it: who has it, what is next and by when, what has been done. Nothing that colleagues noted among themselves. */
export interface CaseForCustomer {
  /** Number of the case, e.g. "K-12". */
  id: string
  journey: string
  /** Name of that journey by language, or one for all; null without a name of its own. */
  journeyName: LocalName | null
  matter: string | null
  state: CaseState | 'withdrawn' | 'joined'
  /** Name of who has it; null until somebody caught it. */
  owner: string | null
  /** Name of the team by language, or one for all; null without a team that has a name. */
  team: LocalName | null
  /** Whether the customer has heard from us since it was opened, or opened again. */
  hasWord: boolean
  /** By when we are to do something about it (ms since 1970 UTC); null when it is not our move. */
  nextBy: number | null
  /** When silence will count as their confirmation (ms since 1970 UTC); null unless it is solved. */
  silentUntil: number | null
  waitingFor: WaitingFor | null
  openedAt: number
  /** What was said and done, in order. */
  words: CaseWord[]
  /** Whether the customer can say now that it is solved, or that it is not yet. */
  mayConfirm: boolean
  mayDeny: boolean
  /** Whether the recovery question is put to them now, and whether they have answered it. */
  mayAnswer: boolean
  hasAnswered: boolean
  /** Language of the customer's own latest words, BCP 47; null when no encounter tells. */
  locale: string | null
}

/** What came of what the customer sent on their page. */
export type PageNews = 'answered' | 'unanswered' | 'message' | 'solved' | 'not-yet' | 'empty' | 'too-long' | 'not-now'

/** What a customer's page of their case is made from. */
export interface CasePageView {
  case: CaseForCustomer
  language: string
  /** Path of the page, without what follows `?`. */
  address: string
  timeZone: string
  /** Ms since 1970 UTC. */
  now: number
  news: PageNews | null
  /** Words that were sent and could not be taken: they stand in the field again. */
  draft: string
}

/** The pages of the customer, as HTML. */
export interface CustomerPages {
  /** Chooses a page's language: the one asked for, the customer's own, else the browser's first that there is. */
  chooseLanguage: (asked: string | undefined, own: string | null, accepted: string | undefined) => string
  showCase: (view: CasePageView) => string
  /** What stands under an address that opens nothing; `address` is its path. */
  showMissing: (language: string, address: string) => string
  /** What stands under an address that was revoked. */
  showRevoked: (language: string, address: string) => string
}
