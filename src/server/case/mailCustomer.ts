import type { CaseEntryJson } from '../../api/caseLog.ts'
import type { Queryable } from '../db/database.ts'
import { queueMail } from '../mail/mails.ts'
import { caseNumber } from './caseNews.ts'

/** The address to which a customer is written: of several the first by text; null without one. */
export async function addressOf(tx: Queryable, customer: number): Promise<string | null> {
  const [row] = await tx.query<{ address: string }>(
    `SELECT substr(identifier, 7) AS address FROM identifiers WHERE customer_id = $1 AND identifier LIKE 'email:%'
     ORDER BY identifier COLLATE "C" LIMIT 1`,
    [customer],
  )
  return row?.address ?? null
}

/** Puts what an employee writes to a customer on its way by mail, within the transaction that logs it. */
export async function mailCustomer(tx: Queryable, to: string, id: number, text: string, now: number): Promise<void> {
  await queueMail(tx, { to, subject: caseNumber(id), text, about: `case ${caseNumber(id)}` }, now)
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
