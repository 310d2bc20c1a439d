import type { CaseForCustomer } from '../../api/caseForCustomer.ts'
import type { Said } from './words.ts'

/** What is next on a case, as its customer reads it: which words, and the time they tell (ms since 1970 UTC). */
export function nextForCustomer(
  each: Pick<CaseForCustomer, 'state' | 'hasWord' | 'nextBy' | 'silentUntil' | 'waitingFor' | 'words'>,
  now: number,
): { said: Said; by: number | null } {
  const { state, hasWord, nextBy, silentUntil, waitingFor, words } = each
  switch (state) {
    case 'solved':
      return { said: 'next.solved', by: silentUntil }
    case 'confirmed':
      return { said: isBySilence(words) ? 'next.silence' : 'next.confirmed', by: null }
    case 'withdrawn':
      return { said: 'next.withdrawn', by: null }
    default:
      if (waitingFor === 'customer') return { said: 'next.customer', by: null }
      if (nextBy !== null && nextBy < now) return { said: 'next.late', by: nextBy }
      if (waitingFor !== null) return { said: `next.${waitingFor}`, by: nextBy }
      return { said: state === 'open' ? 'next.catch' : hasWord ? 'next.solve' : 'next.word', by: nextBy }
  }
}

function isBySilence(words: CaseForCustomer['words']): boolean {
  const last = words.findLast(({ kind }) => kind === 'confirmed')
  return last?.kind === 'confirmed' && last.by === 'silence'
}
