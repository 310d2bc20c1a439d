import { z } from 'zod'
import { noticeChoiceSchema, quietHoursSchema, RULE_KINDS } from '../domain/case/notice.ts'
import { LIMIT_BOUNDS } from '../domain/case/limits.ts'
import { HOUR } from '../domain/kernel/duration.ts'
import { contract, instantText } from './contract.ts'

const minute = z.number().int().min(0).max(1439)

const ownNotices = z.object({
  choice: noticeChoiceSchema.describe('What reaches you by mail, how and when.'),
  chosen: z.boolean().describe('False while you have chosen nothing and the defaults hold.'),
  mail: z.boolean().describe('Whether mail can be sent at all.'),
  timeZone: z.string().describe('The zone in which minutes of the day are meant.'),
})

/** What reaches one by mail. */
export const getOwnNotices = contract({
  operation: 'getOwnNotices',
  method: 'GET',
  path: '/api/v1/session/notices',
  topic: 'Notices',
  summary: 'What of cases reaches you by mail: at once, gathered once a day, or not; and your quiet hours.',
  needs: ['read', 'session'],
  answer: ownNotices,
  status: 200,
})

/** Chooses what reaches one by mail. */
export const putOwnNotices = contract({
  operation: 'putOwnNotices',
  method: 'PUT',
  path: '/api/v1/session/notices',
  topic: 'Notices',
  summary: 'Chooses what of cases reaches you by mail, how and when; what waits for you already follows it.',
  needs: ['change', 'session'],
  body: noticeChoiceSchema,
  answer: ownNotices,
  status: 200,
})

const ruleFields = {
  name: z.string().trim().min(1).max(200).describe('What people call it.'),
  target: z.enum(['slack', 'teams']).describe('Whose incoming webhook it is: Slack’s, or one of Microsoft Teams’ Workflows.'),
  team: z.string().min(1).max(200).nullable().describe('Cases of this team only; null = all.'),
  kinds: z
    .array(z.enum(RULE_KINDS))
    .min(1)
    .max(RULE_KINDS.length)
    .describe('What it tells of: a new case in the inbox, any limit that passed, words of the customer, reopened, solved.'),
  severity: z.number().int().min(1).max(5).describe('Least severity that is told.'),
  way: z.enum(['at-once', 'digest']).describe('At once, or gathered once a working day.'),
  digestAt: minute.describe('When what was gathered comes: minute of the local day, 0–1439.'),
  quiet: quietHoursSchema.nullable().describe('Hours in which nothing is told; null = none.'),
  language: z.enum(['fi', 'sv', 'en']).describe('In which it is written.'),
  named: z.boolean().describe('Whether the customer’s name is told.'),
  enabled: z.boolean().describe('Whether it is told anything.'),
} as const

const address = z.string().trim().min(1).max(2000).describe('The webhook’s address as Slack or Teams gave it; a secret, never told again.')

const ruleJson = z
  .object({
    id: z.string().describe('Its id.'),
    ...ruleFields,
    url: z.string().describe('What may be shown of the address: its host and last letters.'),
    mayChange: z.boolean().describe('Whether you may change it.'),
    disabledBecause: z
      .enum(['gone', 'failed'])
      .nullable()
      .describe('Why Polku turned it off: the receiver is gone, or took nothing for days.'),
    failingSince: instantText.nullable().describe('Since when nothing was taken.'),
    last: z
      .object({ at: instantText.describe('When.'), problem: z.string().nullable().describe('Why it failed; null when it was taken.') })
      .nullable()
      .describe('The latest attempt.'),
    waiting: z.number().int().describe('How much waits to be told.'),
    changedAt: instantText.describe('When it was changed last.'),
    changedBy: z.string().nullable().describe('Who changed it last.'),
  })
  .meta({ id: 'NoticeRule' })

/** A rule by which a channel is told of cases. */
export type NoticeRuleJson = z.output<typeof ruleJson>

const params = z.object({
  id: z
    .string()
    .regex(/^nr_[0-9a-z]{16}$/, 'must be the id of a rule')
    .describe('Id of the rule.'),
})

