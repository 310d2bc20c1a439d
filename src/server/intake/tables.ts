import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
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

/** Each time everything, or what concerns a journey, was to be derived again. */
export const rebuilds = pgTable('rebuilds', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  journey: text(),
  askedAt: bigint('asked_at', { mode: 'number' }).notNull(),
  finishedAt: bigint('finished_at', { mode: 'number' }),
})

/** The parts of a rebuild: customers by their numbers from first to last, or those listed; whoever works on one holds its row. */
export const rebuildChunks = pgTable(
  'rebuild_chunks',
  {
    rebuild: bigint({ mode: 'number' }).notNull(),
    firstId: bigint('first_id', { mode: 'number' }).notNull(),
    lastId: bigint('last_id', { mode: 'number' }).notNull(),
    ids: bigint({ mode: 'number' }).array(),
    customers: integer().notNull(),
    encounters: bigint({ mode: 'number' }).notNull(),
    done: boolean().notNull().default(false),
    /** Customers of whom something differed. */
    changed: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.rebuild, table.firstId] }),
    index('rebuild_chunks_open')
      .on(table.rebuild, table.firstId)
      .where(sql`NOT done`),
  ],
)

/** Who wrote last, of those who remember what they wrote; null for one who does not. One row at most. */
export const lastWriter = pgTable('last_writer', {
  one: boolean().primaryKey(),
  writer: text(),
})
