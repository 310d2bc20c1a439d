import { sql } from 'drizzle-orm'
import { bigint, bigserial, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { Case, CaseState } from '../../domain/case/case.ts'

const at = (name: string) => bigint(name, { mode: 'number' })
const LIVE = sql`state NOT IN ('confirmed', 'withdrawn')`

/** Failures that somebody is to catch; history, never derived. `body` is the whole case as the domain knows it, the columns are what lists ask. */
export const cases = pgTable(
  'cases',
  {
    customerId: at('customer_id').notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    path: text().notNull(),
    /** The encounter that last proved the friction it was opened for. */
    encounter: text().notNull(),
    /** Of the path, of that encounter, and of the friction: cases that have all three in common are alike. */
    journey: text().notNull(),
    touchpoint: text().notNull(),
    kind: text().notNull(),
    /** State, or that it was withdrawn. */
    state: text().$type<CaseState | 'withdrawn'>().notNull(),
    /** In whose inbox it is, or whose employee carries it: first the touchpoint's team, else the journey's; null when neither is defined. */
    team: text(),
    severity: smallint().notNull(),
    ownerId: at('owner_id'),
    offerTo: at('offer_to'),
    /** When the first of its frictions became true. */
    openedAt: at('opened_at').notNull(),
    /** When we learnt of it, and its clock began the first time. */
    knownAt: at('known_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
    caughtAt: at('caught_at'),
    firstWordAt: at('first_word_at'),
    solvedAt: at('solved_at'),
    confirmedAt: at('confirmed_at'),
    /** By when somebody is to do something about it; far away when nobody is. */
    actBy: at('act_by').notNull(),
    /** When time alone does something to it next. */
    dueAt: at('due_at'),
    /** Beginning of the owner's absence because of which it was offered. */
    absence: at('absence'),
    /** Links to the customer's own page count only with this number. */
    linkNumber: integer('link_number').notNull().default(1),
    body: jsonb().$type<Case>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.id] }),
    index('cases_id').on(table.id),
    index('cases_opened').on(table.openedAt, table.id),
    index('cases_alike').on(table.journey, table.touchpoint, table.kind, table.openedAt),
    index('cases_due').on(table.dueAt),
    index('cases_owner').on(table.ownerId, table.actBy).where(LIVE),
    index('cases_offer')
      .on(table.offerTo)
      .where(sql`offer_to IS NOT NULL`),
    index('cases_team').on(table.team, table.actBy).where(LIVE),
    index('cases_act').on(table.actBy, table.id).where(LIVE),
  ],
)

/** The frictions of each case. */
export const caseFrictions = pgTable(
  'case_frictions',
  {
    customerId: at('customer_id').notNull(),
    friction: text().notNull(),
    caseId: at('case_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.friction] }), index('case_frictions_case').on(table.customerId, table.caseId)],
)

/** What became of each case, line by line; only ever added to. */
export const caseLog = pgTable(
  'case_log',
  {
    customerId: at('customer_id').notNull(),
    caseId: at('case_id').notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    at: at('at').notNull(),
    actor: text().$type<'employee' | 'customer' | 'polku'>().notNull(),
    /** The employee who did it; null unless one did. */
    employeeId: at('employee_id'),
    kind: text().notNull(),
    body: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.caseId, table.id] }),
    index('case_log_handovers')
      .on(table.at)
      .where(sql`kind IN ('handed-over', 'inherited')`),
  ],
)

/** What is to be done about a case. */
export const caseTasks = pgTable(
  'case_tasks',
  {
    customerId: at('customer_id').notNull(),
    caseId: at('case_id').notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    title: text().notNull(),
    dueAt: at('due_at'),
    addedBy: at('added_by').notNull(),
    doneAt: at('done_at'),
    doneBy: at('done_by'),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.caseId, table.id] })],
)
