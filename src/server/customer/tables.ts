import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Times in every table are milliseconds since 1970 UTC, exact in SQL and in code. */

/** One row per customer; `fold` is what the rules keep after the last encounter, but for the paths. */
export const customers = pgTable(
  'customers',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Outward name, `kind:value`, the strongest of its identifiers. */
    name: text().notNull(),
    displayName: text('display_name'),
    /** The words of that name as searches compare them, with spaces between. */
    words: text(),
    fold: json(),
    firstAt: bigint('first_at', { mode: 'number' }),
    lastAt: bigint('last_at', { mode: 'number' }),
    encounters: integer().notNull().default(0),
    /** When to look again at the latest: time alone changes nothing here before. */
    dueAt: bigint('due_at', { mode: 'number' }),
    /** When cases are to be decided, for a source whose items come late together (files). */
    alertAt: bigint('alert_at', { mode: 'number' }),
    /** Whether frictions of deadlines stand that an encounter dated earlier may still refute. */
    pending: boolean().notNull().default(false),
    /** Definitions changed since it was derived. */
    stale: boolean().notNull().default(false),
  },
  // Nothing that every encounter changes is indexed, so that PostgreSQL writes a customer again without touching indexes.
  (table) => [
    index('customers_due').on(table.dueAt),
    index('customers_alert')
      .on(table.alertAt)
      .where(sql`alert_at IS NOT NULL`),
    index('customers_stale')
      .on(table.id)
      .where(sql`stale`),
    index('customers_words')
      .using('gin', sql`array_to_tsvector(string_to_array(words, ' '))`)
      .where(sql`words IS NOT NULL`),
    // Those whom nobody has met yet: a customer leaves it once.
    index('customers_unmet')
      .on(table.id)
      .where(sql`first_at IS NULL`),
  ],
)

/** Registry of identifiers, `kind:value`: the customer of encounters whose strongest identifier it is, and its connected group. */
export const identifiers = pgTable(
  'identifiers',
  {
    identifier: text().primaryKey(),
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    /** Connected group over all links and what people joined; one customer unless it conflicts or people separated it. */
    groupId: bigint('group_id', { mode: 'number' }).notNull(),
    /** Of the whole group: joined, not joined because of a unique kind, or concerned by what people said. */
    standing: text().$type<'joined' | 'conflict' | 'judged'>().notNull().default('joined'),
  },
  (table) => [
    index('identifiers_value').on(sql`lower(substr(${table.identifier}, strpos(${table.identifier}, ':') + 1)) text_pattern_ops`),
    index('identifiers_ending')
      .on(sql`reverse(${table.identifier}) text_pattern_ops`)
      .where(sql`identifier LIKE 'phone:%'`),
    index('identifiers_customer').on(table.customerId),
    index('identifiers_group').on(table.groupId),
  ],
)

/** Customers that were joined with another one: where they went, and which identifiers each side had then, strongest first. */
export const formerCustomers = pgTable(
  'former_customers',
  {
    customerId: bigint('customer_id', { mode: 'number' }).primaryKey(),
    survivorId: bigint('survivor_id', { mode: 'number' }).notNull(),
    identifiers: text().array().notNull(),
    survivorIdentifiers: text('survivor_identifiers').array().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [index('former_customers_survivor').on(table.survivorId)],
)

/** What people said of identifiers, and whether they took it back. */
export const judgements = pgTable(
  'judgements',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    sort: text().$type<'join' | 'separate'>().notNull(),
    /** The identifiers of one person; for a separation, of one side. */
    identifiers: text().array().notNull(),
    /** The other side of a separation; empty for a join. */
    others: text().array().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    /** Who said it: the token's id, and the person or program as the token or the asker names it. */
    token: text(),
    saidBy: text('said_by').notNull(),
    because: text().notNull(),
    undoneAt: bigint('undone_at', { mode: 'number' }),
    undoneToken: text('undone_token'),
    undoneBy: text('undone_by'),
    undoneBecause: text('undone_because'),
  },
  (table) => [index('judgements_identifiers').using('gin', sql`(${table.identifiers} || ${table.others})`)],
)

/** Who was joined with whom or parted from whom, and which groups could not be joined; stays with the customer it was written for. */
export const identityLog = pgTable(
  'identity_log',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    event: text().$type<'joined' | 'conflict' | 'separated'>().notNull(),
    identifiers: text().array().notNull(),
    /** The encounter or statement whose identifiers linked them, or why people said so. */
    because: text().notNull(),
    /** The judgement that did it; absent when a link did. */
    judgement: bigint({ mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.id] })],
)

/** What other systems said of a customer, dated. */
export const statements = pgTable(
  'statements',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    identifier: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    /** Identifiers the statement gave, by kind, the addressed one included. */
    identifiers: jsonb().notNull(),
    attributes: jsonb(),
    holdings: text().array(),
    consents: jsonb(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.identifier, table.at] })],
)

/** What employees noted about a customer, for whoever meets them next. */
export const customerNotes = pgTable(
  'customer_notes',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    /** The customer's outward name when it was written: the note goes with it when customers part. */
    identifier: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    employeeId: bigint('employee_id', { mode: 'number' }).notNull(),
    text: text().notNull(),
    editedAt: bigint('edited_at', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.id] })],
)

/** Filters of the list of customers that were given a name: somebody's own, or their team's. */
export const customerViews = pgTable(
  'customer_views',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    name: text().notNull(),
    employeeId: bigint('employee_id', { mode: 'number' }).notNull(),
    /** Whose it is besides; null = their own alone. */
    team: text(),
    filter: jsonb().$type<Record<string, string>>().notNull(),
  },
  (table) => [
    index('customer_views_employee').on(table.employeeId),
    index('customer_views_team')
      .on(table.team)
      .where(sql`team IS NOT NULL`),
  ],
)
