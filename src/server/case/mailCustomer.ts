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
