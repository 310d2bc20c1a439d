import { sql } from 'drizzle-orm'
import { bigint, boolean, customType, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { DeliveryTry } from '../../api/webhook.ts'

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })
const snapshot = customType<{ data: string }>({ dataType: () => 'pg_snapshot' })

/** Where other systems hear of what happens; secrets are sealed. */
export const webhooks = pgTable('webhooks', {
  id: text().primaryKey(),
  url: text().notNull(),
  types: text().array().notNull(),
  description: text().notNull(),
  enabled: boolean().notNull(),
  /** Why Polku itself turned it off. */
  disabledBecause: text('disabled_because'),
  secret: text().notNull(),
  previousSecret: text('previous_secret'),
  /** Until then the secret before signs, too. */
  previousUntil: bigint('previous_until', { mode: 'number' }),
  /** What had been committed when it was turned on: only what came after is told. */
  since: snapshot()
    .notNull()
    .default(sql`pg_current_snapshot()`),
  /** The first failure after which nothing was taken. */
  failingSince: bigint('failing_since', { mode: 'number' }),
  /** Nothing is sent before, because the receiver asked for rest. */
  quietUntil: bigint('quiet_until', { mode: 'number' }),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
})

/** Up to where the outbox was made into deliveries; one row. */
export const webhookPlace = pgTable('webhook_place', {
  one: boolean().primaryKey(),
  tx: transactionId().notNull(),
  id: bigint({ mode: 'number' }).notNull(),
})

/** Every event that a webhook was to be told, and what came of it; `nextAt` is null when nothing more will be tried. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    webhook: text().notNull(),
    /** The event's name, the same in every attempt. */
    id: text().notNull(),
    type: text().notNull(),
    /** Exactly what is sent and signed. */
    body: text().notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    state: text().$type<'waiting' | 'delivered' | 'failed'>().notNull().default('waiting'),
    nextAt: bigint('next_at', { mode: 'number' }),
    /** Who is sending it; whoever outlives a lease finds another name here. */
    lease: text(),
    /** Attempts since it was first sent or sent anew. */
    attempts: smallint().notNull().default(0),
    /** Attempts in all. */
    tried: integer().notNull().default(0),
    tries: jsonb().$type<DeliveryTry[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.webhook, table.id] }),
    index('webhook_deliveries_due')
      .on(table.webhook, table.nextAt)
      .where(sql`next_at IS NOT NULL`),
    index('webhook_deliveries_listed').on(table.webhook, table.createdAt, table.id),
    index('webhook_deliveries_created').on(table.createdAt),
  ],
)
