import type { CaseState, WaitingFor } from '../domain/case/case.ts'

/** Something of a case that its customer may see; times in ms since 1970 UTC, `who` the name of the employee who did it. */
export type CaseWord = { at: number; who: string | null } & (
  | { kind: 'opened' | 'caught' | 'phoned' | 'reopened' | 'withdrawn' | 'restored' }
  | { kind: 'changed-owner'; to: string }
  | { kind: 'message' | 'said'; text: string }
  | { kind: 'waiting'; for: WaitingFor; until: number }
  | { kind: 'solved'; done: string }
  | { kind: 'confirmed'; by: 'customer' | 'silence' }
)

/** A case as its customer sees it: who has it, what is next and by when, what has been done. Nothing that colleagues noted among themselves. */
export interface CaseForCustomer {
  /** Number of the case, e.g. "K-12". */
  id: string
  journey: string
  matter: string | null
  state: CaseState | 'withdrawn'
  /** Name of who has it; null until somebody caught it. */
  owner: string | null
  /** By when we are to do something about it (ms since 1970 UTC); null when it is not our move. */
  nextBy: number | null
  waitingFor: WaitingFor | null
  openedAt: number
  /** What was said and done, in order. */
  words: CaseWord[]
  /** Whether the customer can say now that it is solved, or that it is not yet. */
  mayConfirm: boolean
  mayDeny: boolean
}
