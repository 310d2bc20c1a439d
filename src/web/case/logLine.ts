import type { CaseEntryJson } from '../../api/caseLog.ts'
import type { MessageKey } from '../i18n/fi.ts'
import { tellCause } from './tellCause.ts'
import type { Words } from '../i18n/words.ts'

/** On which side of the conversation a line stands. */
export type LineSide = 'theirs' | 'ours' | 'inner' | 'system'

const SPOKEN: Readonly<Partial<Record<CaseEntryJson['kind'], LineSide>>> = {
  'customer-said': 'theirs',
  'auto-replied': 'theirs',
  message: 'ours',
  phoned: 'ours',
  note: 'inner',
}

/** On which side of the conversation a line stands: the customer's words, ours to them, ours among ourselves, or what was done. */
export function sideOf({ kind }: Pick<CaseEntryJson, 'kind'>): LineSide {
  return SPOKEN[kind] ?? 'system'
}

/** A line of a case's log in plain words. */
export function tellEntry(entry: CaseEntryJson, customer: string, words: Pick<Words, 'say' | 'team' | 'touchpoint' | 'formats'>): string {
  const { say, team, formats } = words
  const nameOf = (key: string | null | undefined) => (key == null ? say('case.noTeam') : team(key))
  return say(keyOf(entry), {
    by: entry.by?.name ?? 'Polku',
    customer,
    from: entry.from?.name ?? '',
    to: entry.to?.name ?? '',
    employee: entry.employee?.name ?? '',
    team: nameOf(entry.team),
    fromTeam: nameOf(entry.fromTeam),
    toTeam: nameOf(entry.toTeam),
    done: entry.done ?? '',
    into: entry.into ?? '',
    other: entry.case ?? '',
    cause: (entry.cause && tellCause(entry.cause, words)) ?? say('case.causeUnknown'),
    title: entry.title ?? '',
    count: entry.frictions?.length ?? 0,
    until: entry.until === undefined ? '' : formats.shortMoment(Date.parse(entry.until)),
    for: entry.for === undefined ? '' : say(`case.waiting.${entry.for}`),
  })
}

/** The message that tells a line; lines of some kinds are told by why or how it was. */
function keyOf(entry: CaseEntryJson): MessageKey {
  switch (entry.kind) {
    case 'offered':
    case 'handed-over':
      return entry.because === 'absence' ? (`case.log.${entry.kind}.absence` as MessageKey) : `case.log.${entry.kind}`
    case 'phoned':
      return entry.reached === false ? 'case.log.phoned.missed' : 'case.log.phoned'
    case 'message':
      return entry.delivery === 'mail' ? 'case.log.message.mail' : 'case.log.message'
    case 'confirmed':
      if (entry.confirmedBy === 'silence') return 'case.log.confirmed.silence'
      return entry.actor === 'customer' ? 'case.log.confirmed' : 'case.log.confirmed.told'
    case 'reopened':
      return `case.log.reopened.${entry.because as 'not-yet'}`
    case 'resumed':
      return `case.log.resumed.${entry.because as 'time'}`
    case 'recovery-asked':
      return entry.delivery === 'mail' ? 'case.log.recovery-asked.mail' : 'case.log.recovery-asked'
    case 'recovery-skipped':
      return `case.log.recovery-skipped.${entry.because as 'opted-out'}`
    case 'recovery-answered':
      if (entry.solved == null) return 'case.log.recovery-answered.feeling'
      return entry.solved ? 'case.log.recovery-answered.yes' : 'case.log.recovery-answered.no'
    case 'escalated':
      return `case.log.escalated.${entry.limit!}`
    default:
      return `case.log.${entry.kind}`
  }
}
