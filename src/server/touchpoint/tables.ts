import { bigint, bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Measured } from '../../domain/touchpoint/decision.ts'
import type { Verdict } from '../../domain/touchpoint/suggest.ts'

/** What was decided of touchpoints; the newest of each holds, and none is ever changed. */
export const touchpointDecisions = pgTable(
  'touchpoint_decisions',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    touchpoint: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    employeeId: bigint('employee_id', { mode: 'number' }).notNull(),
    verdict: text().$type<Verdict>().notNull(),
    why: text().notNull(),
    /** Day, by the organisation's calendar, on which it is looked at again. */
    reviewOn: text('review_on').notNull(),
    /** What Polku suggested then; null = nothing. */
    suggested: text().$type<Verdict>(),
    /** What was measured then, so that what changes can be told. */
    measured: jsonb().$type<Measured>().notNull(),
  },
  (table) => [index('touchpoint_decisions_touchpoint').on(table.touchpoint, table.id)],
)
