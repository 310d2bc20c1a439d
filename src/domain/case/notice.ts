import { z } from 'zod'
import type { Case } from './case.ts'
import type { CaseEntry } from './caseEvent.ts'

/**
 * What people are told of: a new case in a team's inbox; a case offered to them, or theirs because its owner left; a limit of theirs that
 * passed, or of others for whom they answer; that the customer wrote; that it was opened again; that it is solved; that they were named
 * in a note.
 */
export const NOTICE_KINDS = ['inbox', 'offered', 'limit', 'team-limit', 'customer', 'reopened', 'solved', 'mention'] as const

/** A kind of what people are told of. */
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Kinds of which people choose how they hear of them. */
export const OWN_KINDS = ['offered', 'limit', 'team-limit', 'customer', 'reopened', 'inbox', 'mention'] as const

/** Kinds that a rule can send to a channel; `limit` is any limit that passed. */
export const RULE_KINDS = ['inbox', 'limit', 'customer', 'reopened', 'solved'] as const

/** A kind that a rule can send. */
export type RuleKind = (typeof RULE_KINDS)[number]

/** How somebody hears of a kind: at once, once a day together with others, or not at all. */
export const NOTICE_WAYS = ['at-once', 'digest', 'never'] as const

/** How somebody hears of a kind. */
export type NoticeWay = (typeof NOTICE_WAYS)[number]

/** A minute of the local day, 0 (00:00) to 1439 (23:59). */
const minuteOfDay = z.number().int().min(0).max(1439)

/** Hours in which nothing is told, by the clock on the wall, over midnight when they end before they begin; `gravest` lets severity 5 pass when told at once. */
export const quietHoursSchema = z
  .strictObject({
    from: minuteOfDay.describe('First quiet minute of the local day, 0–1439.'),
    until: minuteOfDay.describe('First minute that is not quiet any more, 0–1439; over midnight when it is smaller.'),
    gravest: z.boolean().describe('Whether what is of severity 5 and told at once comes all the same.'),
  })
  .refine(({ from, until }) => (from - until + 1440) % 1440 >= 60, {
    message: 'must leave at least an hour of the day',
    path: ['until'],
  })

/** Quiet hours. */
export type QuietHours = z.output<typeof quietHoursSchema>

const way = (what: string) => z.enum(NOTICE_WAYS).describe(what)

/** When somebody may be told: the minute of working days at which what was gathered comes, and quiet hours (null = none). */
export const tellingTimesSchema = z.strictObject({
  digestAt: minuteOfDay.describe('When on working days what was gathered comes: minute of the local day, 0–1439.'),
  quiet: quietHoursSchema.nullable().describe('Hours in which nothing is told; null = none.'),
})

/** When somebody may be told. */
export type TellingTimes = z.output<typeof tellingTimesSchema>

/** What an employee chose to hear of by mail, how and when. */
export const noticeChoiceSchema = tellingTimesSchema.extend({
  ways: z
    .strictObject({
      offered: way('A case is offered to you, or is yours because its owner left.'),
      limit: way('A limit of a case of yours passed.'),
      'team-limit': way('A limit passed of a case of those for whom you answer, or nobody caught it in time.'),
      customer: way('The customer wrote on a case of yours, or our mail did not reach them.'),
      reopened: way('A case of yours was opened again.'),
      inbox: way('A new case in the inbox of a team of yours.'),
      mention: way('Somebody named you in a note: `@` and your name.'),
    })
    .describe('How you hear of each.'),
})

/** What an employee chose to hear of. */
export type NoticeChoice = z.output<typeof noticeChoiceSchema>

/** What holds for those who have not chosen: what is theirs at once, new cases of their teams in the morning, nothing by night. */
export const DEFAULT_CHOICE: NoticeChoice = {
  ways: {
    offered: 'at-once',
    limit: 'at-once',
    'team-limit': 'at-once',
    customer: 'at-once',
    reopened: 'at-once',
    inbox: 'digest',
    mention: 'at-once',
  },
  digestAt: 8 * 60,
  quiet: { from: 20 * 60, until: 7 * 60, gravest: false },
}

/** Something of which people are told: when it happened (ms since 1970 UTC), what more there is to say of it in a word, and to whom by number; an inbox's people are those of the team. */
export interface Notice {
  kind: NoticeKind
  at: number
  detail: string | null
  to: readonly number[]
}

/** Of what in a line of a case's log people are told, and who; nobody of what they did themselves. `mentionedIn` finds whom a note names. */
export function noticeOf({ at, by, deed }: CaseEntry, each: Case, mentionedIn: (text: string) => readonly number[]): Notice | null {
  const owner = each.owner === null ? [] : [each.owner]
  const carriers = [...owner, ...each.helpers]
  const notice = (kind: NoticeKind, to: readonly number[], detail: string | null = null): Notice => ({
    kind,
    at,
    detail,
    to: [...new Set(to)].filter((employee) => by.kind !== 'employee' || by.id !== employee),
  })
  switch (deed.kind) {
    case 'opened':
      return notice('inbox', [])
    case 'restored':
      return each.state === 'open' ? notice('inbox', []) : notice('reopened', owner)
    case 'offered':
      return notice('offered', [deed.to], deed.because)
    case 'inherited':
      return notice('offered', [deed.to], 'inherited')
    case 'fell':
      return notice('team-limit', [deed.to], 'caught')
    case 'escalated':
      return notice(deed.step === 0 ? 'limit' : 'team-limit', [deed.to], deed.limit)
    case 'customer-said':
      // What they do without a word stands in the log.
      return deed.text === null && deed.letter === undefined ? null : notice('customer', carriers)
    case 'auto-replied':
      return deed.bounced ? notice('customer', carriers, 'bounced') : null
    case 'reopened':
      return notice('reopened', carriers, deed.because)
    case 'solved':
      return notice('solved', [])
    case 'note': {
      const named = mentionedIn(deed.text)
      return named.length === 0 ? null : notice('mention', named)
    }
    default:
      return null
  }
}

/** Whether a rule for some kinds, from a severity on and for a team (null = all), sends a notice. */
export function isSent(
  rule: { kinds: readonly RuleKind[]; severity: number; team: string | null },
  notice: { kind: NoticeKind; severity: number; team: string | null },
): boolean {
  const kind = notice.kind === 'team-limit' ? 'limit' : notice.kind
  return rule.kinds.some((each) => each === kind) && notice.severity >= rule.severity && (rule.team === null || rule.team === notice.team)
}
