import type { CaseEntryJson } from '../../api/caseLog.ts'
import type { Queryable } from '../db/database.ts'
import { localesOf } from '../customer/localeOf.ts'
import type { Parts } from '../http/parts.ts'
import { OUR_MARK, queueMails } from '../mail/mails.ts'
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

/** What mail to customers is made with. */
export type MailingParts = Pick<Parts, 'webhooks' | 'replies'> & { config: Pick<Parts['config'], 'publicUrl'> }

/** What mail to customers is made with; null where none can be sent. */
export function mailingOf({ hasMail, config, webhooks, replies }: MailingParts & Pick<Parts, 'hasMail'>): MailingParts | null {
  return hasMail ? { config, webhooks, replies } : null
}

/** Numbers of mails that are yet to be put on their way, so that what carries them can name them. */
export async function numberMails(tx: Queryable, count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await tx.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('mails', 'id')) AS id FROM generate_series(1, $1::integer)`,
    [count],
  )
  return rows.map(({ id }) => id)
}

/** What is written to the customer of a case: to which address, by whom (an employee by number), under which number of a mail, and what. */
export interface CaseLetterOut {
  to: string
  id: number
  customer: number
  by: number | null
  mail: number
  text: string
  /** What the house adds, in the customer's language. */
  adds?: 'solved' | 'recovery'
}

/** Puts what is written to customers on its way by mail, within the transaction that logs it. */
export async function mailCustomers(tx: Queryable, parts: MailingParts, letters: readonly CaseLetterOut[], now: number): Promise<void> {
  if (letters.length === 0) return
  const { config, webhooks, replies } = parts
  const writers = [...new Set(letters.map(({ by }) => by).filter((by) => by !== null))]
  const [links, people, locales] = await Promise.all([
    tx.query<{ id: number; number: number }>('SELECT id, link_number AS number FROM cases WHERE id = ANY($1::bigint[])', [
      letters.map(({ id }) => id),
    ]),
    tx.query<{ id: number; name: string }>('SELECT id, name FROM employees WHERE id = ANY($1::bigint[])', [writers]),
    localesOf(tx, [...new Set(letters.map(({ customer }) => customer))]),
  ])
  const numbers = new Map(links.map(({ id, number }) => [id, number]))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const mails = letters.map(({ to, id, customer, by, mail, text, adds }) => {
    const link = { customer, case: id, number: numbers.get(id)! }
    const number = caseNumber(id)
    const written = caseMail({
      number,
      text,
      ...(adds && { adds }),
      by: (by !== null && names.get(by)) || '',
      page: `${config.publicUrl}/k/${createCaseToken(webhooks.vault, link)}`,
      mayAnswer: replies !== null,
      locale: locales.get(customer) ?? null,
    })
    const replyTo = replies === null ? {} : { replyTo: replies.addressOf(link) }
    return { id: mail, to, ...written, ...replyTo, headers: { [OUR_MARK]: number }, about: `case ${number}` }
  })
  await queueMails(tx, mails, now)
}

/** What became of mails, by number. */
export type MailStates = ReadonlyMap<number, NonNullable<CaseEntryJson['mail']>>

/** What became of the mails to the customer of a case. */
export async function mailsOf(database: Queryable, customer: number, id: number): Promise<MailStates> {
  const rows = await database.query<{ id: number; dueAt: number | null; sentAt: number | null; problem: string | null }>(
    `SELECT id, due_at AS "dueAt", sent_at AS "sentAt", problem FROM mails
     WHERE id IN (SELECT (body ->> 'mail')::bigint FROM case_log WHERE customer_id = $1 AND case_id = $2 AND body ? 'mail')`,
    [customer, id],
  )
  const stateOf = ({ dueAt, sentAt }: (typeof rows)[number]) => (sentAt !== null ? 'sent' : dueAt === null ? 'failed' : 'queued')
  return new Map(rows.map((row) => [row.id, { state: stateOf(row), problem: row.problem }]))
}
