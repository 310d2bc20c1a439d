import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import type { ThemeState } from '../../domain/voice/themeChanges.ts'

const at = (name: string) => bigint(name, { mode: 'number' })
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
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
    // Rated comments of a language, from the latest back, to learn from.
    index('verbatims_rated')
      .on(table.language, table.at)
      .where(sql`rated IS NOT NULL`),
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

/** What came of learning a language's model of feeling from the organisation's own scores. */
export const voiceModels = pgTable(
  'voice_models',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    language: text().notNull(),
    at: at('at').notNull(),
    /** Version of the model that comes with Polku and that it was learned from. */
    base: text().notNull(),
    /** Number of the own model it was compared with; null = the one that comes with Polku. */
    against: at('against'),
    /** Rated comments that it learned from, and those that both were judged by. */
    learned: integer().notNull(),
    judged: integer().notNull(),
    /** Of those judged by, how many the one in use and this one told right; and of the good and bad ones alone. */
    rightBefore: integer('right_before').notNull(),
    rightAfter: integer('right_after').notNull(),
    polar: integer().notNull(),
    polarBefore: integer('polar_before').notNull(),
    polarAfter: integer('polar_after').notNull(),
    /** How many this one alone told right, and how many the one in use alone. */
    gained: integer().notNull(),
    lost: integer().notNull(),
    /** Whether it was better, and so in use from then on. */
    better: boolean().notNull(),
    /** The model as the bytes of its file; null when it was not better. */
    bytes: bytes(),
    milliseconds: integer().notNull(),
  },
  (table) => [index('voice_models_language').on(table.language, table.id)],
)

/** Whether a language is read with the organisation's own model where there is one; without a row it is. */
export const voiceChoices = pgTable('voice_choices', {
  language: text().primaryKey(),
  own: boolean().notNull(),
  at: at('at').notNull(),
  /** Who chose, as people and tokens are named. */
  by: text(),
})

/** Learning from the organisation's own scores, as one row: when it was asked for, and how far it is. */
export const voiceLearning = pgTable('voice_learning', {
  id: smallint().primaryKey(),
  /** The night (local day, days since 1970-01-01) that it was last done or begun for, and by which shipped models. */
  night: integer(),
  base: text(),
  askedAt: at('asked_at'),
  askedBy: text('asked_by'),
  begunAt: at('begun_at'),
  /** Until when whoever learns holds it, unless they say more; others may take it over then. */
  heldUntil: at('held_until'),
  /** How often it was begun since it last ended. */
  tries: integer().notNull(),
  /** Languages done, and the one under way. */
  done: integer().notNull(),
  language: text(),
  endedAt: at('ended_at'),
  /** Why it failed; null when it did not. */
  problem: text(),
})

/** Themes as the organisation changed or made them; those that nobody has touched have no row. Rows are never deleted. */
export const themes = pgTable('themes', {
  key: text().primaryKey(),
  /** What differs from the theme that comes with Polku, if one does. */
  state: jsonb().$type<ThemeState>().notNull(),
  revision: integer().notNull(),
})

/** What was done to themes: the state that each change made. */
export const themeChanges = pgTable(
  'theme_changes',
  {
    theme: text().notNull(),
    revision: integer().notNull(),
    act: text().$type<'made' | 'changed' | 'merged' | 'parted' | 'retired' | 'restored' | 'back'>().notNull(),
    state: jsonb().$type<ThemeState>().notNull(),
    at: at('at').notNull(),
    by: text(),
  },
  (table) => [primaryKey({ columns: [table.theme, table.revision] })],
)

/** Comments that people said belong to a theme or do not. Kept texts are only named, so that they go when their customer goes. */
export const themeExamples = pgTable(
  'theme_examples',
  {
    theme: text().notNull(),
    /** Of the free text, else made of its letters. */
    id: text().notNull(),
    /** Time and id of the free text; null of texts of other origin. */
    at: at('at'),
    text: text(),
    /** Of a text of other origin: fi, sv, en or other. */
    language: text(),
    belongs: boolean().notNull(),
    addedAt: at('added_at').notNull(),
    by: text(),
  },
  (table) => [primaryKey({ columns: [table.theme, table.id] })],
)

/** Growing themes as they were looked for last, in one row. */
export const themeSuggestions = pgTable('theme_suggestions', {
  id: smallint().primaryKey(),
  /** Version of the themes that were known, and the day of the newest text: with another they are looked for anew. */
  version: text().notNull(),
  found: jsonb().$type<unknown>().notNull(),
})

/** Words of suggestions that a person left. */
export const themeWordsLeft = pgTable(
  'theme_words_left',
  { language: text().notNull(), word: text().notNull(), at: at('at').notNull(), by: text() },
  (table) => [primaryKey({ columns: [table.language, table.word] })],
)
