import type { z } from 'zod'
import type { getMentions, MentionJson, mentionFilter } from '../../api/mention.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { searchQuery } from '../../domain/voice/searchRoots.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import type { EarlierWording } from './mentionTables.ts'
import { type MentionRow, mentionOf, SELECT_MENTIONS } from './mentionRows.ts'

type Filter = z.output<typeof mentionFilter>

/** The conditions that mentions (`m`) must meet. */
export function mentionConditions({ source, since, until, stars, tone, known, handled, words }: Filter): Sql {
  return all([
    source === undefined ? null : sql`m.source = ${source}`,
    since === undefined ? null : sql`m.at >= ${Date.parse(since)}`,
    until === undefined ? null : sql`m.at < ${Date.parse(until)}`,
    stars === undefined ? null : sql`floor(m.stars + 0.5) = ${stars}`,
    tone === undefined ? null : sql`m.tone = ${tone}`,
    known === undefined ? null : known === 'true' ? isKnown : sql`NOT ${isKnown}`,
    handled === undefined ? null : handled === 'true' ? sql`m.handled_at IS NOT NULL` : sql`m.handled_at IS NULL`,
    words === undefined ? null : sql`(${withWords(words)})`,
  ])
}

/** With all words as they stand, or by their roots as free texts are found. */
function withWords(words: string): Sql {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean).slice(0, 10)
  const asTheyStand = all(wanted.map((word) => sql`strpos(lower(concat_ws(' ', m.title, m.text, m.author)), ${word}) > 0`))
  const query = searchQuery(words)
  return query === null ? asTheyStand : sql`(${asTheyStand}) OR m.roots @@ ${query}::tsquery`
}

const isKnown = sql`(m.identifier IS NOT NULL AND NOT EXISTS (SELECT 1 FROM judgements u WHERE u.id = m.judgement AND u.undone_at IS NOT NULL))`

/** Mentions, newest first. */
export async function listMentions(
  database: Queryable,
  { limit, cursor, ...filter }: z.output<typeof getMentions.query>,
): Promise<Page<MentionJson>> {
  const place = readCursor(cursor, ['number', 'number'])
  const where = all([mentionConditions(filter), after(sql`m.at, m.number`, place)])
  const rows = await database.query<MentionRow>(
    ...sql`${SELECT_MENTIONS} WHERE ${where} ORDER BY m.at DESC, m.number DESC LIMIT ${limit + 1}`.render(),
  )
  return pageOf(rows, limit, (row) => [row.at, row.number], mentionOf)
}

/** One mention as it is kept; null without it. */
export async function findMention(database: Queryable, number: number): Promise<MentionRow | null> {
  const [row] = await database.query<MentionRow>(...sql`${SELECT_MENTIONS} WHERE m.number = ${number}`.render())
  return row ?? null
}

/** What people did to a mention, newest first. */
export async function readMentionLog(database: Queryable, number: number) {
  const rows = await database.query<{
    at: number
    event: 'linked' | 'unlinked' | 'handled' | 'reopened' | 'edited'
    by: string
    identifier: string | null
    because: string
    before: EarlierWording | null
  }>('SELECT at, event, by, identifier, because, before FROM mention_log WHERE mention = $1 ORDER BY id DESC', [number])
  return rows.map((row) => ({ ...row, at: formatInstant(row.at) }))
}
