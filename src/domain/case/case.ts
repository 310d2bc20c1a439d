/** States of a case: in a team's inbox, carried by its owner, waiting for somebody, solved as we see it, confirmed, carried again. */
export const CASE_STATES = ['open', 'caught', 'waiting', 'solved', 'confirmed', 'reopened'] as const

/** State of a case; that its frictions were refuted is a mark besides, `withdrawnAt`. */
export type CaseState = (typeof CASE_STATES)[number]

/** Whom a case can wait for; only waiting for the customer stops the clock, since with all else the customer waits too. */
export const WAITING_FOR = ['customer', 'colleague', 'third-party'] as const

/** Whom a case waits for. */
export type WaitingFor = (typeof WAITING_FOR)[number]

/** Why a case was opened again. */
export type ReopenedBecause = 'not-yet' | 'customer-said' | 'friction' | 'employee'

/** An offer of a case to another employee: the giver stays its owner until that one accepts; times in ms since 1970 UTC, an `until` of null = until it is answered. */
export interface CaseOffer {
  to: number
  /** Who offered it; null = Polku, because the owner is away. */
  by: number | null
  because: 'handover' | 'absence'
  at: number
  until: number | null
}

/** What a case waits for, since when and until when at most; times in ms since 1970 UTC. */
export interface CaseWaiting {
  for: WaitingFor
  since: number
  until: number
}

/** When a round of a case began (it opened, or opened again), and by when it is to be caught, the customer to hear from us, and it to be solved; ms since 1970 UTC. `escalation` is the working time in ms after which the next above is told. */
export interface CaseClock {
  from: number
  catchBy: number
  wordBy: number
  solveBy: number
  escalation: number
}

/** What caused a failure, as far as it is known; each a key or a name. */
export interface RootCause {
  team: string | null
  process: string | null
  system: string | null
  touchpoint: string | null
}

/** What was done about a case, what had caused it, and what we learnt. */
export interface Solution {
  done: string
  cause: RootCause | null
  learned: string | null
}

/** How a customer says they feel once it is over: 1 very bad, 5 very good. */
export const FEELINGS = [1, 2, 3, 4, 5] as const

/** How a customer feels, 1–5. */
export type Feeling = (typeof FEELINGS)[number]

/** Why the recovery question was not asked: the customer wants no surveys, was asked (or answered) something lately, or was asked this lately. */
export type NotAskedBecause = 'opted-out' | 'asked-lately' | 'recovery-asked-lately'

/** The recovery question of a case, once for all its rounds: when it was asked or passed over (ms since 1970 UTC), and what the customer answered; either half of an answer may be missing. */
export interface Recovery {
  at: number
  /** null = it was asked. */
  notAsked: NotAskedBecause | null
  answer: { at: number; solved: boolean | null; feeling: Feeling | null } | null
}

/** A failure that somebody is to catch, as it stands; times in ms since 1970 UTC, employees by number. */
export interface Case {
  state: CaseState
  severity: number
  /** The team in whose inbox it is, or whose employee carries it; null when nobody defined one. */
  team: string | null
  owner: number | null
  helpers: readonly number[]
  offer: CaseOffer | null
  waiting: CaseWaiting | null
  clock: CaseClock
  /** How many have been told in this round that a limit passed: the owner, the lead, the lead's lead. */
  told: { word: number; solved: number }
  /** When to look again for somebody to own it, since there was nobody at all. */
  lookAgainAt: number | null
  caughtAt: number | null
  /** Whether nobody caught it in time, so that it went to the lead. */
  fell: boolean
  /** Whether it came to its owner because the one before left the organisation. */
  inherited: boolean
  firstWordAt: number | null
  /** The first word to the customer in this round. */
  wordAt: number | null
  solvedAt: number | null
  /** Since when the customer has been silent about what we solved; null while it is not solved. */
  quietSince: number | null
  solution: Solution | null
  /** What caused it, as far as it is known; solved or not. */
  cause: RootCause | null
  confirmedAt: number | null
  confirmedBy: 'customer' | 'silence' | null
  withdrawnAt: number | null
  /** Into which case it was joined, by number, and when; it goes on there until it is separated again. */
  joined: { into: number; at: number } | null
  /** Cases that go on in this one, by number. */
  carries: readonly number[]
  recovery: Recovery | null
  /** How often it was opened again. */
  reopened: number
  /** How often its owner changed, which the customer sees. */
  handovers: number
  /** In which channel customer and owner spoke last; null = not yet. */
  channel: string | null
  /** How often we went on in another channel than the last word was in. */
  channelChanges: number
  /** Beginning of the owner's absence because of which it was offered to the substitute. */
  absence: number | null
  /** Grows with each change. */
  version: number
}

/** Whether a case is somebody's to do something about: neither confirmed nor withdrawn, nor going on in another. */
export function isLive({ state, withdrawnAt, joined }: Pick<Case, 'state' | 'withdrawnAt' | 'joined'>): boolean {
  return withdrawnAt === null && joined === null && state !== 'confirmed'
}
