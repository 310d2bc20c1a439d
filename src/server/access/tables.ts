import { bigint, bigserial, index, pgTable, text } from 'drizzle-orm/pg-core'

const at = (name: string) => bigint(name, { mode: 'number' })

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

/** Where somebody is signed in; the token stands, signed, in a cookie of their browser. */
export const sessions = pgTable(
  'sessions',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    userId: at('user_id').notNull(),
    token: text().notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

/** How an employee proves who they are: a password's hash, later other providers. */
export const credentials = pgTable(
  'credentials',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    userId: at('user_id').notNull(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    password: text(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [index('credentials_user').on(table.userId)],
)

/** One-time links that are on their way: to choose a password. */
export const verifications = pgTable(
  'verifications',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
)
