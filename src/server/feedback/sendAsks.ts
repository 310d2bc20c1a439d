import { momentToAsk } from '../../domain/feedback/moment.ts'
import type { Plan } from '../../domain/feedback/plan.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { numberMails } from '../case/mailCustomer.ts'
import { localesOf } from '../customer/localeOf.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import type { Parts } from '../http/parts.ts'
import { announce } from '../jobs/announce.ts'
import { type Mail, queueMails } from '../mail/mails.ts'
import { askAddress, declineAddress } from './askAddress.ts'
import { createAskToken, languageFor } from './askLink.ts'
import { askMail } from './askMail.ts'
import type { Decided, Ways } from './decideAsks.ts'
import type { AskedSurvey } from './liveSurveys.ts'

/** What asking customers is done with. */
export interface AskingParts {
  webhooks: Pick<Parts['webhooks'], 'vault'>
  replies: Parts['replies']
  config: Pick<Parts['config'], 'publicUrl'>
  hasMail: boolean
}

/** The ways by which this house can reach anybody: by mail where it can be sent, by webhook where one listens. */
export async function waysOf(database: Queryable, { hasMail }: Pick<AskingParts, 'hasMail'>): Promise<Ways> {
  const listening = await database.query(`SELECT 1 FROM webhooks WHERE enabled AND types && ARRAY['*', 'survey.*', 'survey.ask'] LIMIT 1`)
  return { email: hasMail, webhook: listening.length > 0 }
}

/** An ask that goes out now: first, or as a reminder. */
export interface Outgoing {
  id: number
  customer: number
  survey: string
  content: SurveyContent
  way: 'email' | 'webhook' | 'link'
  /** The mail address; null by other ways. */
  address: string | null
  isReminder: boolean
}

/** Keeps what was decided, and puts on their way those who are asked, within the transaction that decided. */
export async function keepDecisions(
  tx: Queryable,
  parts: AskingParts,
  decided: readonly Decided[],
  surveys: ReadonlyMap<string, AskedSurvey>,
  { now, zone }: { now: number; zone: string },
): Promise<void> {
  const asked = decided.filter(({ decision }) => decision === 'ask')
  const outgoing = asked.map(({ pending: { id, customer, survey }, way, address }): Outgoing => {
    return { id, customer, survey, content: surveys.get(survey)!.content!, way: way!, address, isReminder: false }
  })
  const mails = await send(tx, parts, outgoing, now)
  const rows = decided.map(({ pending: { id, customer, survey }, decision, way, address }) => {
    if (decision !== 'ask') return { id, customer, state: 'skipped', reason: decision }
    const { plan, version } = surveys.get(survey)!
    return {
      id,
      customer,
      state: 'asked',
      version,
      way,
      mail: mails.get(id),
      identifier: address === null ? null : `email:${address}`,
      due: reminderAt(plan, now, zone),
    }
  })
  await tx.query(
    `UPDATE asks SET state = given.state, reason = given.reason, due_at = given.due, version = given.version, way = given.way,
       mail = given.mail, asked_at = CASE given.state WHEN 'asked' THEN $2::bigint END,
       identifier = coalesce(given.identifier, asks.identifier)
     FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, id bigint, state text, reason text, due bigint, version integer, way text,
       mail bigint, identifier text)
     WHERE asks.customer_id = given.customer AND asks.id = given.id`,
    [json(rows), now],
  )
}

function reminderAt({ reminderDays, hours }: Plan, now: number, zone: string): number | null {
  return reminderDays === undefined ? null : momentToAsk({ hours }, now + reminderDays * DAY, zone)
}

/** Sends asks by mail, or tells webhooks of them; answers the numbers of mails by ask. */
export async function send(
  tx: Queryable,
  { webhooks, replies, config }: AskingParts,
  outgoing: readonly Outgoing[],
  now: number,
): Promise<Map<number, number>> {
  if (outgoing.length === 0) return new Map()
  const { publicUrl } = config
  const byMail = outgoing.filter(({ way }) => way === 'email')
  const [locales, numbers] = await Promise.all([
    localesOf(tx, [...new Set(outgoing.map(({ customer }) => customer))]),
    numberMails(tx, byMail.length),
  ])
  const languageOf = ({ customer, content }: Outgoing) => languageFor(content, locales.get(customer) ?? null)
  const mails = byMail.map((each, index): Mail & { id: number } => {
    const { id, customer, content, address, isReminder } = each
    const link = { customer, ask: id }
    const token = createAskToken(webhooks.vault, link)
    return {
      id: numbers[index]!,
      to: address!,
      ...askMail({ content, language: languageOf(each), token, publicUrl, isReminder }),
      ...(replies !== null && { returnPath: replies.returnOf(link) }),
      headers: {
        'List-Unsubscribe': `<${declineAddress(publicUrl, token)}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        // So that notes of absence are not sent to us.
        'Auto-Submitted': 'auto-generated',
      },
      about: `ask ${id}`,
    }
  })
  await queueMails(tx, mails, now)
  const told = outgoing.filter(({ way }) => way === 'webhook')
  await announce(
    tx,
    told.map((each) => {
      const token = createAskToken(webhooks.vault, { customer: each.customer, ask: each.id })
      const { customer, survey } = each
      return {
        customer,
        type: 'survey.ask',
        body: { survey, answerAt: askAddress(publicUrl, token), language: languageOf(each), ...(each.isReminder && { reminder: true }) },
      }
    }),
    now,
  )
  return new Map(byMail.map(({ id }, index) => [id, numbers[index]!]))
}
