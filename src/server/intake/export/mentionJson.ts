import type { MentionInput } from '../../../domain/feedback/mention.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import { all, type Sql, sql } from '../../db/sql.ts'
import type { Choice } from './statements.ts'

/** A mention as it is exported. */
export interface HeardRow {
  source: string
  id: string
  at: number
  touchpoint: string
  url: string | null
  author: string | null
  subject: string | null
  title: string | null
  text: string | null
  locale: string | null
  score: number | null
  scale: string | null
  sentiment: MentionInput['sentiment'] | null
  properties: MentionInput['properties'] | null
  identifier: string | null
}

/**
 * Mentions written in the chosen time, by source and id; of no journey. Third parties' encounters of other doors become mentions again as
 * they come in, and are left out.
 */
export function heardMentions({ since, until, journey }: Choice): Sql {
  return sql`SELECT m.source, m.id, m.at, m.touchpoint, m.url, m.author, m.subject, m.title, m.text, m.locale, m.score, m.scale,
      m.sentiment, m.properties, m.identifier
    FROM mentions m WHERE ${all([
      sql`(m.said IS NULL OR m.said LIKE 'mention:%')`,
      journey === undefined ? null : sql`false`,
      since === undefined ? null : sql`m.at >= ${since}::bigint`,
      until === undefined ? null : sql`m.at < ${until}::bigint`,
    ])} ORDER BY m.source, m.id`
}

/** A mention as `POST /v1/mentions` takes it. */
export function mentionInput({ at, score, scale, identifier, ...row }: HeardRow): MentionInput {
  const told = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Pick<HeardRow, 'source' | 'id'>
  const colon = identifier?.indexOf(':') ?? -1
  return {
    ...told,
    occurredAt: formatInstant(at),
    ...(score !== null && scale !== null && { rating: { score, scale } }),
    ...(identifier !== null && { customer: { [identifier.slice(0, colon)]: identifier.slice(colon + 1) } }),
  }
}
