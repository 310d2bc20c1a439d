import { type Mention, type MentionReading, namedIdentifier, starsOf, toneOf } from '../../domain/feedback/mention.ts'
import { searchRoots } from '../../domain/voice/searchRoots.ts'
import type { Queryable } from '../db/database.ts'
import { keepVerbatims, type Verbatim } from '../voice/keepVerbatims.ts'

/** A mention as it is to be kept, with how its text was read. */
export interface KeptMention {
  mention: Mention
  reading: MentionReading | null
  /** Id of the encounter that it is; null when it is none. */
  said: string | null
}

const COLUMNS =
  'source, id, at, received_at, touchpoint, url, author, subject, title, text, locale, score, scale, stars, sentiment, tone, reading, properties, identifier, said, roots'

/** Keeps mentions; tells how many were new. */
export async function insertMentions(database: Queryable, kept: readonly KeptMention[], now: number): Promise<number> {
  if (kept.length === 0) return 0
  const list = <Value>(pick: (mention: Mention, reading: MentionReading | null) => Value) =>
    kept.map(({ mention, reading }) => pick(mention, reading) ?? null)
  const rows = await database.query<{ number: number; source: string; id: string }>(
    `INSERT INTO mentions (${COLUMNS})
     SELECT source, id, at, $4, touchpoint, url, author, subject, title, text, locale, score, scale, stars, sentiment, tone, reading, properties, identifier, said, array_to_tsvector(string_to_array(roots, ' '))
     FROM unnest($1::text[], $2::text[], $3::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
       $12::float8[], $13::text[], $14::float8[], $15::text[], $16::text[], $17::jsonb[], $18::jsonb[], $19::text[], $20::text[], $21::text[])
       AS given(source, id, at, touchpoint, url, author, subject, title, text, locale, score, scale, stars, sentiment, tone, reading, properties, identifier, said, roots)
     ON CONFLICT (source, id) DO NOTHING RETURNING number, source, id`,
    [
      list(({ source }) => source),
      list(({ id }) => id),
      list(({ at }) => at),
      now,
      list(({ touchpoint }) => touchpoint),
      list(({ url }) => url),
      list(({ author }) => author),
      list(({ subject }) => subject),
      list(({ title }) => title),
      list(({ text }) => text),
      list(({ locale }, reading) => locale ?? reading?.language),
      list(({ rating }) => rating?.score),
      list(({ rating }) => rating?.scale),
      list(({ rating }) => rating && starsOf(rating)),
      list(({ sentiment }) => sentiment),
      list((mention, reading) => toneOf(mention, reading)),
      list((_, reading) => reading),
      list(({ properties }) => properties),
      list(namedIdentifier),
      kept.map(({ said }) => said),
      kept.map(({ mention, reading }) => rootsOf(mention, reading)),
    ],
  )
  const numbers = new Map(rows.map(({ number, source, id }) => [JSON.stringify([source, id]), number]))
  await keepVerbatims(
    database,
    kept.flatMap(({ mention, said }) => {
      const number = numbers.get(JSON.stringify([mention.source, mention.id]))
      return number === undefined || said !== null ? [] : verbatimOf(mention, number)
    }),
  )
  return rows.length
}

/** The words of a mention, its heading first; empty without any. */
export function wordsOf({ title, text }: Pick<Mention, 'title' | 'text'>): string {
  return [title, text].filter(Boolean).join('\n')
}

/** Roots of the words of a mention, with spaces between. */
export function rootsOf(mention: Mention, reading: MentionReading | null): string {
  return searchRoots(wordsOf(mention), reading?.language ?? mention.locale?.slice(0, 2) ?? 'other').join(' ')
}

/** The words of a mention that is nobody's; those of a known customer are read with their encounter. */
export function verbatimOf({ at, rating, locale, touchpoint, ...mention }: Mention, number: number): Verbatim[] {
  const said = wordsOf(mention)
  if (said.trim() === '') return []
  const measures = rating === undefined ? [] : [{ metric: 'stars', score: starsOf(rating), scale: '1-5' }]
  const about = { touchpoint, channel: null, team: null, journey: null, survey: null }
  return [{ customer: 0, at, id: mentionVerbatim(number), text: said, locale: locale ?? null, measures, ...about }]
}

/** Id of the words of a mention that is nobody's, among what is read. */
export function mentionVerbatim(number: number): string {
  return `mention:${number}`
}
