export * from './mentionTables.ts'

import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { SkipReason, Plan } from '../../domain/feedback/plan.ts'
import type { Answers } from '../../domain/feedback/question.ts'
import type { DoorSettings } from '../../domain/feedback/door.ts'
import type { About } from '../../domain/feedback/response.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import type { Measure } from '../../domain/measure/measure.ts'

const at = (name: string) => bigint(name, { mode: 'number' })

/** Surveys: the draft that people write on, and how it is asked. */
export const surveys = pgTable('surveys', {
  key: text().primaryKey(),
  name: text().notNull(),
  state: text().$type<'draft' | 'live' | 'paused' | 'ended'>().notNull(),
  /** The latest published version; 0 = none yet. */
  version: integer().notNull().default(0),
  draft: jsonb().$type<SurveyContent>().notNull(),
  plan: jsonb().$type<Plan>().notNull(),
  /** Grows with each change, so that two writers see each other. */
  revision: integer().notNull().default(1),
  /** From when what happens triggers it; null while it is not live. */
  liveAt: at('live_at'),
  changedAt: at('changed_at').notNull(),
  changedBy: text('changed_by'),
})

/** What a survey asked, version by version; never changed. */
export const surveyVersions = pgTable(
  'survey_versions',
  {
    survey: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<SurveyContent>().notNull(),
    at: at('at').notNull(),
    by: text(),
  },
  (table) => [primaryKey({ columns: [table.survey, table.version] })],
)

/** Doors by which anybody may answer a survey: public links, kiosks, widgets. */
export const surveyDoors = pgTable(
  'survey_doors',
  {
    /** Unguessable; stands in its address. */
    id: text().primaryKey(),
    survey: text().notNull(),
    name: text().notNull(),
    open: boolean().notNull(),
    settings: jsonb().$type<DoorSettings>().notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (table) => [index('survey_doors_survey').on(table.survey)],
)

/** Everybody who was to be asked: what became of it, and why who was passed over was. */
export const asks = pgTable(
  'asks',
  {
    customerId: at('customer_id').notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    survey: text().notNull(),
    /** What triggered it: `encounter:<id>`, `path:<state>:<key>`, `date:<day>`, `response:<id>`, `hand:<key>`; one ask for each. */
    cause: text().notNull(),
    /** Under which identifier they were reached, or, before that, known: the ask goes with it when customers part. */
    identifier: text().notNull(),
    triggeredAt: at('triggered_at').notNull(),
    state: text().$type<'due' | 'asked' | 'skipped' | 'answered' | 'bounced'>().notNull(),
    reason: text().$type<SkipReason>(),
    /** When it is to be decided or reminded of; null when nothing is left to do. */
    dueAt: at('due_at'),
    askedAt: at('asked_at'),
    answeredAt: at('answered_at'),
    remindedAt: at('reminded_at'),
    version: integer(),
    way: text().$type<'email' | 'webhook' | 'link'>(),
    mail: at('mail'),
    about: jsonb().$type<About>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.id] }),
    index('asks_cause').on(table.customerId, table.survey, table.cause),
    index('asks_due')
      .on(table.dueAt)
      .where(sql`due_at IS NOT NULL`),
    index('asks_survey').on(table.survey, table.triggeredAt, table.id),
    index('asks_asked').on(table.survey, table.askedAt),
    index('asks_id').on(table.id),
  ],
)

/** Answered surveys, whole or in part. `customer_id` 0 = nobody knows whose. */
export const responses = pgTable(
  'responses',
  {
    customerId: at('customer_id').notNull(),
    /** Made by the answerer's side, or of the ask: sent again it is the same. */
    id: text().notNull(),
    survey: text().notNull(),
    version: integer().notNull(),
    ask: at('ask'),
    /** The door: `ask` for one of our own links, else a door's kind, or `import`. */
    door: text().$type<'ask' | 'link' | 'kiosk' | 'widget' | 'import' | 'trial'>().notNull(),
    doorId: text('door_id'),
    language: text().notNull(),
    channel: text(),
    startedAt: at('started_at').notNull(),
    /** The latest that was said. */
    at: at('at').notNull(),
    /** When it was sent as whole; null while in part. */
    wholeAt: at('whole_at'),
    answers: jsonb().$type<Answers>().notNull(),
    measures: jsonb().$type<Measure[]>().notNull(),
    /** The answerer's own words, all together; empty without any. */
    text: text().notNull(),
    about: jsonb().$type<About>().notNull(),
    state: text().$type<'new' | 'read' | 'handled' | 'test'>().notNull().default('new'),
    stateAt: at('state_at'),
    stateBy: text('state_by'),
    /** The encounter it became; null while it is none. */
    encounter: text(),
    /** When it is to become an encounter; null when nothing is left to do. */
    dueAt: at('due_at'),
    /** Whether its sending looked like a machine's. */
    suspect: smallint().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.id] }),
    index('responses_id').on(table.id),
    index('responses_at').on(table.at, table.id),
    index('responses_survey').on(table.survey, table.at, table.id),
    // What counts nowhere is rare: texts and scores are looked up here by the encounter that the response became.
    index('responses_apart')
      .on(table.customerId, sql`('response:' || id)`)
      .where(sql`state = 'test' OR suspect > 0`),
    index('responses_anonymous')
      .on(table.at)
      .where(sql`customer_id = 0`),
    index('responses_due')
      .on(table.dueAt)
      .where(sql`due_at IS NOT NULL`),
  ],
)
