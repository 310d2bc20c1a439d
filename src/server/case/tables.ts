import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { Case, CaseState } from '../../domain/case/case.ts'
import type { CaseLimits } from '../../domain/case/limits.ts'
import type { NoticeChoice, NoticeKind, NoticeWay, QuietHours, RuleKind } from '../../domain/case/notice.ts'

const at = (name: string) => bigint(name, { mode: 'number' })
const LIVE = sql`state NOT IN ('confirmed', 'withdrawn', 'joined')`

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
    /** State, or that it was withdrawn or goes on in another. */
    state: text().$type<CaseState | 'withdrawn' | 'joined'>().notNull(),
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
    /** The case it goes on in; null = it stands for itself. */
    joinedInto: at('joined_into'),
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
    index('cases_joined')
      .on(table.joinedInto)
      .where(sql`joined_into IS NOT NULL`),
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

/** What limits were set to, one row for each change; the latest hold. */
export const caseLimitChanges = pgTable('case_limit_changes', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  at: at('at').notNull(),
  /** Who set them; null when it was no employee. */
  employeeId: at('employee_id'),
  /** For severities 1 to 5, in ms of working time. */
  limits: jsonb().$type<CaseLimits[]>().notNull(),
})

/** Of what people are to be told, written in the transaction that made it so. */
export const notices = pgTable(
  'notices',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Number of the case. */
    caseId: at('case_id').notNull(),
    at: at('at').notNull(),
    kind: text().$type<NoticeKind>().notNull(),
    detail: text(),
    team: text(),
    severity: smallint().notNull(),
    /** Employees whom it concerns, by number. */
    to: bigint({ mode: 'number' }).array().notNull(),
    /** When it was found out who is to be told; null = not yet. */
    spreadAt: at('spread_at'),
  },
  (table) => [
    index('notices_new')
      .on(table.id)
      .where(sql`spread_at IS NULL`),
    index('notices_spread').on(table.spreadAt),
  ],
)

/** Notices that wait to be told, one row for each employee or rule. */
export const noticesWaiting = pgTable(
  'notices_waiting',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    notice: at('notice').notNull(),
    /** One of both is null. */
    employeeId: at('employee_id'),
    rule: text(),
    knownAt: at('known_at').notNull(),
    /** When to look again whether it may be told. */
    dueAt: at('due_at').notNull(),
    /** The message in which it is being sent, the same in every attempt. */
    message: text(),
  },
  (table) => [
    index('notices_waiting_employee').on(table.employeeId, table.dueAt),
    index('notices_waiting_rule').on(table.rule, table.dueAt),
    index('notices_waiting_notice').on(table.notice),
  ],
)

/** What employees chose to hear of (null = nothing chosen yet), and when they were last told something. */
export const noticeChoices = pgTable('notice_choices', {
  employeeId: at('employee_id').primaryKey(),
  choice: jsonb().$type<NoticeChoice>(),
  toldAt: at('told_at').notNull().default(0),
})

/** Channels of Slack and Teams that are told of cases; the address is sealed. */
export const noticeRules = pgTable('notice_rules', {
  id: text().primaryKey(),
  name: text().notNull(),
  target: text().$type<'slack' | 'teams'>().notNull(),
  url: text().notNull(),
  /** What may be shown of the address. */
  shownUrl: text('shown_url').notNull(),
  team: text(),
  kinds: text().array().$type<RuleKind[]>().notNull(),
  severity: smallint().notNull(),
  way: text().$type<NoticeWay>().notNull(),
  digestAt: smallint('digest_at').notNull(),
  quiet: jsonb().$type<QuietHours>(),
  language: text().notNull(),
  /** Whether the customer's name is told. */
  named: boolean().notNull(),
  enabled: boolean().notNull(),
  /** Why Polku itself turned it off. */
  disabledBecause: text('disabled_because').$type<'gone' | 'failed'>(),
  createdAt: at('created_at').notNull(),
  changedAt: at('changed_at').notNull(),
  /** Who changed it last; null when it was no employee. */
  changedBy: at('changed_by'),
  toldAt: at('told_at').notNull().default(0),
  lastAt: at('last_at'),
  /** Why the last attempt failed; null when it did not. */
  lastProblem: text('last_problem'),
  /** Attempts at the message under way. */
  attempts: smallint().notNull().default(0),
  failingSince: at('failing_since'),
  nextAt: at('next_at').notNull().default(0),
  /** Who is sending, and until when nobody else does. */
  lease: text(),
  leaseUntil: at('lease_until').notNull().default(0),
})
