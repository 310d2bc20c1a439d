import type { MentionReading } from '../../domain/feedback/mention.ts'
import type { Queryable } from '../db/database.ts'

/** How the words of somebody were read; `customer` 0 = nobody knows whose they are, `id` as among the free texts. */
export interface ReadWords {
  customer: number
  id: string
  reading: MentionReading
}

/** Gives mentions the reading of their words, so that they follow the models that are in use; what was edited since keeps its own. */
export async function followReadings(tx: Queryable, read: readonly ReadWords[]): Promise<void> {
  const own = read.flatMap(({ customer, id, reading }) => {
    const number = customer === 0 ? /^mention:(\d{1,15})$/.exec(id)?.[1] : undefined
    if (customer === 0 && number === undefined) return []
    return [{ number: number === undefined ? null : Number(number), said: number === undefined ? id : null, reading }]
  })
  if (own.length === 0) return
  await tx.query(
    `WITH given AS (SELECT * FROM unnest($1::bigint[], $2::text[], $3::jsonb[]) AS given(number, said, reading)),
       found AS (
         SELECT m.number, given.reading FROM given JOIN mentions m ON m.number = given.number WHERE m.said IS NULL
         UNION ALL
         SELECT m.number, given.reading FROM given JOIN mentions m ON m.said = given.said
         WHERE NOT EXISTS (SELECT 1 FROM mention_log l WHERE l.mention = m.number AND l.event = 'edited'))
     UPDATE mentions m SET reading = found.reading,
       tone = CASE WHEN m.stars IS NULL AND m.sentiment IS NULL THEN found.reading ->> 'sentiment' ELSE m.tone END,
       locale = coalesce(m.locale, found.reading ->> 'language')
     FROM found WHERE m.number = found.number`,
    [own.map(({ number }) => number), own.map(({ said }) => said), own.map(({ reading }) => reading)],
  )
}
