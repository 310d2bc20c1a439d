import type { z } from 'zod'
import type { postResponseStates } from '../../api/response.ts'
import type { Actor } from '../../domain/access/may.ts'
import type { Database } from '../db/database.ts'

type Changed = z.output<typeof postResponseStates.answer>['changed']

/** Sets the state of responses; who looked at one that seemed a machine's has judged it, so that it counts unless it is a test. */
export async function setResponseStates(
  { database, actor, now }: { database: Database; actor: Actor; now: number },
  { ids, state }: z.output<typeof postResponseStates.body>,
): Promise<Changed> {
  const by = actor.kind === 'employee' ? actor.name : null
  return database.query<{ id: string; was: Changed[number]['was'] }>(
    `UPDATE responses SET state = $2, state_at = $3, state_by = $4, suspect = 0
       FROM (SELECT customer_id, id, state FROM responses WHERE id = ANY($1::text[]) AND (state <> $2 OR suspect > 0) ORDER BY customer_id, id FOR UPDATE) AS before
       WHERE responses.customer_id = before.customer_id AND responses.id = before.id
       RETURNING responses.id, before.state AS was`,
    [ids, state, now, by],
  )
}
