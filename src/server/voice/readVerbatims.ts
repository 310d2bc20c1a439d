import { searchRoots } from '../../domain/voice/searchRoots.ts'
import type { MentionReading } from '../../domain/feedback/mention.ts'
import { UNCERTAIN_BELOW } from '../../domain/voice/analyse.ts'
import type { Database, Queryable } from '../db/database.ts'
import { followReadings } from '../feedback/mentionFollow.ts'
import { keepDoing } from '../jobs/keepDoing.ts'

/** What a text says, as some engine read it. */
export interface VoiceReading {
  language: 'fi' | 'sv' | 'en' | 'other'
  /** −1…1. */
  sentiment: number
  /** 0…1. */
  certainty: number
  label: 'negative' | 'neutral' | 'positive'
  themes: readonly { theme: string; sentiment: number }[]
  sentences: readonly { from: number; to: number; sentiment: number }[]
}

/** An engine that reads texts: its name with its version, and how it reads them together. */
export interface VoiceEngine {
  engine: string
  read: (texts: readonly { text: string; locale: string | null }[]) => Promise<VoiceReading[]>
}

/** Texts read in one transaction. */
const TOGETHER = 200
const LABELS = { negative: -1, neutral: 0, positive: 1 } as const

interface Unread {
  customer: number
  at: number
  id: string
  text: string
  locale: string | null
}

/** Reads the latest texts that are unread; tells how many. Several workers may do so at once. */
export async function readUnread(database: Database, { engine, read }: VoiceEngine, together = TOGETHER): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<Unread>(
      `SELECT customer_id AS customer, at, id, text, locale FROM verbatims WHERE engine IS NULL
       ORDER BY at DESC LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [together],
    )
    if (rows.length > 0) await saveReadings(tx, rows, await read(rows), engine)
    return rows.length
  })
}

async function saveReadings(tx: Queryable, rows: readonly Unread[], readings: readonly VoiceReading[], engine: string): Promise<void> {
  await followReadings(
    tx,
    rows.map(({ customer, id }, index) => ({ customer, id, reading: mentionReading(readings[index]!, engine) })),
  )
  const list = <Value>(pick: (reading: VoiceReading, row: Unread) => Value) => readings.map((reading, index) => pick(reading, rows[index]!))
  await tx.query(
    `UPDATE verbatims SET engine = $1, language = read.language, sentiment = read.sentiment, certainty = read.certainty, label = read.label,
       themes = string_to_array(nullif(read.themes, ''), ' '), reading = read.reading, roots = array_to_tsvector(string_to_array(read.roots, ' '))
     FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::real[], $7::real[], $8::smallint[], $9::text[], $10::jsonb[], $11::text[])
       AS read(customer, at, id, language, sentiment, certainty, label, themes, reading, roots)
     WHERE verbatims.customer_id = read.customer AND verbatims.at = read.at AND verbatims.id = read.id`,
    [
      engine,
      list((_, { customer }) => customer),
      list((_, { at }) => at),
      list((_, { id }) => id),
      list(({ language }) => language),
      list(({ sentiment }) => sentiment),
      list(({ certainty }) => certainty),
      list(({ label }) => LABELS[label]),
      list(({ themes }) => themes.map(({ theme }) => theme).join(' ')),
      list(({ themes, sentences }) => ({
        themes: Object.fromEntries(themes.map(({ theme, sentiment }) => [theme, rounded(sentiment)])),
        sentences: sentences.map(({ from, to, sentiment }) => [from, to, rounded(sentiment)]),
      })),
      list(({ language }, { text }) => searchRoots(text, language).join(' ')),
    ],
  )
}

/** A reading as mentions keep it: what is uncertain is neutral, and of a language that is not read nothing is told. */
function mentionReading({ language, label, sentiment }: VoiceReading, engine: string): MentionReading {
  const isRead = language !== 'other'
  const [name, ...version] = engine.split('/')
  return {
    sentiment: isRead ? (Math.abs(sentiment) < UNCERTAIN_BELOW ? 'neutral' : label) : null,
    score: isRead ? sentiment : null,
    language: isRead ? language : null,
    engine: name!,
    version: version.find((part) => part.startsWith(`${language}:`))?.slice(language.length + 1) ?? '',
  }
}

const rounded = (sentiment: number) => Math.round(sentiment * 1000) / 1000

/**
 * Lets texts that another engine read be read anew, so many at a time from the latest back; `from` is where it came to before, null = the
 * beginning. Answers where it came to, null when it is through.
 */
export async function unreadOlder(
  database: Database,
  engine: string,
  from: [at: number, id: string] | null,
  many = 2000,
): Promise<[number, string] | null> {
  const rows = await database.query<{ at: number; id: string }>(
    `WITH walked AS (SELECT customer_id, at, id, engine FROM verbatims WHERE (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4),
       undone AS (UPDATE verbatims SET engine = NULL FROM walked WHERE walked.engine <> $1
         AND verbatims.customer_id = walked.customer_id AND verbatims.at = walked.at AND verbatims.id = walked.id)
     SELECT at, id FROM walked ORDER BY at, id`,
    [engine, from?.[0] ?? Number.MAX_SAFE_INTEGER, from?.[1] ?? '', many],
  )
  const [last] = rows
  return last === undefined || rows.length < many ? null : [last.at, last.id]
}

/** A worker that reads what people say, a second at most after it came; `engineOf` tells the engine to read with now. */
export function startReadingVoice(
  database: Database,
  engineOf: () => Promise<VoiceEngine>,
  { announced, failed }: { announced: () => void; failed: (error: unknown) => void },
): { stop: () => Promise<void> } {
  let stopped = false
  // Whoever starts looks once through what was read before, as far back as it goes.
  let through: { engine: string; from: [number, string] | null } | null = null
  const reading = keepDoing(
    async () => {
      const engine = await engineOf()
      let read = 0
      for (let done = -1; done !== 0 && !stopped; read += done) done = await readUnread(database, engine)
      if (read > 0) announced()
      if (through?.engine !== engine.engine) through = { engine: engine.engine, from: await unreadOlder(database, engine.engine, null) }
      else if (through.from !== null) through.from = await unreadOlder(database, engine.engine, through.from)
    },
    { interval: 1000, failed },
  )
  return {
    stop: () => {
      stopped = true
      return reading.stop()
    },
  }
}
