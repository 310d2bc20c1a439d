import type { EventJson } from '../../api/organisation.ts'
import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'

/** Something that happened to a customer, to be told to others: thin, to be looked up by its keys. */
export interface Announcement {
  customer: number
  type: EventJson['type']
  body: Record<string, string | number | boolean | readonly number[] | undefined>
}

/** Writes announcements to the outbox, in the transaction that made them true. */
export async function announce(tx: Queryable, announcements: readonly Announcement[], now: number): Promise<void> {
  if (announcements.length === 0) return
  await tx.query(
    `INSERT INTO outbox (customer_id, at, type, body)
     SELECT customer, $4, type, body FROM unnest($1::bigint[], $2::text[], ${jsonList(3, 'jsonb')}) AS given(customer, type, body)`,
    [
      announcements.map(({ customer }) => customer),
      announcements.map(({ type }) => type),
      jsonTexts(announcements.map(({ body }) => JSON.stringify(body))),
      now,
    ],
  )
}
