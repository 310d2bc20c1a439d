import type { z } from 'zod'
import type { verbatimFilter } from '../../api/verbatim.ts'
import { searchQuery } from '../../domain/voice/searchRoots.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { isOfCounted } from '../feedback/countedResponses.ts'

/** Filters of free texts; `owner` is the customer's number. */
export type VerbatimFilter = Omit<z.output<typeof verbatimFilter>, 'customer' | 'since' | 'until'> & {
  owner?: number
  /** Ms since 1970 UTC. */
  since?: number
  until?: number
}

const LABELS = { negative: -1, neutral: 0, positive: 1 } as const
/** Nearer to none than this a mood is uncertain. */
const UNSURE = 0.2

/** The conditions that free texts `v` must meet; trials and what looks like a machine's count nowhere. */
export function verbatimConditions(filter: VerbatimFilter): Sql {
  const { owner, since, until, words, language, theme, sentiment, touchpoint, channel, journey, team, survey } = filter
  const query = words === undefined ? undefined : searchQuery(words)
  return all([
    owner === undefined ? null : sql`v.customer_id = ${owner}`,
    since === undefined ? null : sql`v.at >= ${since}`,
    until === undefined ? null : sql`v.at < ${until}`,
    query === undefined ? null : query === null ? sql`false` : sql`v.roots @@ ${query}::tsquery`,
    language === undefined ? null : sql`v.language = ${language}`,
    theme === undefined ? null : sql`v.themes @> ARRAY[${theme}::text]`,
    sentiment === undefined ? null : sql`v.label = ${LABELS[sentiment]}`,
    filter.unsure === undefined ? null : sql`abs(v.sentiment) < ${UNSURE}::real`,
    filter.mixed === undefined
      ? null
      : sql`jsonb_path_exists(v.reading, '$.sentences[*][2] ? (@ >= 0.2)') AND jsonb_path_exists(v.reading, '$.sentences[*][2] ? (@ <= -0.2)')`,
    filter.disagrees === undefined ? null : sql`v.rated * v.label = -1`,
    touchpoint === undefined ? null : sql`v.touchpoint = ${touchpoint}`,
    channel === undefined ? null : sql`v.channel = ${channel}`,
    journey === undefined ? null : sql`v.journey = ${journey}`,
    team === undefined ? null : sql`v.team = ${team}`,
    survey === undefined ? null : sql`v.survey = ${survey}`,
    isOfCounted(sql`v.customer_id`, sql`v.id`),
  ])
}
