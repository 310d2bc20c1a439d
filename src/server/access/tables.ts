import { bigint, pgTable, text } from 'drizzle-orm/pg-core'

/** Tokens for other systems; only a digest of the secret is kept. */
export const tokens = pgTable('tokens', {
  id: text().primaryKey(),
  digest: text().notNull(),
  name: text().notNull(),
  scope: text().$type<'ingest' | 'read' | 'admin'>().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  lastUsedAt: bigint('last_used_at', { mode: 'number' }),
  revokedAt: bigint('revoked_at', { mode: 'number' }),
})
