import type { Queryable } from '../db/database.ts'
import { addressesOf, mailCustomers, numberMails, type CaseLetterOut, type MailingParts } from './mailCustomer.ts'
import type { LogLine, StandingCase } from './saveCases.ts'

/** The case that a case goes on in, through any that were joined one into the other: itself when it stands for itself; null when there is none. */
export async function findCarrier(database: Queryable, id: number): Promise<{ id: number; customer: number } | null> {
  const [row] = await database.query<{ id: number; customer: number }>(
    `WITH RECURSIVE above AS (
       SELECT customer_id, id, joined_into FROM cases WHERE id = $1
       UNION SELECT cases.customer_id, cases.id, cases.joined_into FROM above JOIN cases ON cases.id = above.joined_into)
     SELECT id, customer_id AS customer FROM above WHERE joined_into IS NULL`,
    [id],
  )
  return row ?? null
}

/** Tells those whose case goes on in one of these, and who are not its own customer, what is written to all; answers the lines for their cases' logs. */
export async function tellCarried(
  tx: Queryable,
  mailing: MailingParts,
  carriers: readonly StandingCase[],
  { by, ...words }: Pick<CaseLetterOut, 'text' | 'adds'> & { by: number },
  now: number,
): Promise<LogLine[]> {
  const carrying = carriers.filter(({ each }) => each.carries.length > 0)
  if (carrying.length === 0) return []
  const carried = await tx.query<{ id: number; customer: number }>(
    `WITH RECURSIVE below AS (
       SELECT cases.customer_id, cases.id, cases.customer_id AS first FROM cases WHERE id = ANY($1::bigint[])
       UNION SELECT cases.customer_id, cases.id, below.first FROM below JOIN cases ON cases.joined_into = below.id)
     SELECT DISTINCT ON (customer_id) id, customer_id AS customer FROM below WHERE customer_id <> first ORDER BY customer_id, id`,
    [carrying.map(({ id }) => id)],
  )
  const addresses = await addressesOf(
    tx,
    carried.map(({ customer }) => customer),
  )
  const numbers = await numberMails(tx, addresses.size)
  const letters = carried.flatMap(({ id, customer }): CaseLetterOut[] => {
    const to = addresses.get(customer)
    return to === undefined ? [] : [{ to, id, customer, by, mail: numbers.pop()!, ...words }]
  })
  await mailCustomers(tx, mailing, letters, now)
  return letters.map(({ id, customer, mail, text }) => ({
    customer,
    id,
    entry: { at: now, by: { kind: 'employee', id: by }, deed: { kind: 'message', text, delivery: 'mail', mail } },
  }))
}
