import { bigint, bigserial, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'

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
  },
  (table) => [index('mails_due').on(table.dueAt)],
)
