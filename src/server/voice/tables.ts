import { sql } from 'drizzle-orm'
import { bigint, bigserial, customType, index, integer, jsonb, pgTable, primaryKey, real, smallint, text } from 'drizzle-orm/pg-core'

const at = (name: string) => bigint(name, { mode: 'number' })
const roots = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Every free text in the words of a customer or of others about us, and how it was read. `customer_id` 0 = nobody knows whose. */
export const verbatims = pgTable(
  'verbatims',
  {
    customerId: at('customer_id').notNull(),
    at: at('at').notNull(),
    /** Of the encounter, or of a response or mention of nobody we know: `response:<id>`, `mention:<number>`. */
    id: text().notNull(),
    text: text().notNull(),
    /** Language as it was told, BCP 47. */
    locale: text(),
    /** What it is about. */
    touchpoint: text(),
    channel: text(),
    team: text(),
    journey: text(),
    /** What the score given with it says of its mood: −1, 0, 1; null without a score. */
    rated: smallint(),
    /** Key of the survey it answers; null when it answers none. */
    survey: text(),
    /** What read it, with its version; null while it is unread. */
    engine: text(),
    /** fi, sv, en or other. */
    language: text(),
    /** −1…1, and how certain, 0…1. */
    sentiment: real(),
    certainty: real(),
    label: smallint(),
    /** Keys of its themes, and with each its own sentiment; sentences with theirs. */
    themes: text().array(),
    reading: jsonb().$type<{ themes: Record<string, number>; sentences: [from: number, to: number, sentiment: number][] }>(),
    /** Roots by which a search finds it. */
    roots: roots(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.at, table.id] }),
    index('verbatims_at').on(table.at, table.id),
    index('verbatims_unread')
      .on(table.at)
      .where(sql`engine IS NULL`),
    index('verbatims_roots').using('gin', table.roots),
    index('verbatims_themes').using('gin', table.themes),
  ],
)

/** What was sent to a model outside and what it answered; written before it is sent. */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    /** Who asked, as people and tokens are named. */
    by: text(),
    purpose: text().$type<'summary' | 'theme-name'>().notNull(),
    host: text().notNull(),
    model: text().notNull(),
    /** The body of the request, to the character. */
    sent: text().notNull(),
    answer: text(),
    /** HTTP status; null without an answer. */
    status: integer(),
    /** Why it failed; null when it did not. */
    problem: text(),
    /** Null while it is under way. */
    milliseconds: integer(),
  },
  (table) => [index('model_calls_at').on(table.at)],
)
