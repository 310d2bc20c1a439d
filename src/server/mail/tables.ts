import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'

const at = (name: string) => bigint(name, { mode: 'number' })

/** Mail on its way, and for a while what became of it. */
export const mails = pgTable(
  'mails',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text(),
    replyTo: text('reply_to'),
    /** Where a mail server sends it back to; null = where answers go. */
    returnPath: text('return_path'),
    headers: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** What it is about, for those who look after the house: `invitation`, `password`, `case K-12`. */
    about: text().notNull(),
    queuedAt: at('queued_at').notNull(),
    /** When it is tried next; null once sent or given up. */
    dueAt: at('due_at'),
    attempts: integer().notNull().default(0),
    sentAt: at('sent_at'),
    /** Why it was given up, or why the last attempt failed. */
    problem: text(),
    /** Whether the other side said for good that nobody has the address. */
    refused: boolean().notNull().default(false),
  },
  (table) => [
    index('mails_due').on(table.dueAt),
    // Those that were given up: few, and looked at by whoever sent them.
    index('mails_failed')
      .on(table.id)
      .where(sql`due_at IS NULL AND sent_at IS NULL`),
  ],
)
