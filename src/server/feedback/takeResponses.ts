import { measuresOf, textOf } from '../../domain/feedback/answer.ts'
import type { Answers } from '../../domain/feedback/question.ts'
import type { About } from '../../domain/feedback/response.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { isDatabaseAway } from '../db/away.ts'
import type { Database } from '../db/database.ts'
import { json } from '../db/values.ts'
import { announce } from '../jobs/announce.ts'
import { type ResponseKey, type TellingParts, tellResponses } from './responseEncounters.ts'

/** A response as a door takes it in: all that was answered so far. Times in ms since 1970 UTC, not later than now. */
export interface GivenResponse {
  /** 0 = nobody knows whose it is. */
  customer: number
  /** Made by the answerer's side or of the ask: sent again it is the same. */
  id: string
  survey: string
  version: number
  content: SurveyContent
  ask: number | null
  door: 'ask' | 'link' | 'kiosk' | 'widget' | 'import' | 'trial'
  doorId: string | null
  language: string
  channel: string | null
  startedAt: number
  at: number
  /** Whether it was sent as whole. */
  isWhole: boolean
  answers: Answers
  about: About
  isTest?: boolean
  /** Whether its sending looks like a machine's. */
  isSuspect?: boolean
}

/** What became of a response: it is on disk, or it had been whole before and stays as it was. */
export type TakenResponse = 'taken' | 'known'

/** The way in for responses: what it answers is on disk, and a known customer's is an encounter, too, unless that had to wait. */
export interface Responses {
  take: (given: GivenResponse) => Promise<TakenResponse>
}

interface Waiting {
  given: GivenResponse
  done: (taken: TakenResponse) => void
  failed: (error: unknown) => void
}

/** Responses written in one transaction at most. */
const BATCH = 500
/** So long after the latest answer a response in part becomes an encounter, in ms. */
const IDLE = 15 * 60_000

const WRITE = `
  INSERT INTO responses (customer_id, id, survey, version, ask, door, door_id, language, channel, started_at, at, whole_at, answers,
    measures, text, about, state, due_at, suspect)
  SELECT customer, id, survey, version, ask, door, door_id, language, channel, started_at, at, whole_at, answers, measures, text, about,
    state, due_at, suspect
  FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, id text, survey text, version integer, ask bigint, door text, door_id text,
    language text, channel text, started_at bigint, at bigint, whole_at bigint, answers jsonb, measures jsonb, text text, about jsonb,
    state text, due_at bigint, suspect smallint)
  ON CONFLICT (customer_id, id) DO UPDATE SET language = excluded.language, at = excluded.at, whole_at = excluded.whole_at,
    answers = excluded.answers, measures = excluded.measures, text = excluded.text, due_at = excluded.due_at,
    started_at = least(responses.started_at, excluded.started_at), suspect = greatest(responses.suspect, excluded.suspect)
  WHERE responses.whole_at IS NULL AND (excluded.whole_at IS NOT NULL OR excluded.at >= responses.at)
  RETURNING customer_id AS customer, id, whole_at AS "wholeAt"`

const ANSWERED = `
  UPDATE asks SET state = 'answered', answered_at = given.at, due_at = NULL
  FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, ask bigint, at bigint)
  WHERE asks.customer_id = given.customer AND asks.id = given.ask AND asks.answered_at IS NULL`

/** Opens the way in for responses: what arrives while a transaction is under way is written together in the next. */
export function openResponses(parts: TellingParts & { database: Database; announced: () => void }): Responses {
  const { database, clock, announced } = parts
  const waiting: Waiting[] = []
  let isWriting = false

  async function writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const written = await write(batch.map(({ given }) => given))
      // What is told is not waited for by those that are written next.
      void tell(written, batch)
    } catch (error) {
      if (batch.length === 1 || isDatabaseAway(error)) return batch.forEach(({ failed }) => failed(error))
      // What one sent must not fail another's.
      for (const each of batch) await writeTogether([each])
    }
  }

  /** Makes encounters of what was written and is whole; what cannot be told now, the worker tells: the response itself is kept. */
  async function tell(written: ReadonlySet<string>, batch: readonly Waiting[]): Promise<void> {
    const whole = batch.map(({ given }) => given).filter((given) => given.isWhole && given.customer !== 0 && written.has(keyOf(given)))
    if (whole.length > 0) await tellResponses(parts, whole).then(announced, () => undefined)
    batch.forEach(({ given, done }) => done(written.has(keyOf(given)) ? 'taken' : 'known'))
  }

  /** Answers the keys of those that were new or changed by it. */
  async function write(given: readonly GivenResponse[]): Promise<Set<string>> {
    const latest = latestOfEach(given)
    const now = clock()
    const asked = latest.filter(({ ask }) => ask !== null).map(({ customer, ask, at }) => ({ customer, ask, at }))
    const written = await database.transaction(async (tx) => {
      const rows = await tx.query<ResponseKey & { wholeAt: number | null }>(WRITE, [json(latest.map((each) => rowOf(each, now)))])
      if (asked.length > 0) await tx.query(ANSWERED, [json(asked)])
      const surveyOf = new Map(latest.map((each) => [keyOf(each), each.survey]))
      const whole = rows.filter(({ wholeAt }) => wholeAt !== null)
      const news = whole.map((row) => ({ customer: row.customer, body: { response: row.id, survey: surveyOf.get(keyOf(row)) } }))
      await announce(
        tx,
        news.map((each) => ({ ...each, type: 'response.received' })),
        now,
      )
      return rows
    })
    return new Set(written.map(keyOf))
  }

  async function run(): Promise<void> {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) {
      await writeTogether(waiting.splice(0, BATCH))
      announced()
    }
    isWriting = false
  }

  return {
    take: (given) =>
      new Promise((done, failed) => {
        waiting.push({ given, done, failed })
        void run()
      }),
  }
}

function keyOf({ customer, id }: ResponseKey): string {
  return `${customer} ${id}`
}

/** Of each response the latest of what was sent of it; whole goes before part. */
function latestOfEach(given: readonly GivenResponse[]): GivenResponse[] {
  const latest = new Map<string, GivenResponse>()
  for (const each of given) {
    const before = latest.get(keyOf(each))
    const isLater = before === undefined || (!before.isWhole && (each.isWhole || each.at >= before.at))
    if (isLater) latest.set(keyOf(each), each)
  }
  return [...latest.values()]
}

function rowOf({ content, isWhole, isTest = false, isSuspect = false, ...given }: GivenResponse, now: number): object {
  const isTold = given.customer !== 0 && !isTest && Object.keys(given.answers).length > 0
  return {
    ...given,
    door_id: given.doorId,
    started_at: given.startedAt,
    whole_at: isWhole ? given.at : null,
    measures: measuresOf(content, given.answers),
    text: textOf(content, given.answers),
    state: isTest ? 'test' : 'new',
    due_at: isTold ? (isWhole ? now : now + IDLE) : null,
    suspect: isSuspect ? 1 : 0,
  }
}
