import type { Bounce } from '../../domain/feedback/bounce.ts'
import type { ReplyAddresses } from '../case/replyAddress.ts'
import type { Database, Queryable } from '../db/database.ts'
import type { IncomingMail } from '../mail/readMail.ts'

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
     FROM (SELECT substr(about, 5) AS ask, id, refused FROM mails WHERE due_at IS NULL AND sent_at IS NULL AND about LIKE 'ask %') AS given
     WHERE asks.id = given.ask::bigint AND asks.mail = given.id AND asks.state = 'asked' RETURNING asks.id`,
  )
  return rows.length > 0
}
