import { bigint, bigserial, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Problem } from '../../domain/encounter/schema.ts'

/** Items that were refused, kept with the reasons until somebody repairs or discards them; the same item again is counted. */
export const quarantine = pgTable(
  'quarantine',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Digest of door, assumption and item: the same item again is the same row. */
    digest: text().notNull().unique(),
    door: text().notNull(),
    /** Id of the token it last came with. */
    token: text(),
    /** Who the sender assumed to begin it. */
    assumed: text(),
    firstAt: bigint('first_at', { mode: 'number' }).notNull(),
    lastAt: bigint('last_at', { mode: 'number' }).notNull(),
    times: integer().notNull(),
    /** Id that the sender gave it. */
    itemId: text('item_id'),
    /** JSON text, since jsonb holds neither NUL nor half characters; null when it is too large, or no longer needed. */
    item: text(),
    problems: jsonb().$type<Problem[]>().notNull(),
    state: text().$type<'waiting' | 'repaired' | 'discarded'>().notNull().default('waiting'),
    replays: integer().notNull().default(0),
    replayedAt: bigint('replayed_at', { mode: 'number' }),
  },
  (table) => [index('quarantine_state').on(table.state, table.id), index('quarantine_last').on(table.lastAt)],
)
