import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'

/** Facts about the organisation itself, by key: `demo` (made by the demo organisation). */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  body: jsonb().notNull(),
})
