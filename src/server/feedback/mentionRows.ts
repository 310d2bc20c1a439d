import type { MentionJson } from '../../api/mention.ts'
import type { MentionReading } from '../../domain/feedback/mention.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { type Sql, sql } from '../db/sql.ts'

/** A mention as questions read it, with the customer it stands with now. */
export interface MentionRow {
  number: number
  source: string
  id: string
  at: number
  receivedAt: number
  touchpoint: string
  url: string | null
  author: string | null
  subject: string | null
  title: string | null
  text: string | null
  locale: string | null
  score: number | null
  scale: string | null
  stars: number | null
  sentiment: 'negative' | 'neutral' | 'positive' | null
  tone: 'negative' | 'neutral' | 'positive' | null
  reading: MentionReading | null
  properties: Record<string, unknown> | null
  identifier: string | null
  judgement: number | null
  handledAt: number | null
  handledBy: string | null
  customer: string | null
  displayName: string | null
}

/** Reads mentions (`m`) with their customers (`c`); a link that was taken back elsewhere counts no more. */
export const SELECT_MENTIONS: Sql = sql`
  SELECT m.number, m.source, m.id, m.at, m.received_at AS "receivedAt", m.touchpoint, m.url, m.author, m.subject, m.title, m.text, m.locale,
    m.score, m.scale, m.stars, m.sentiment, m.tone, m.reading, m.properties, m.identifier, m.judgement,
    m.handled_at AS "handledAt", m.handled_by AS "handledBy", c.name AS customer, c.display_name AS "displayName"
  FROM mentions m LEFT JOIN judgements j ON j.id = m.judgement
  LEFT JOIN identifiers i ON i.identifier = m.identifier AND j.undone_at IS NULL
  LEFT JOIN customers c ON c.id = i.customer_id`

/** A mention as doors tell it. */
export function mentionOf(row: MentionRow): MentionJson {
  const { number, at, receivedAt, score, scale, stars, judgement, handledAt, handledBy, ...rest } = row
  return {
    ...rest,
    mention: number,
    occurredAt: formatInstant(at),
    receivedAt: formatInstant(receivedAt),
    rating:
      score === null || scale === null || stars === null ? null : { score, scale, stars, share: Math.round((stars - 1) * 2500) / 100 },
    linkedBy: row.customer === null ? null : judgement === null ? 'source' : 'person',
    handled: handledAt === null ? null : { at: formatInstant(handledAt), by: handledBy ?? '' },
  }
}
