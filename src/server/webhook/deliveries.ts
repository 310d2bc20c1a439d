import type { z } from 'zod'
import type { DeliveryJson, getDeliveries } from '../../api/webhook.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'
import type { WebhookParts } from './webhooks.ts'

interface Row extends Omit<DeliveryJson, 'createdAt' | 'nextAt'> {
  createdAt: number
  nextAt: number | null
}

/** What a webhook was to be told, newest first. */
export async function listDeliveries(
  { database }: WebhookParts,
  webhook: string,
  { state, type, since, until, limit, cursor }: z.output<typeof getDeliveries.query>,
): Promise<Page<DeliveryJson>> {
  const place = readCursor(cursor, ['number', 'string'])
  const rows = await database.query<Row>(
    ...sql`
      SELECT id, type, state, created_at AS "createdAt", tried AS attempts, next_at AS "nextAt", tries, body AS payload
      FROM webhook_deliveries
      WHERE ${all([
        sql`webhook = ${webhook}`,
        state === undefined ? null : sql`state = ${state}`,
        type === undefined ? null : sql`type = ${type}`,
        since === undefined ? null : sql`created_at >= ${Date.parse(since)}`,
        until === undefined ? null : sql`created_at < ${Date.parse(until)}`,
        after(sql`created_at, id`, place),
      ])}
      ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`.render(),
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.createdAt, row.id],
    ({ createdAt, nextAt, ...row }) => ({
      ...row,
      createdAt: formatInstant(createdAt),
      nextAt: nextAt === null ? null : formatInstant(nextAt),
    }),
  )
}

// What is being sent just now is left alone: its sender still holds it.
const AGAIN = `UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, next_at = $2 WHERE webhook = $1 AND lease IS NULL`

/** Sends one delivery again, whatever became of it; answers how many that is. */
export async function resendOne({ database, clock }: WebhookParts, webhook: string, delivery: string): Promise<number> {
  return (await database.query(`${AGAIN} AND id = $3 RETURNING id`, [webhook, clock(), delivery])).length
}

/** Sends everything again that was given up or waits for another attempt and was made since `since` (ms); answers how many that is. */
export async function resendAll({ database, clock }: WebhookParts, webhook: string, since: number): Promise<number> {
  const again = `${AGAIN} AND created_at >= $3 AND (state = 'failed' OR (state = 'waiting' AND attempts > 0)) RETURNING id`
  return (await database.query(again, [webhook, clock(), since])).length
}
