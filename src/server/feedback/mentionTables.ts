import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { MentionReading } from '../../domain/feedback/mention.ts'

const roots = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Word of mouth in the words it has now, whoever wrote it. */
export const mentions = pgTable(
  'mentions',
  {
    number: bigserial({ mode: 'number' }).primaryKey(),
    source: text().notNull(),
    /** Its id at the source. */
    id: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    receivedAt: bigint('received_at', { mode: 'number' }).notNull(),
    touchpoint: text().notNull(),
    url: text(),
    author: text(),
    subject: text(),
    title: text(),
    text: text(),
    locale: text(),
    /** The rating as given, and as stars 1–5. */
    score: doublePrecision(),
    scale: text(),
    stars: doublePrecision(),
    /** How its source labelled it. */
    sentiment: text().$type<'negative' | 'neutral' | 'positive'>(),
    /** What it comes to by its stars, its label or its text. */
    tone: text().$type<'negative' | 'neutral' | 'positive'>(),
    reading: jsonb().$type<MentionReading>(),
    properties: jsonb(),
    /** Roots of its words, by which a search finds it. */
    roots: roots(),
    /** Id of the encounter with whose words it is read; null while it is read by itself, as `mention:<number>`. */
    said: text(),
    /** By which its customer is found in the registry of identifiers; null while nobody knows who wrote it. */
    identifier: text(),
    /** Number of the judgement by which a person linked it; null when its source named the customer. */
    judgement: bigint({ mode: 'number' }),
    handledAt: bigint('handled_at', { mode: 'number' }),
    handledBy: text('handled_by'),
  },
  (table) => [
    unique('mentions_source_id').on(table.source, table.id),
    index('mentions_at').on(table.at, table.number),
    index('mentions_identifier')
      .on(table.identifier)
      .where(sql`identifier IS NOT NULL`),
    index('mentions_said')
      .on(table.said)
      .where(sql`said IS NOT NULL`),
    index('mentions_roots').using('gin', table.roots),
  ],
)

/** What its words and rating were before a source told others. */
export interface EarlierWording {
  title: string | null
  text: string | null
  score: number | null
  scale: string | null
}

/** What was done to mentions: by people, and by sources that changed them. */
export const mentionLog = pgTable(
  'mention_log',
  {
    mention: bigint({ mode: 'number' }).notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    event: text().$type<'linked' | 'unlinked' | 'handled' | 'reopened' | 'edited'>().notNull(),
    /** A person, or the source. */
    by: text().notNull(),
    /** Of what was edited, the wording before. */
    before: jsonb().$type<EarlierWording>(),
    /** Whom it was linked to or parted from, as an identifier. */
    identifier: text(),
    because: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.mention, table.id] })],
)

/** What sources say of all reviews together, each time it changed. */
export const reputationStatements = pgTable(
  'reputation_statements',
  {
    source: text().notNull(),
    subject: text().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    score: doublePrecision().notNull(),
    scale: text().notNull(),
    stars: doublePrecision().notNull(),
    /** Reviews, or ratings where only these are counted. */
    count: integer(),
  },
  (table) => [primaryKey({ columns: [table.source, table.subject, table.at] })],
)

/** Feeds and pages that are read again and again. */
export const mentionSources = pgTable(
  'mention_sources',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** The source of its mentions. */
    name: text().notNull().unique(),
    url: text().notNull(),
    kind: text().$type<'feed' | 'page'>().notNull(),
    touchpoint: text().notNull(),
    everyMinutes: integer('every_minutes').notNull(),
    active: boolean().notNull(),
    createdAt: bigint('created_at', { mode: 'number' }).notNull(),
    /** When it is read next; whoever reads it moves this on first. */
    nextAt: bigint('next_at', { mode: 'number' }).notNull(),
    /** What the address said of its state, to be asked with again. */
    etag: text(),
    lastModified: text('last_modified'),
    triedAt: bigint('tried_at', { mode: 'number' }),
    succeededAt: bigint('succeeded_at', { mode: 'number' }),
    problem: text(),
    problemAt: bigint('problem_at', { mode: 'number' }),
    /** Mentions that were new, in all. */
    taken: integer().notNull().default(0),
  },
  (table) => [
    index('mention_sources_next')
      .on(table.nextAt)
      .where(sql`active`),
  ],
)
