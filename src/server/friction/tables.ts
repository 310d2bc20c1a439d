import { bigint, boolean, index, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'

/** Frictions as they stand. */
export const frictions = pgTable(
  'frictions',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    /** Digest of kind, evidence and subject: stays the same as long as the friction does. */
    key: text().notNull(),
    kind: text().notNull(),
    path: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    severity: smallint().notNull(),
    /** A deadline that an encounter dated earlier may still refute. */
    pending: boolean().notNull(),
    /** The friction as the rules told it. */
    body: jsonb().notNull(),
    /** When Polku first saw it. */
    foundAt: bigint('found_at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.key] }),
    index('frictions_at').on(table.at, table.customerId, table.key),
    index('frictions_kind').on(table.kind, table.at),
  ],
)
