import type { WaitingFor } from './case.ts'
import type { CaseEntry } from './caseEvent.ts'

/** Something of a case that its customer may see; times in ms since 1970 UTC, `who` the number of the employee who spoke to them or has their case. */
export type CustomerWord = { at: number; who: number | null } & (
  | { kind: 'opened' | 'caught' | 'changed-owner' | 'phoned' | 'reopened' | 'withdrawn' | 'restored' }
  | { kind: 'message' | 'said'; text: string }
  | { kind: 'waiting'; for: WaitingFor; until: number }
  | { kind: 'solved'; done: string }
  | { kind: 'answered'; solved: boolean | null; text: string | null }
  | { kind: 'confirmed'; by: 'customer' | 'silence' }
)

/**
 * What a line of a case's log is to its customer; null when it is not theirs to see: what colleagues noted, offered, were told, and planned
 * among themselves, what caused it, what we learnt, calls they did not answer. Of people only who has the case and who spoke to them.
 */
export function wordForCustomer({ at, by, deed }: CaseEntry): CustomerWord | null {
  const speaker = by.kind === 'employee' ? by.id : null
  switch (deed.kind) {
    case 'opened':
    case 'reopened':
    case 'withdrawn':
    case 'restored':
      return { at, who: null, kind: deed.kind }
    case 'caught':
      return { at, who: speaker, kind: 'caught' }
    case 'fell':
      return { at, who: deed.to, kind: 'caught' }
    case 'inherited':
    case 'handed-over':
      return { at, who: deed.to, kind: 'changed-owner' }
    case 'phoned':
      return deed.reached ? { at, who: speaker, kind: 'phoned' } : null
    case 'message':
      return { at, who: speaker, kind: 'message', text: deed.text }
    case 'customer-said':
      return deed.text === null ? null : { at: deed.saidAt, who: null, kind: 'said', text: deed.text }
    case 'waiting':
      return { at, who: null, kind: 'waiting', for: deed.for, until: deed.until }
    case 'solved':
      return { at, who: null, kind: 'solved', done: deed.done }
    case 'recovery-answered':
      return { at, who: null, kind: 'answered', solved: deed.solved, text: deed.text }
    case 'confirmed':
      return { at, who: null, kind: 'confirmed', by: deed.by }
    default:
      return null
  }
}
