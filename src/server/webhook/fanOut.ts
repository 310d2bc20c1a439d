import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { payloadOf, type OutboxEvent } from './payload.ts'

/** Events read at once. */
export const FULL_PAGE = 500

interface Row extends OutboxEvent {
  tx: string
  id: number
}

/**
 * Makes deliveries of what the outbox got since the last time, in the order of transactions and only as far as no older one may still
 * commit; each event once for each webhook, whoever does it. Answers how many events it read.
 */
export async function fanOut(database: Database, publicUrl: string): Promise<number> {
  const [listening] = await database.query('SELECT 1 FROM webhooks WHERE enabled LIMIT 1')
  if (listening === undefined) return 0
  return database.transaction(async (tx) => {
    const [place] = await tx.query<{ tx: string; id: number }>('SELECT tx::text AS tx, id FROM webhook_place FOR UPDATE SKIP LOCKED')
    if (place === undefined) return 0
    const rows = await tx.query<Row>(
      `SELECT tx::text AS tx, id, customer_id AS customer, at, type, body FROM outbox
       WHERE (tx, id) > ($1::xid8, $2) AND tx < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY tx, id LIMIT ${FULL_PAGE}`,
      [place.tx, place.id],
    )
    const last = rows.at(-1)
    if (last === undefined) return 0
    await tx.query(
      `INSERT INTO webhook_deliveries (webhook, id, type, body, created_at, next_at)
       SELECT hook.id, event.id, event.type, event.body, event.at, event.at
       FROM jsonb_to_recordset($1::jsonb) AS event(id text, tx text, type text, body text, at bigint)
       JOIN webhooks hook ON hook.enabled AND NOT pg_visible_in_snapshot(event.tx::xid8, hook.since)
         AND hook.types && ARRAY['*', event.type, split_part(event.type, '.', 1) || '.*']
       ON CONFLICT DO NOTHING`,
      [json(rows.map((row) => ({ ...row, id: `evt_${row.tx}-${row.id}`, body: payloadOf(row, publicUrl) })))],
    )
    await tx.query('UPDATE webhook_place SET tx = $1, id = $2', [last.tx, last.id])
    return rows.length
  })
}

/**
 * Puts the place from which the outbox is read to now unless some webhook is turned on; called in the transaction that turns one on,
 * before it does. What is under way in other transactions is still to come.
 */
export async function placeAtNow(tx: Queryable): Promise<void> {
  await tx.query(`INSERT INTO webhook_place (one, tx, id) VALUES (true, '0', 0) ON CONFLICT DO NOTHING`)
  await tx.query('SELECT 1 FROM webhook_place FOR UPDATE')
  // Transactions are another server's after a restore, ids are not: so the last id stands here, under a transaction that has ended.
  await tx.query(
    `UPDATE webhook_place SET tx = (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text::xid8,
       id = coalesce((SELECT max(id) FROM outbox), 0)
     WHERE NOT EXISTS (SELECT 1 FROM webhooks WHERE enabled)`,
  )
}
