import type { Case, CaseState, Feeling, NotAskedBecause, ReopenedBecause, RootCause, Solution, WaitingFor } from './case.ts'

/** What came along with a mail of the customer's: its Message-ID, the whole text when only a part of it is shown, and the names of what was attached. */
export interface CaseLetter {
  id: string
  whole: string | null
  attachments: readonly string[]
}

/** How a message reaches the customer: by mail, or only on their own page. */
export type CaseDelivery = 'mail' | 'page'

/** What an employee does with a case; `by` and other employees by number, `into` and `from` cases by number, `until` in ms since 1970 UTC, `mail` the number of the mail that carries a message. */
export type EmployeeEvent = { by: number } & (
  | { kind: 'catch' }
  | { kind: 'offer'; to: number; note: string | null }
  | { kind: 'accept' }
  | { kind: 'decline'; note: string | null }
  | { kind: 'take-back' }
  | { kind: 'add-helper'; employee: number }
  | { kind: 'remove-helper'; employee: number }
  | { kind: 'note'; text: string }
  | { kind: 'phone'; text: string; reached: boolean }
  | { kind: 'message'; text: string; delivery: CaseDelivery; mail?: number }
  | { kind: 'wait'; for: WaitingFor; until: number; note: string | null }
  | { kind: 'resume' }
  | ({ kind: 'solve'; mail?: number } & Solution)
  | { kind: 'reopen'; note: string | null }
  | { kind: 'confirm'; channel: string; note: string | null }
  | { kind: 'add-task'; task: number; title: string; dueAt: number | null }
  | { kind: 'finish-task'; task: number; title: string }
  | { kind: 'link-cause'; cause: RootCause }
  | { kind: 'renew-link' }
  | { kind: 'join-into'; into: number }
  | { kind: 'take-in'; from: number; severity: number; owner: number | null }
  | { kind: 'separate' }
  | { kind: 'let-go'; from: number }
)

/** What the customer says: in an encounter (its id), or on the case's own page; `presses` when they ask or complain, so that what was solved is not; `from` the case, by number, that goes on in this one and that they speak of. */
export type CustomerEvent =
  | {
      kind: 'customer-says'
      text: string | null
      channel: string | null
      encounter: string | null
      at: number
      presses: boolean
      letter?: CaseLetter
      from?: number
    }
  | { kind: 'customer-confirms' }
  | { kind: 'customer-denies'; text: string | null; from?: number }
  | { kind: 'customer-answers'; solved: boolean | null; feeling: Feeling | null; text: string | null }

/** A machine answers for the customer, or tells that ours did not arrive (`bounced`): noted, but nobody's word. */
export type MachineEvent = { kind: 'machine-answers'; text: string; bounced: boolean; letter: CaseLetter }

/** How the recovery question goes out, or why it does not. */
export type RecoveryAsking = { notAsked: NotAskedBecause } | { notAsked: null; delivery: CaseDelivery; mail?: number }

/** What befalls a case without anybody doing something with it: time, people who are away or left, frictions. */
export type CaseHappening =
  | { kind: 'time' }
  | { kind: 'friction-joins'; frictions: readonly string[]; severity: number }
  | { kind: 'frictions-refuted' }
  | { kind: 'frictions-stand' }
  | ({ kind: 'ask-recovery' } & RecoveryAsking)

/** Anything that concerns a case. */
export type CaseEvent = EmployeeEvent | CustomerEvent | MachineEvent | CaseHappening

/** Who did it: an employee by number, the customer, or Polku. */
export type CaseActor = { kind: 'employee'; id: number } | { kind: 'customer' } | { kind: 'polku' }

/** Limits of whose passing people are told. */
export type ToldLimit = 'word' | 'solved'

/** What came of it, as the log of a case keeps it. */
export type CaseDeed =
  | { kind: 'opened'; team: string | null; severity: number; frictions: readonly string[] }
  | { kind: 'caught'; team: string | null }
  | { kind: 'fell'; to: number; team: string | null }
  | { kind: 'inherited'; from: number; to: number; team: string | null }
  | { kind: 'offered'; to: number; because: 'handover' | 'absence'; note: string | null }
  | { kind: 'handed-over'; from: number; to: number; fromTeam: string | null; toTeam: string | null; because: 'handover' | 'absence' }
  | { kind: 'declined'; note: string | null }
  | { kind: 'taken-back'; to: number }
  | { kind: 'lapsed'; to: number }
  | { kind: 'helper-added'; employee: number }
  | { kind: 'helper-removed'; employee: number }
  | { kind: 'note'; text: string }
  | { kind: 'phoned'; text: string; reached: boolean }
  | { kind: 'message'; text: string; delivery: CaseDelivery; mail?: number }
  | {
      kind: 'customer-said'
      text: string | null
      channel: string | null
      encounter: string | null
      saidAt: number
      letter?: CaseLetter
      from?: number
    }
  | { kind: 'auto-replied'; text: string; bounced: boolean; letter: CaseLetter }
  | { kind: 'waiting'; for: WaitingFor; until: number; note: string | null }
  | { kind: 'resumed'; because: 'customer' | 'time' | 'employee' }
  | ({ kind: 'solved'; mail?: number } & Solution)
  | { kind: 'confirmed'; by: 'customer' | 'silence'; channel: string | null; note: string | null }
  | { kind: 'reopened'; because: ReopenedBecause; note: string | null }
  | { kind: 'escalated'; limit: ToldLimit; step: number; to: number }
  | { kind: 'joined'; frictions: readonly string[]; severity: number }
  | { kind: 'withdrawn' }
  | { kind: 'restored' }
  | { kind: 'task-added'; task: number; title: string; dueAt: number | null }
  | { kind: 'task-finished'; task: number; title: string }
  | { kind: 'cause-linked'; cause: RootCause }
  | { kind: 'link-renewed' }
  | { kind: 'joined-into'; into: number }
  | { kind: 'took-in'; case: number }
  | { kind: 'separated'; into: number }
  | { kind: 'let-go'; case: number }
  | { kind: 'recovery-asked'; delivery: CaseDelivery; mail?: number }
  | { kind: 'recovery-skipped'; because: NotAskedBecause }
  | { kind: 'recovery-answered'; solved: boolean | null; feeling: Feeling | null; text: string | null }

/** One line of a case's log: what, when (ms since 1970 UTC) and by whom. */
export interface CaseEntry {
  at: number
  by: CaseActor
  deed: CaseDeed
}

/** Why something cannot be done with a case. */
export type CaseRefusal =
  | { because: 'has-owner'; owner: number }
  | { because: 'not-allowed' }
  | { because: 'not-in-state'; state: CaseState }
  | { because: 'withdrawn' }
  | { because: 'joined'; into: number }
  | { because: 'not-joined' }
  | { because: 'itself' }
  | { because: 'not-asked' }
  | { because: 'offered-already'; to: number }
  | { because: 'not-offered' }
  | { because: 'cannot-own'; employee: number }
  | { because: 'not-later' }

/** The case as it stands afterwards and what is to be written into its log, in order; or why nothing changes. */
export type CaseDecision = { case: Case; effects: CaseEntry[] } | { refused: CaseRefusal }
