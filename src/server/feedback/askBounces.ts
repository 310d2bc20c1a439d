import type { Bounce } from '../../domain/feedback/bounce.ts'
import type { ReplyAddresses } from '../case/replyAddress.ts'
import type { Database, Queryable } from '../db/database.ts'
import type { IncomingMail } from '../mail/readMail.ts'
import { declinesSurveys } from './surveyConsent.ts'

/** What is told of mails that are sent no more, since their reader wants none. */
const DECLINED = 'declined'

/** Whether mail to an address is about one of our asks that came back: it was given out, and the ask is there. */
export async function isReturnAddress(database: Queryable, replies: ReplyAddresses, recipient: string): Promise<boolean> {
  const link = replies.readReturn(recipient)
  if (link === null) return false
  const rows = await database.query('SELECT 1 FROM asks WHERE id = $1', [link.ask])
  return rows.length > 0
}

/** Hears that a mail which asked came back. A machine’s answer in a person’s name, or a note that it is late, changes nothing. */
export async function hearReturn(database: Database, replies: ReplyAddresses, recipient: string, mail: IncomingMail): Promise<void> {
  const link = replies.readReturn(recipient)
  const bounce = mail.bounce ?? (mail.isBounce ? 'undelivered' : 'nothing')
  if (link !== null) await settleBounce(database, link.ask, bounce)
}

async function settleBounce(database: Queryable, ask: number, bounce: Bounce): Promise<void> {
  if (bounce === 'nothing') return
  // Who has answered was reached, whatever a server says.
  await database.query(`UPDATE asks SET state = 'bounced', due_at = NULL, reason = $2 WHERE id = $1 AND state IN ('asked', 'bounced')`, [
    ask,
    bounce === 'gone' ? 'bounced' : null,
  ])
}

/** Marks asks whose mail was given up; where the other side said that nobody has the address, it is asked at no more. Tells whether there were any. */
export async function settleRefused(database: Queryable): Promise<boolean> {
  const rows = await database.query(
    `UPDATE asks SET state = 'bounced', due_at = NULL, reason = CASE WHEN given.refused THEN 'bounced' END
     FROM (SELECT substr(about, 5) AS ask, id, refused FROM mails WHERE due_at IS NULL AND sent_at IS NULL AND about LIKE 'ask %'
       AND problem <> '${DECLINED}') AS given
     WHERE asks.id = given.ask::bigint AND asks.mail = given.id AND asks.state = 'asked' RETURNING asks.id`,
  )
  return rows.length > 0
}

/**
 * Takes back mails that wait to be sent, to customers who decline surveys meanwhile; an ask that no mail has told of yet was never made.
 * Tells whether there were any. A mail that is under way at this very moment may still arrive.
 */
export async function takeBackDeclined(database: Queryable): Promise<boolean> {
  const rows = await database.query(
    `WITH declined AS (
       SELECT mails.id AS mail, asks.id AS ask, asks.customer_id, asks.reminded_at
       FROM mails JOIN asks ON asks.id = substr(mails.about, 5)::bigint AND asks.mail = mails.id
       WHERE mails.due_at IS NOT NULL AND mails.about LIKE 'ask %'
         AND ${declinesSurveys('asks.customer_id')}),
     kept AS (UPDATE mails SET due_at = NULL, problem = $1 FROM declined WHERE mails.id = declined.mail AND sent_at IS NULL RETURNING mails.id),
     unmade AS (UPDATE asks SET state = 'skipped', reason = 'opted-out', due_at = NULL, asked_at = NULL FROM declined
       WHERE asks.customer_id = declined.customer_id AND asks.id = declined.ask AND asks.state = 'asked' AND declined.reminded_at IS NULL)
     SELECT id FROM kept`,
    [DECLINED],
  )
  return rows.length > 0
}
