import type { CasePageJson } from '../../api/case.ts'

/** What somebody can do with a case now. */
export type Action = 'catch' | 'accept' | 'decline' | 'write' | 'solve' | 'wait' | 'resume' | 'confirm' | 'reopen' | 'separate'

/** How a case stands for whoever looks; each has its words. */
export type Told =
  | 'open'
  | 'offered'
  | 'offered-away'
  | 'word'
  | 'carried'
  | 'waiting'
  | 'solved'
  | 'confirmed'
  | 'withdrawn'
  | 'joined'
  | 'others'
  | 'guest'

interface Actions {
  told: Told
  /** The one big action; null when there is nothing to do for whoever looks. */
  first: Action | null
  others: Action[]
}

type Given = Pick<CasePageJson, 'state' | 'may' | 'owner' | 'offer' | 'limits'>

/** Decides the one next action on a case, and the smaller ones, for whoever looks. */
export function decideActions({ state, may, owner, offer, limits }: Given, me: { id: number } | null): Actions {
  if (state === 'withdrawn') return { told: 'withdrawn', first: null, others: [] }
  if (state === 'joined') return { told: 'joined', first: null, others: may.separate ? ['separate'] : [] }
  if (may.answer) return { told: offer?.by ? 'offered' : 'offered-away', first: 'accept', others: ['decline'] }
  if (state === 'open') return { told: 'open', first: may.catch ? 'catch' : null, others: [] }
  if (!may.work) {
    const told = state === 'confirmed' || state === 'solved' ? state : me === null ? 'guest' : 'others'
    return { told, first: null, others: [] }
  }
  const isOwn = owner?.id === me?.id
  switch (state) {
    case 'caught':
    case 'reopened':
      if (limits.word.doneAt === null) return { told: isOwn ? 'word' : 'others', first: 'write', others: ['solve', 'wait'] }
      return { told: isOwn ? 'carried' : 'others', first: 'solve', others: ['write', 'wait'] }
    case 'waiting':
      return { told: 'waiting', first: 'resume', others: ['write', 'solve'] }
    case 'solved':
      return { told: 'solved', first: null, others: ['confirm', 'reopen', 'write'] }
    case 'confirmed':
      return { told: 'confirmed', first: null, others: ['reopen'] }
  }
}
