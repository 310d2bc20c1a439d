import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import { FEWEST_TO_LEARN, type RatedComment } from '../../domain/voice/learnScores.ts'
import type { Database, Queryable } from '../db/database.ts'
import { after } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'
import type { Learned, Learner } from './learnThread.ts'
import { verbatimConditions } from './verbatimConditions.ts'
import { ownInUse, shippedVersion } from './voiceInUse.ts'

/** Comments of a language that it is learned from at most, the latest. */
const MOST_LEARNED_FROM = 20_000
/** Comments fetched at once. */
const PAGE = 1000
/** Longer than this a comment is learned from by its beginning. */
const LONGEST = 1000
/** What came of learning is kept for so many times, a language. */
const KEPT = 30
const LABELS: Record<number, RatedComment['label']> = { [-1]: 'negative', 0: 'neutral', 1: 'positive' }

/** Which texts teach a language: those whose writers gave a score; trials and what looks like a machine's do not. */
const teaching = (language: VoiceLanguage) => all([sql`v.rated IS NOT NULL`, verbatimConditions({ language })])

/**
 * Learns a language's model from its rated comments and the model that comes with Polku, compares it with the one in use, and keeps what
 * came of it; a better one is in use from then on. Answers null where comments are too few; `start` gives the thread that learns.
 */
export async function learnModel(
  database: Database,
  start: () => Learner,
  language: VoiceLanguage,
  clock: () => number,
): Promise<Learned | null> {
  const began = performance.now()
  if ((await countTeaching(database, language)) < FEWEST_TO_LEARN) return null
  const learner = start()
  await handOver(database, learner, language)
  const inUse = (await ownInUse(database)).find((model) => model.language === language)
  const learned = await learner.learn(language, inUse?.bytes ?? null)
  if (learned === null) return null
  await keep(database, { ...learned, language, against: inUse?.id ?? null, now: clock(), milliseconds: performance.now() - began })
  return learned
}

async function handOver(database: Queryable, { take }: Pick<Learner, 'take'>, language: VoiceLanguage): Promise<void> {
  let last: [number, string] | null = null
  for (let handed = 0; handed < MOST_LEARNED_FROM; handed += PAGE) {
    // One step after another, so that neither the database nor this thread is held up.
    const rows: { at: number; id: string; text: string; rated: number }[] = await database.query(
      ...sql`SELECT v.at, v.id, left(v.text, ${LONGEST}) AS text, v.rated FROM verbatims v
        WHERE ${all([teaching(language), after(sql`v.at, v.id`, last)])} ORDER BY v.at DESC, v.id DESC LIMIT ${PAGE}`.render(),
    )
    if (rows.length > 0) await take(rows.map(({ text, rated }) => ({ text, language, label: LABELS[rated]! })))
    if (rows.length < PAGE) return
    last = [rows.at(-1)!.at, rows.at(-1)!.id]
  }
}

/** How many rated comments a language has, at most as many as are learned from. */
export async function countTeaching(database: Queryable, language: VoiceLanguage): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    ...sql`SELECT count(*)::integer AS n FROM (SELECT 1 FROM verbatims v WHERE ${teaching(language)} LIMIT ${MOST_LEARNED_FROM}) AS teaching`.render(),
  )
  return row!.n
}

interface ToKeep extends Learned {
  language: VoiceLanguage
  against: number | null
  now: number
  milliseconds: number
}

async function keep(database: Database, { language, against, now, milliseconds, learned, compared, bytes }: ToKeep): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO voice_models (language, at, base, against, learned, judged, right_before, right_after, polar, polar_before, polar_after,
         gained, lost, better, bytes, milliseconds)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        language,
        now,
        shippedVersion(language),
        against,
        learned,
        compared.n,
        compared.before,
        compared.after,
        compared.polar,
        compared.polarBefore,
        compared.polarAfter,
        compared.gained,
        compared.lost,
        bytes !== null,
        bytes,
        Math.round(milliseconds),
      ],
    )
    await tx.query(
      `DELETE FROM voice_models WHERE language = $1
         AND id NOT IN (SELECT id FROM voice_models WHERE language = $1 ORDER BY id DESC LIMIT ${KEPT})
         AND id <> (SELECT coalesce(max(id), 0) FROM voice_models WHERE language = $1 AND better)`,
      [language],
    )
  })
}
