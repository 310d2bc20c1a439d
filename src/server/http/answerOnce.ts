import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/access/may.ts'
import { canonicalJson } from '../../domain/kernel/canonical.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Parts } from './parts.ts'
import { HttpProblem } from './problem.ts'

const DAY = 86_400_000
/** After this long a write that never ended counts as lost. */
const LOST = 60_000

type Kept = { digest: string; at: number; answer: unknown }

/**
 * Answers a write that carries an `Idempotency-Key`: the first time by doing it, within a day again with the same answer.
 * Throws 409 while the first is under way, and 422 when the key came with another request before.
 */
export async function answerOnce(
  { database, clock }: Pick<Parts, 'database' | 'clock'>,
  request: FastifyRequest,
  given: string,
  write: () => Promise<unknown>,
): Promise<unknown> {
  if (given.length === 0 || given.length > 200) {
    throw new HttpProblem(400, 'wrong-input', 'Idempotency-Key must have 1 to 200 characters.')
  }
  const key = `${nameOf(request.actor)} ${given}`
  const digest = digestOf(`${request.method} ${request.url} ${canonicalJson(request.body)}`)
  const now = clock()
  const kept = await claim()
  if (kept !== null) {
    if (kept.digest !== digest) {
      throw new HttpProblem(422, 'wrong-input', 'This Idempotency-Key came with another request before.', {
        detail: 'Send each new write with a new key.',
      })
    }
    if (kept.answer !== null) return kept.answer
    throw new HttpProblem(409, 'under-way', 'The same write is under way.', { headers: { 'retry-after': '1' } })
  }
  try {
    const answer = await write()
    await database.query('UPDATE keyed_writes SET answer = $2 WHERE key = $1', [key, JSON.stringify(answer)])
    return answer
  } catch (error) {
    await database.query('DELETE FROM keyed_writes WHERE key = $1 AND answer IS NULL', [key]).catch(() => undefined)
    throw error
  }

  /** Takes the key, or answers who has it. */
  async function claim(): Promise<Kept | null> {
    await database.query('DELETE FROM keyed_writes WHERE at < $1', [now - DAY])
    const parameters = [key, digest, now, now - LOST]
    const claimed = await database.query(
      `INSERT INTO keyed_writes AS kept (key, digest, at) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET digest = excluded.digest, at = excluded.at, answer = NULL
         WHERE kept.answer IS NULL AND kept.at < $4 AND kept.digest = excluded.digest
       RETURNING key`,
      parameters,
    )
    if (claimed.length > 0) return null
    const [found] = await database.query<Kept>('SELECT digest, at, answer FROM keyed_writes WHERE key = $1', [key])
    return found ?? { digest, at: now, answer: null }
  }
}

/** Keys of one are not another's. */
function nameOf(actor: Actor): string {
  if (actor.kind === 'token') return actor.id
  return actor.kind === 'employee' ? `employee ${actor.id}` : ''
}
