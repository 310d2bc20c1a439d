import type { EventJson } from '../../api/organisation.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'

/** Something that happened to a customer, to be told to others: thin, to be looked up by its keys. */
export interface Announcement {
  customer: number
  type: EventJson['type']
  body: Record<string, string | number | readonly number[] | undefined>
}

/** Writes announcements to the outbox, in the transaction that made them true. */
export async function announce(tx: Queryable, announcements: readonly Announcement[], now: number): Promise<void> {
  if (announcements.length === 0) return
  await tx.query(
    `INSERT INTO outbox (customer_id, at, type, body)
     SELECT customer, $2, type, body FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, type text, body jsonb)`,
    [json(announcements), now],
  )
}
