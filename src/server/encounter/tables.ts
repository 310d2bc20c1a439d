import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'

/** Registry of encounter ids, unique in the organisation, with a digest of the content that came under each. */
export const encounterIds = pgTable('encounter_ids', {
  id: text().primaryKey(),
  /** The first 128 bits of SHA-256. */
  digest: uuid().notNull(),
})

/** Every encounter as it came (`body`), and where the rules placed it. */
export const encounters = pgTable(
  'encounters',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    body: jsonb().notNull(),
    touchpoint: text().notNull(),
    channel: text(),
    device: text(),
    stage: text(),
    initiator: text(),
    /** Key of its path, its number there from 1, and what preceded it there. */
    path: text().notNull(),
    /** Its journey, so that questions about one need not look at paths. */
    journey: text().notNull(),
    step: integer().notNull(),
    previous: text(),
    gap: bigint({ mode: 'number' }),
    /** Hour of the customer's week, 0 = Monday 00–01. */
    hour: smallint().notNull(),
    /** Whether the customer came back with it to a path that had paused or been abandoned. */
    resumed: boolean().notNull(),
  },
  // Two indexes, both cheap to write: a customer's encounters in order, and all in order of time, which serves every list of what is latest.
  // Three more hold only the few with which a customer came back, was promised something, or told a score.
  (table) => [
    primaryKey({ columns: [table.customerId, table.at, table.id] }),
    index('encounters_at').on(table.at),
    index('encounters_resumed')
      .on(table.at)
      .where(sql`${table.resumed}`),
    index('encounters_promises')
      .on(table.at)
      .where(sql`${table.body} ? 'promises'`),
    index('encounters_measures')
      .on(table.at)
      .where(sql`${table.body} ? 'measures'`),
  ],
)

/** Encounters dated after the clock: they exist once it reaches them. */
export const awaiting = pgTable(
  'awaiting',
  {
    id: text().primaryKey(),
    at: bigint({ mode: 'number' }).notNull(),
    body: jsonb().notNull(),
  },
  (table) => [index('awaiting_at').on(table.at)],
)
