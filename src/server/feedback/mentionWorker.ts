import { keepDoing } from '../jobs/keepDoing.ts'
import type { AddressPolicy } from '../webhook/address.ts'
import { readFeed } from './mentionFeed.ts'
import { fetchText } from './mentionFetch.ts'
import { type ToldReviews, readJsonLd, readLinkedPage } from './mentionJsonLd.ts'
import { type MentionParts, takeMentions } from './mentionTake.ts'
import { keepStatements } from './reputationStatements.ts'

/** What reading sources needs. */
export interface ReadingParts extends MentionParts {
  policy: AddressPolicy
  failed: (error: unknown) => void
}

interface Due {
  id: number
  name: string
  url: string
  kind: 'feed' | 'page'
  touchpoint: string
  etag: string | null
  lastModified: string | null
}

/** Sources read at the same time. */
const LANES = 4

/** A worker that reads sources of mentions when they are due, until it is stopped; of several only one reads each. */
export function startReading(parts: ReadingParts, interval = 5000, timeout?: number): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const reading = keepDoing(() => readDue(parts, stopping.signal, timeout), { interval, failed: parts.failed })
  return {
    stop: () => {
      stopping.abort()
      return reading.stop()
    },
  }
}

/** Reads every source that is due; tells how many. */
export async function readDue(parts: ReadingParts, signal: AbortSignal, timeout?: number): Promise<number> {
  const { database, clock, failed } = parts
  // The next time is set before anything is asked, so that a source that fails badly is not asked at once again.
  const due = await database.query<Due>(
    `UPDATE mention_sources SET tried_at = $1, next_at = $1 + every_minutes * 60000::bigint
     WHERE id IN (SELECT id FROM mention_sources WHERE active AND next_at <= $1 ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING id, name, url, kind, touchpoint, etag, last_modified AS "lastModified"`,
    [clock(), LANES],
  )
  await Promise.all(due.map((source) => readSource(source, parts, signal, timeout).catch(failed)))
  return due.length
}

async function readSource(source: Due, parts: ReadingParts, signal: AbortSignal, timeout?: number): Promise<void> {
  const { database, clock, policy } = parts
  const fetched = await fetchText(source.url, source, policy, signal, timeout)
  if (signal.aborted) return
  const note = (problem: string | null, succeeded: boolean, more: { etag: string | null; lastModified: string | null; taken: number }) =>
    database.query(
      `UPDATE mention_sources SET succeeded_at = CASE WHEN $3 THEN $2 ELSE succeeded_at END,
         problem = coalesce($4, problem), problem_at = CASE WHEN $4::text IS NULL THEN problem_at ELSE $2 END,
         etag = $5, last_modified = $6, taken = taken + $7 WHERE id = $1`,
      [source.id, clock(), succeeded, problem, more.etag, more.lastModified, more.taken],
    )
  const unchanged = { etag: source.etag, lastModified: source.lastModified, taken: 0 }
  if (fetched === 'same') return void (await note(null, true, unchanged))
  if ('problem' in fetched) return void (await note(`${source.url} ${fetched.problem}`, false, unchanged))
  const read = readText(fetched.text, source, fetched.url)
  if ('problem' in read) return void (await note(`${source.url} ${read.problem}`, false, unchanged))
  const { accepted, rejected } = await takeMentions(read.items, parts)
  await keepStatements(database, read.statements, clock())
  const refused = rejected[0]
  const problem = refused === undefined ? null : `${rejected.length} of ${read.items.length} could not be taken: ${refused.problem}`
  await note(problem, true, { ...fetched.state, taken: accepted })
}

function readText(text: string, { kind, name, touchpoint }: Due, url: string): ToldReviews | { problem: string } {
  if (kind === 'feed') {
    const read = readFeed(text, { source: name, touchpoint, url })
    return 'problem' in read ? read : { items: read.items, statements: [] }
  }
  const from = { source: name, touchpoint }
  const read = /^\s*[[{]/.test(text) ? readDocument(text, from) : readLinkedPage(text, from)
  if ('problem' in read) return read
  if (read.items.length + read.statements.length === 0) return { problem: 'holds no schema.org Review or AggregateRating as JSON-LD' }
  return read
}

function readDocument(text: string, from: { source: string; touchpoint: string }): ToldReviews | { problem: string } {
  try {
    return readJsonLd(JSON.parse(text), from)
  } catch {
    return { problem: 'is not well-formed JSON' }
  }
}
