import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core'

/** Writes that came with an `Idempotency-Key`, and how they were answered; kept for a day. */
export const keyedWrites = pgTable('keyed_writes', {
  /** Who sent it and under which key. */
  key: text().primaryKey(),
  /** What was sent: method, path and body. */
  digest: text().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
  /** Absent while the write is under way. */
  answer: jsonb(),
})
