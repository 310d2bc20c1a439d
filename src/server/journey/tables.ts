import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

/** Paths as they stand; `body` is the whole path as the rules keep it. */
export const paths = pgTable(
  'paths',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    key: text().notNull(),
    journey: text().notNull(),
    matter: text(),
    state: text().notNull(),
    turn: text().notNull(),
    outcome: text(),
    stage: text(),
    firstAt: bigint('first_at', { mode: 'number' }).notNull(),
    lastAt: bigint('last_at', { mode: 'number' }).notNull(),
    encounters: integer().notNull(),
    resumptions: integer().notNull(),
    handovers: integer().notNull(),
    bounces: integer().notNull(),
    startDigital: boolean('start_digital'),
    /** Digest of its touchpoints in order: paths that go the same way are counted without reading their encounters. */
    way: uuid().notNull(),
    body: json().notNull(),
    /** What its encounters alone left, before time passed on it: reading goes on from here; null when that is `body`. */
    unsettled: json(),
  },
  // Nothing that an encounter changes is indexed, so that PostgreSQL writes a path again without touching indexes (heap-only tuples).
  (table) => [
    primaryKey({ columns: [table.customerId, table.key] }),
    index('paths_journey').on(table.journey),
    index('paths_matter').on(sql`lower(${table.matter}) text_pattern_ops`),
    index('paths_key').on(table.key),
  ],
)

/** Every version of every definition; the newest of each is in force. `sort` is journey, touchpoint or channel. */
export const definitions = pgTable(
  'definitions',
  {
    sort: text().$type<'journey' | 'touchpoint' | 'channel'>().notNull(),
    key: text().notNull(),
    version: integer().notNull(),
    /** Counts every change, so that a process sees that another changed one. */
    revision: bigserial({ mode: 'number' }).notNull(),
    /** The publishing it came with. */
    publication: bigint({ mode: 'number' }).notNull(),
    since: bigint({ mode: 'number' }).notNull(),
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sort, table.key, table.version] }), uniqueIndex('definitions_revision').on(table.revision)],
)

/** Who put definitions into force, when, and what they said of it. */
export const publications = pgTable('publications', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  at: bigint({ mode: 'number' }).notNull(),
  /** employee, token or owner; null = nobody in particular, as for the demo organisation. */
  actor: text(),
  employeeId: bigint('employee_id', { mode: 'number' }),
  note: text().notNull(),
})

/** The draft of each journey that has one: its whole definition as it is being written. */
export const journeyDrafts = pgTable('journey_drafts', {
  journey: text().primaryKey(),
  /** Counts the times it was kept, so that nobody writes over what they have not seen. */
  number: integer().notNull(),
  /** Version of the journey that it changes; 0 when nobody had defined it. */
  base: integer().notNull(),
  body: jsonb().notNull(),
  keptAt: bigint('kept_at', { mode: 'number' }).notNull(),
  employeeId: bigint('employee_id', { mode: 'number' }),
})

/** The latest trial of each journey's draft. */
export const journeyTrials = pgTable('journey_trials', {
  journey: text().primaryKey(),
  id: uuid().notNull(),
  /** Number of the draft that is tried. */
  draft: integer().notNull(),
  state: text().$type<'running' | 'done' | 'cancelled' | 'failed'>().notNull(),
  askedAt: bigint('asked_at', { mode: 'number' }).notNull(),
  /** When its process last told how far it is: without a word for long, it died. */
  toldAt: bigint('told_at', { mode: 'number' }).notNull(),
  done: integer().notNull(),
  customers: integer().notNull(),
  result: jsonb(),
})

/** Touchpoints and journeys that encounters named, defined or not. */
export const namedKeys = pgTable(
  'named_keys',
  {
    sort: text().$type<'journey' | 'touchpoint'>().notNull(),
    key: text().notNull(),
    firstSeenAt: bigint('first_seen_at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.sort, table.key] })],
)

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Whose paths changed, for those who keep paths in memory; a row for each transaction, kept for some minutes. */
export const pathChanges = pgTable(
  'path_changes',
  {
    /** The transaction that wrote it: what had ended when a reader looked is known by it. */
    tx: transactionId()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    id: bigserial({ mode: 'number' }).notNull(),
    at: bigint({ mode: 'number' })
      .notNull()
      .default(sql`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`),
    /** Null = everybody's. */
    customers: bigint({ mode: 'number' }).array(),
    /** For each of them the time from which encounters came in order after all before; null = anything of theirs may have changed. */
    since: bigint({ mode: 'number' }).array(),
  },
  (table) => [primaryKey({ columns: [table.tx, table.id] })],
)
