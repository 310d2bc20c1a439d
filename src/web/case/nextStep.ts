import type { CaseJson } from '../../api/case.ts'

/** What is to be done about a case next; each has its words. */
export type Step =
  | 'catch'
  | 'word'
  | 'solve'
  | 'wait-customer'
  | 'wait-colleague'
  | 'wait-third-party'
  | 'confirm'
  | 'done'
  | 'withdrawn'
  | 'joined'

/** What is next, by when (ms since 1970 UTC; null = no time), and whether that time is over. */
export interface NextStep {
  step: Step
  by: number | null
  isLate: boolean
}

/** Decides what is next on a case at `now` (ms since 1970 UTC). */
export function nextStep(each: Pick<CaseJson, 'state' | 'waiting' | 'limits' | 'actBy' | 'silentUntil'>, now: number): NextStep {
  const { state, waiting, limits, actBy, silentUntil } = each
  const until = (step: Step): NextStep => {
    const by = actBy === null ? null : Date.parse(actBy)
    return { step, by, isLate: by !== null && by < now }
  }
  switch (state) {
    case 'open':
      return until('catch')
    case 'caught':
    case 'reopened':
      return until(limits.word.doneAt === null ? 'word' : 'solve')
    case 'waiting':
      return until(`wait-${waiting!.for}`)
    case 'solved':
      return { step: 'confirm', by: silentUntil === null ? null : Date.parse(silentUntil), isLate: false }
    case 'confirmed':
      return { step: 'done', by: null, isLate: false }
    case 'joined':
      return { step: 'joined', by: null, isLate: false }
    case 'withdrawn':
      return { step: 'withdrawn', by: null, isLate: false }
  }
}
