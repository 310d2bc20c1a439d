import type { z } from 'zod'
import type { getModelCalls as contract, ModelCallJson } from '../../api/voiceSummary.ts'
import { DAY, HOUR } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Database, Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'
import { keepDoing, type Repeated } from '../jobs/keepDoing.ts'
import { askModel, requestOf, type ModelEndpoint } from './askModel.ts'

/** So long it is kept what was sent. */
const KEPT = 30 * DAY

/** What is asked of a model, by whom and what for. */
export interface ModelQuestion {
  by: string | null
  purpose: ModelCallJson['purpose']
  instructions: string
  material: string
}

/** Asks a model and keeps what was sent, from before it is sent, and what came of it. The answer is null after any failure. */
export async function askAndKeep(
  database: Queryable,
  endpoint: ModelEndpoint,
  { by, purpose, instructions, material }: ModelQuestion,
  now: number,
): Promise<string | null> {
  const sent = requestOf(endpoint.model, instructions, material)
  const [call] = await database.query<{ id: number }>(
    'INSERT INTO model_calls (at, by, purpose, host, model, sent) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
    [now, by, purpose, new URL(endpoint.url).host, endpoint.model, sent],
  )
  const { answer, status, problem, milliseconds } = await askModel(endpoint, sent)
  await database.query('UPDATE model_calls SET answer = $2, status = $3, problem = $4, milliseconds = $5 WHERE id = $1', [
    call!.id,
    answer,
    status,
    problem,
    milliseconds,
  ])
  return answer
}

type Row = Omit<ModelCallJson, 'at'> & { at: number }

/** What was sent to models, the latest first. */
export async function getModelCalls(database: Queryable, query: z.output<typeof contract.query>): Promise<Page<ModelCallJson>> {
  const from = after(sql`id`, readCursor(query.cursor, ['number']))
  const rows = await database.query<Row>(
    ...sql`SELECT id, at, by, purpose, host, model, sent, answer, status, problem, milliseconds FROM model_calls
      WHERE ${all([from])} ORDER BY id DESC LIMIT ${query.limit + 1}`.render(),
  )
  return pageOf(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => ({ ...row, at: formatInstant(row.at) }),
  )
}

/** Forgets calls that are older than 30 days. */
export async function forgetCalls(database: Queryable, now: number): Promise<void> {
  await database.query('DELETE FROM model_calls WHERE at < $1', [now - KEPT])
}

/** Starts what forgets old calls, every hour. */
export function startForgettingCalls(database: Database, clock: () => number, failed: (error: unknown) => void): Repeated {
  return keepDoing(() => forgetCalls(database, clock()), { interval: HOUR, failed })
}
