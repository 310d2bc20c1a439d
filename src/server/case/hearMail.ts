import type { CaseEvent } from '../../domain/case/caseEvent.ts'
import { ownWords } from '../../domain/case/ownWords.ts'
import type { Queryable } from '../db/database.ts'
import type { IncomingMail } from '../mail/readMail.ts'
import { findCarrier } from './carriedCases.ts'
import { changeCase, type CaseParts } from './changeCase.ts'
import type { ReplyAddresses } from './replyAddress.ts'

/** Whether mail to an address reaches a case of ours: it was given out and not revoked, and the case is still that customer’s. */
export async function isReplyAddress(database: Queryable, replies: ReplyAddresses, recipient: string): Promise<boolean> {
  return (await findAnswered(database, replies, recipient)) !== null
}

/** Puts an answer to a mail on its case: a person’s words as the customer’s, a machine’s as nobody’s; the same mail once. */
export async function hearMail(parts: CaseParts, replies: ReplyAddresses, recipient: string, mail: IncomingMail): Promise<void> {
  const answered = await findAnswered(parts.database, replies, recipient)
  if (answered === null) return
  const carrier = await findCarrier(parts.database, answered)
  const id = carrier?.id ?? answered
  await changeCase(parts, id, undefined, {
    event: async (tx, { customer }) => {
      const known = await tx.query(
        `SELECT 1 FROM case_log WHERE customer_id = $1 AND case_id = $2 AND body -> 'letter' ->> 'id' = $3 LIMIT 1`,
        [customer, id, mail.id],
      )
      return known.length > 0 ? null : eventOf(mail, parts.clock(), id === answered ? {} : { from: answered })
    },
  })
}

function eventOf({ id, text, attachments, isAutomatic, isBounce }: IncomingMail, now: number, from: { from?: number }): CaseEvent {
  const own = ownWords(text)
  const letter = { id, whole: own === text.trim() ? null : text, attachments }
  if (isAutomatic) return { kind: 'machine-answers', text: own, bounced: isBounce, letter }
  return { kind: 'customer-says', text: own, channel: 'email', encounter: null, at: now, presses: true, letter, ...from }
}

/** The case that an address is of; null when it opens none. */
async function findAnswered(database: Queryable, replies: ReplyAddresses, recipient: string): Promise<number | null> {
  const link = replies.read(recipient)
  if (link === null) return null
  const [row] = await database.query<{ id: number }>(
    `SELECT id FROM cases
     WHERE customer_id = coalesce((SELECT survivor_id FROM former_customers WHERE customer_id = $1), $1) AND id = $2 AND link_number = $3`,
    [link.customer, link.case, link.number],
  )
  return row?.id ?? null
}
