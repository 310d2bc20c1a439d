import type { CaseEntryJson } from '../../api/caseLog.ts'
import type { Queryable } from '../db/database.ts'
import { localeOf } from '../customer/localeOf.ts'
import type { Parts } from '../http/parts.ts'
import { OUR_MARK, queueMail } from '../mail/mails.ts'
import { createCaseToken } from './caseLink.ts'
import { caseMail } from './caseMail.ts'
import { caseNumber } from './caseNews.ts'

/** The address to which a customer is written: of several the first by text; null without one. */
export async function addressOf(tx: Queryable, customer: number): Promise<string | null> {
  return (await addressesOf(tx, [customer])).get(customer) ?? null
}

/** The addresses to which customers are written, by customer; those without one are left out. */
export async function addressesOf(tx: Queryable, customers: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.query<{ customer: number; address: string }>(
    `SELECT DISTINCT ON (customer_id) customer_id AS customer, substr(identifier, 7) AS address FROM identifiers
     WHERE customer_id = ANY($1::bigint[]) AND identifier LIKE 'email:%' ORDER BY customer_id, identifier COLLATE "C"`,
    [customers],
  )
  return new Map(rows.map(({ customer, address }) => [customer, address]))
}

type MailingParts = Pick<Parts, 'config' | 'webhooks' | 'replies'>

/** The number of a mail that is yet to be put on its way, so that what carries it can name it. */
export async function numberMail(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ id: number }>(`SELECT nextval(pg_get_serial_sequence('mails', 'id')) AS id`)
  return row!.id
}

/** Puts what an employee writes to a customer on its way by mail, within the transaction that logs it. */
export async function mailCustomer(
  tx: Queryable,
  parts: MailingParts,
  { to, id, customer, text, by, mail }: { to: string; id: number; customer: number; text: string; by: number; mail: number },
  now: number,
): Promise<void> {
  const { config, webhooks, replies } = parts
  const [[row], [writer], locale] = await Promise.all([
    tx.query<{ number: number }>('SELECT link_number AS number FROM cases WHERE customer_id = $1 AND id = $2', [customer, id]),
    tx.query<{ name: string }>('SELECT name FROM employees WHERE id = $1', [by]),
    localeOf(tx, customer),
  ])
  const link = { customer, case: id, number: row!.number }
  const page = `${config.publicUrl}/k/${createCaseToken(webhooks.vault, link)}`
  const number = caseNumber(id)
  const written = caseMail({ number, text, by: writer?.name ?? '', page, mayAnswer: replies !== null, locale })
  await queueMail(
    tx,
    {
      id: mail,
      to,
      ...written,
      ...(replies !== null && { replyTo: replies.addressOf(link) }),
      headers: { [OUR_MARK]: number },
      about: `case ${number}`,
    },
    now,
  )
}

/** What became of mails, by number. */
export type MailStates = ReadonlyMap<number, NonNullable<CaseEntryJson['mail']>>

/** What became of the mails in which employees wrote to the customer of a case. */
export async function mailsOf(database: Queryable, customer: number, id: number): Promise<MailStates> {
  const rows = await database.query<{ id: number; dueAt: number | null; sentAt: number | null; problem: string | null }>(
    `SELECT id, due_at AS "dueAt", sent_at AS "sentAt", problem FROM mails
     WHERE id IN (SELECT (body ->> 'mail')::bigint FROM case_log WHERE customer_id = $1 AND case_id = $2 AND kind = 'message')`,
    [customer, id],
  )
  const stateOf = ({ dueAt, sentAt }: (typeof rows)[number]) => (sentAt !== null ? 'sent' : dueAt === null ? 'failed' : 'queued')
  return new Map(rows.map((row) => [row.id, { state: stateOf(row), problem: row.problem }]))
}
