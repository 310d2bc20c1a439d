import { bigint, bigserial, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'

/** Failures that somebody is to catch; history, never derived. */
export const cases = pgTable(
  'cases',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    path: text().notNull(),
    /** The encounter that last proved the friction it was opened for. */
    encounter: text().notNull(),
    state: text().$type<'open' | 'withdrawn'>().notNull(),
    /** First catcher: the touchpoint's team, else the journey's; null when neither is defined. */
    team: text(),
    severity: smallint().notNull(),
    /** When the first of its frictions became true. */
    openedAt: bigint('opened_at', { mode: 'number' }).notNull(),
    withdrawnAt: bigint('withdrawn_at', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.id] }),
    index('cases_id').on(table.id),
    index('cases_opened').on(table.openedAt, table.id),
  ],
)

/** The frictions of each case. */
export const caseFrictions = pgTable(
  'case_frictions',
  {
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    friction: text().notNull(),
    caseId: bigint('case_id', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.friction] }), index('case_frictions_case').on(table.customerId, table.caseId)],
)
