import { formatInstant } from '../../domain/kernel/instant.ts'
import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import type { KnownText } from '../../domain/voice/tryThemes.ts'
import type { Queryable } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'
import { verbatimConditions } from './verbatimConditions.ts'

/** Longer than this a text is not looked at to its end. */
const LONGEST = 4000

/** A kept text in a language that is understood; `at` in ms since 1970 UTC. */
export interface KeptText extends KnownText {
  id: string
  at: number
}

/** The latest texts that were read, before a time and from one on (ms since 1970 UTC). */
export function latestTexts(
  database: Queryable,
  most: number,
  { since, until }: { since?: number; until?: number } = {},
): Promise<KeptText[]> {
  const span = all([since === undefined ? null : sql`at >= ${since}`, until === undefined ? null : sql`at < ${until}`])
  return database.query<KeptText>(
    ...sql`SELECT v.id, v.at, left(v.text, ${LONGEST}) AS text, v.language
      FROM (SELECT * FROM verbatims WHERE ${span} AND language IN ('fi', 'sv', 'en') ORDER BY at DESC, id DESC LIMIT ${most}) v
      WHERE ${verbatimConditions({})} ORDER BY v.at DESC, v.id DESC`.render(),
  )
}

/** A text as it is shown for an example. */
export function sampleOf({ id, at, text, language }: KeptText): { id: string; at: string; text: string; language: VoiceLanguage } {
  return { id, at: formatInstant(at), text, language }
}
