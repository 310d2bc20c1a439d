import { type Mention, type MentionReading, starsOf, toneOf } from '../../domain/feedback/mention.ts'
import type { Database, Queryable } from '../db/database.ts'
import { keepVerbatims } from '../voice/keepVerbatims.ts'
import { mentionVerbatim, rootsOf, verbatimOf } from './mentionInsert.ts'

/** A mention that its source words or rates otherwise than it stands here. */
export interface Edited {
  number: number
  mention: Mention
}

/** Of a source that changes a mention more often than this no more changes are taken: it does not mean them. */
const MOST_EDITS = 20

/**
 * Of mentions that are kept, each whose words or rating are new here; of one that was told several ways the last counts. What it said at
 * an earlier time does not come back, so that sending old files again changes nothing.
 */
export async function findEdited(database: Queryable, known: readonly Mention[]): Promise<Edited[]> {
  if (known.length === 0) return []
  const latest = [...new Map(known.map((mention) => [JSON.stringify([mention.source, mention.id]), mention])).values()]
  const rows = await database.query<{ number: number; place: number }>(
    `SELECT m.number, given.place::integer AS place
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::text[])
       WITH ORDINALITY AS given(source, id, title, text, score, scale, place)
     JOIN mentions m ON m.source = given.source AND m.id = given.id
     CROSS JOIN LATERAL (SELECT count(*) AS edits, coalesce(bool_or((l.before ->> 'title', l.before ->> 'text', (l.before ->> 'score')::float8,
         l.before ->> 'scale') IS NOT DISTINCT FROM (given.title, given.text, given.score, given.scale)), false) AS stood
       FROM mention_log l WHERE l.mention = m.number AND l.event = 'edited') AS past
     WHERE (m.title, m.text, m.score, m.scale) IS DISTINCT FROM (given.title, given.text, given.score, given.scale)
       AND NOT past.stood AND past.edits < $7
     ORDER BY given.place`,
    [
      latest.map(({ source }) => source),
      latest.map(({ id }) => id),
      latest.map(({ title }) => title ?? null),
      latest.map(({ text }) => text ?? null),
      latest.map(({ rating }) => rating?.score ?? null),
      latest.map(({ rating }) => rating?.scale ?? null),
      MOST_EDITS,
    ],
  )
  return rows.map(({ number, place }) => ({ number, mention: latest[place - 1]! }))
}

/**
 * Gives mentions the words and ratings that their sources tell now, and keeps those before; one that was handled waits again. When it was
 * written, where, and whose it is stays. What is an encounter already stays the encounter that it was.
 */
export async function editMentions(
  database: Database,
  edited: readonly (Edited & { reading: MentionReading | null })[],
  now: number,
): Promise<void> {
  const list = <Value>(pick: (each: (typeof edited)[number]) => Value) => edited.map((each) => pick(each) ?? null)
  await database.transaction(async (tx) => {
    const rows = await tx.query<{ number: number; at: number; touchpoint: string; said: string | null }>(
      `WITH given AS (
         SELECT * FROM unnest($1::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::float8[], $10::text[],
           $11::float8[], $12::text[], $13::text[], $14::jsonb[], $15::text[])
         AS given(number, url, author, subject, title, text, locale, score, scale, stars, sentiment, tone, reading, roots)
       ), logged AS (
         INSERT INTO mention_log (mention, at, event, by, before)
         SELECT m.number, $2, 'edited', m.source, jsonb_build_object('title', m.title, 'text', m.text, 'score', m.score, 'scale', m.scale)
         FROM mentions m JOIN given ON given.number = m.number
       )
       UPDATE mentions m SET url = coalesce(given.url, m.url), author = coalesce(given.author, m.author),
         subject = coalesce(given.subject, m.subject), title = given.title, text = given.text, locale = given.locale, score = given.score,
         scale = given.scale, stars = given.stars, sentiment = given.sentiment, tone = given.tone, reading = given.reading,
         roots = array_to_tsvector(string_to_array(given.roots, ' ')), handled_at = NULL, handled_by = NULL
       FROM given WHERE m.number = given.number RETURNING m.number, m.at, m.touchpoint, m.said`,
      [
        list(({ number }) => number),
        now,
        list(({ mention }) => mention.url),
        list(({ mention }) => mention.author),
        list(({ mention }) => mention.subject),
        list(({ mention }) => mention.title),
        list(({ mention }) => mention.text),
        list(({ mention, reading }) => mention.locale ?? reading?.language),
        list(({ mention }) => mention.rating?.score),
        list(({ mention }) => mention.rating?.scale),
        list(({ mention }) => mention.rating && starsOf(mention.rating)),
        list(({ mention }) => mention.sentiment),
        list(({ mention, reading }) => toneOf(mention, reading)),
        list(({ reading }) => reading),
        list(({ mention, reading }) => rootsOf(mention, reading)),
      ],
    )
    // Words that are read with an encounter stay those of the encounter.
    const alone = rows.filter(({ said }) => said === null)
    await tx.query(
      'DELETE FROM verbatims USING unnest($1::bigint[], $2::text[]) AS old(at, id) WHERE customer_id = 0 AND verbatims.at = old.at AND verbatims.id = old.id',
      [alone.map(({ at }) => at), alone.map(({ number }) => mentionVerbatim(number))],
    )
    const mentionOf = new Map(edited.map(({ number, mention }) => [number, mention]))
    await keepVerbatims(
      tx,
      alone.flatMap(({ number, at, touchpoint }) => verbatimOf({ ...mentionOf.get(number)!, at, touchpoint }, number)),
    )
  })
}
