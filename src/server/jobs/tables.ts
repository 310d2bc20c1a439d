import { sql } from 'drizzle-orm'
import { bigint, bigserial, customType, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

/** What happened, to be told to others; written in the transaction that made it happen. */
export const outbox = pgTable(
  'outbox',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    /** The transaction that wrote it: ids may become visible out of order, ended transactions do not. */
    tx: transactionId()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    at: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.customerId] }), index('outbox_tx').on(table.tx, table.id)],
)
