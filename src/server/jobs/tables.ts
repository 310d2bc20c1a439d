import { bigint, bigserial, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** What happened, to be told to others; written in the transaction that made it happen. */
export const outbox = pgTable(
  'outbox',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.customerId] })],
)