/** Rules by which channels are told. */
export const getNoticeRules = contract({
  operation: 'getNoticeRules',
  method: 'GET',
  path: '/api/v1/notice-rules',
  topic: 'Notices',
  summary: 'Rules by which channels of Slack and Teams are told of cases.',
  needs: ['read', 'notice'],
  answer: z.object({
    items: z.array(ruleJson).describe('By name.'),
    teams: z
      .array(z.string())
      .nullable()
      .describe('Keys of the teams for which you may make rules; null = all of them, and rules for everything.'),
  }),
  status: 200,
})

/** Makes a rule. */
export const postNoticeRule = contract({
  operation: 'postNoticeRule',
  method: 'POST',
  path: '/api/v1/notice-rules',
  topic: 'Notices',
  summary: 'Makes a rule by which a channel is told of cases; a lead makes them for the teams they lead.',
  needs: ['change', 'notice'],
  once: true,
  body: z.strictObject({ ...ruleFields, url: address }),
  answer: ruleJson,
  status: 200,
})

/** Changes a rule. */
export const putNoticeRule = contract({
  operation: 'putNoticeRule',
  method: 'PUT',
  path: '/api/v1/notice-rules/{id}',
  topic: 'Notices',
  summary: 'Changes a rule; without an address it keeps its own. Turned on again it is told what happens from then on.',
  needs: ['change', 'notice'],
  params,
  body: z.strictObject({ ...ruleFields, url: address.optional() }),
  answer: ruleJson,
  status: 200,
})

/** Deletes a rule. */
export const deleteNoticeRule = contract({
  operation: 'deleteNoticeRule',
  method: 'DELETE',
  path: '/api/v1/notice-rules/{id}',
  topic: 'Notices',
  summary: 'Deletes a rule and what waited for it.',
  needs: ['change', 'notice'],
  params,
  answer: z.object({ id: z.string().describe('Its id.') }),
  status: 200,
})

/** Sends a trial. */
export const tryNoticeRule = contract({
  operation: 'tryNoticeRule',
  method: 'POST',
  path: '/api/v1/notice-rules/{id}/trial',
  topic: 'Notices',
  summary: 'Sends a trial message to the channel now and tells what came of it.',
  needs: ['change', 'notice'],
  params,
  answer: z.object({
    problem: z.string().nullable().describe('Why it was not taken; null when it was.'),
    status: z.number().int().nullable().describe('The status it answered with; null when it did not.'),
  }),
  status: 200,
})

const hours = (what: string) =>
  z
    .number()
    .min(LIMIT_BOUNDS.least / HOUR)
    .max(LIMIT_BOUNDS.most / HOUR)
    .describe(`${what}, in hours of working time; a working day counts 24.`)

const limits = z
  .array(
    z.strictObject({
      caught: hours('Caught'),
      word: hours('First word to the customer; not before caught'),
      solved: hours('Solved; not before the first word'),
      escalation: hours('After a limit passed, how long until the next one is told'),
    }),
  )
  .length(5)
  .describe('For severities 1 to 5, in this order.')

const limitsJson = z
  .object({
    limits,
    defaults: limits,
    version: z.number().int().min(0).describe('Grows with each change; 0 = never changed.'),
    changes: z
      .array(
        z.object({
          at: instantText.describe('When.'),
          by: z.string().nullable().describe('Who; null when it was no employee.'),
          limits,
        }),
      )
      .describe('The latest twenty changes, the latest first.'),
  })
  .meta({ id: 'CaseLimits' })

/** Limits of cases by severity. */
export type CaseLimitsJson = z.output<typeof limitsJson>

/** Limits of cases. */
export const getCaseLimits = contract({
  operation: 'getCaseLimits',
  method: 'GET',
  path: '/api/v1/case-limits',
  topic: 'Notices',
  summary: 'By when cases of each severity are to be caught, heard of and solved, and who set it.',
  needs: ['read', 'organisation'],
  answer: limitsJson,
  status: 200,
})

/** Sets limits of cases. */
export const putCaseLimits = contract({
  operation: 'putCaseLimits',
  method: 'PUT',
  path: '/api/v1/case-limits',
  topic: 'Notices',
  summary: 'Sets the limits of cases; they hold for cases that are opened, or opened again, from now on.',
  needs: ['change', 'organisation'],
  body: z.strictObject({
    limits,
    version: z.number().int().min(0).describe('The version that you have read; 409 when there is a later one.'),
  }),
  answer: limitsJson,
  status: 200,
})
