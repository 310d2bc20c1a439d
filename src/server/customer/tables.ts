import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Times in every table are milliseconds since 1970 UTC, exact in SQL and in code. */

/** One row per customer; `fold` is what the rules keep after the last encounter. */
export const customers = pgTable(
  'customers',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Outward name, `kind:value`, the strongest of its identifiers. */
    name: text().notNull(),
    displayName: text('display_name'),
    fold: json(),
    firstAt: bigint('first_at', { mode: 'number' }),
    lastAt: bigint('last_at', { mode: 'number' }),
    encounters: integer().notNull().default(0),
    /** When to look again at the latest: time alone changes nothing here before. */
    dueAt: bigint('due_at', { mode: 'number' }),
    /** When cases are to be decided, for a source whose items come late together (files). */
    alertAt: bigint('alert_at', { mode: 'number' }),
    /** Definitions changed since it was derived. */
    stale: boolean().notNull().default(false),
  },
  // Nothing that every encounter changes is indexed, so that PostgreSQL writes a customer again without touching indexes.
  (table) => [
    index('customers_name').on(table.name),
    index('customers_due').on(table.dueAt),
    index('customers_alert')
      .on(table.alertAt)
      .where(sql`alert_at IS NOT NULL`),
    index('customers_stale')
      .on(table.id)
      .where(sql`stale`),
    index('customers_words').using('gin', sql`to_tsvector('simple', coalesce(${table.displayName}, ''))`),
  ],
)

/** Registry of identifiers, `kind:value`: the customer of encounters whose strongest identifier it is, and its connected group. */
export const identifiers = pgTable(
  'identifiers',
  {
    identifier: text().primaryKey(),
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    /** Connected group over all links; one customer unless the group conflicts. */
    groupId: bigint('group_id', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('identifiers_value').on(sql`lower(substr(${table.identifier}, strpos(${table.identifier}, ':') + 1)) text_pattern_ops`),
    index('identifiers_customer').on(table.customerId),
    index('identifiers_group').on(table.groupId),
  ],
)

/** Who was joined with whom, and which groups could not be joined. */
export const identityLog = pgTable(
  'identity_log',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    event: text().$type<'joined' | 'conflict'>().notNull(),
    identifiers: text().array().notNull(),
    /** The encounter or statement whose identifiers linked them. */
    because: text().notNull(),
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
