import type { CasePageJson } from '../../api/case.ts'
import type { Words } from '../i18n/words.ts'

type Cause = CasePageJson['cause']

/** What had caused a failure, in words; null when nobody knows. */
export function tellCause(cause: Cause, { say, team, touchpoint }: Pick<Words, 'say' | 'team' | 'touchpoint'>): string | null {
  if (cause === null) return null
  const parts = [
    cause.team && say('case.cause.ofTeam', { name: team(cause.team) }),
    cause.process && say('case.cause.ofProcess', { name: cause.process }),
    cause.system && say('case.cause.ofSystem', { name: cause.system }),
    cause.touchpoint && say('case.cause.ofTouchpoint', { name: touchpoint(cause.touchpoint) }),
  ].filter(Boolean)
  return parts.length === 0 ? null : parts.join(' · ')
}
