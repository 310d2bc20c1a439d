import type { Queryable } from '../db/database.ts'

const DAY = 86_400_000
/** So long a live listener may be away and go on where it broke. */
export const OUTBOX_KEPT = 7 * DAY
/** So long the log of deliveries is kept. */
export const DELIVERIES_KEPT = 14 * DAY
const CHUNK = 5000

/** Removes events that are older than `OUTBOX_KEPT` and were made into deliveries, and deliveries older than `DELIVERIES_KEPT`. */
export async function prune(database: Queryable, now: number): Promise<void> {
  await inChunks(() =>
    database.query(
      `DELETE FROM outbox WHERE at < $1 AND (id, customer_id) IN (
         SELECT id, customer_id FROM outbox
         WHERE NOT EXISTS (SELECT 1 FROM webhooks WHERE enabled)
           OR (tx, id) <= (SELECT tx, id FROM webhook_place)
         ORDER BY tx, id LIMIT ${CHUNK}) RETURNING id`,
      [now - OUTBOX_KEPT],
    ),
  )
  await inChunks(() =>
    database.query(
      `DELETE FROM webhook_deliveries WHERE (webhook, id) IN (
         SELECT webhook, id FROM webhook_deliveries WHERE created_at < $1 ORDER BY created_at LIMIT ${CHUNK}) RETURNING id`,
      [now - DELIVERIES_KEPT],
    ),
  )
}

async function inChunks(remove: () => Promise<unknown[]>): Promise<void> {
  while ((await remove()).length === CHUNK);
}
