import type { Database } from '../../src/server/db/database.ts'

/** Sends encounters until told to stop, and remembers which were acknowledged. */
export interface Sender {
  acknowledged: string[]
  /** Answers that were no 202: status and Retry-After. */
  refused: { status: number; retryAfter: string | null; type: string | null }[]
  stop: () => Promise<void>
}

const THREE_HOURS = 3 * 3600 * 1000

/** An encounter that gives one path and, since nothing followed it for hours, one friction: a dead end. */
function failure(id: string): object {
  const occurredAt = new Date(Date.now() - THREE_HOURS).toISOString()
  return {
    id,
    occurredAt,
    customer: { crm: `C-${id}` },
    touchpoint: 'form',
    journey: 'order',
    matter: `M-${id}`,
    initiator: 'customer',
    step: 'fail',
  }
}

/** Starts `lanes` senders at once, each sending `size` encounters at a time to whatever `address` answers now. */
export function startSending(address: () => string, token: string, run: string, { lanes = 4, size = 5 } = {}): Sender {
  const sender: Sender = { acknowledged: [], refused: [], stop: async () => undefined }
  let stopped = false
  let sent = 0
  async function lane(): Promise<void> {
    while (!stopped) {
      const ids = Array.from({ length: size }, () => `${run}-${sent++}`)
      try {
        const response = await fetch(`${address()}/v1/encounters`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(ids.map(failure)),
        })
        const answer = (await response.json()) as { accepted?: number }
        if (response.status === 202 && answer.accepted === size) sender.acknowledged.push(...ids)
        else
          sender.refused.push({
            status: response.status,
            retryAfter: response.headers.get('retry-after'),
            type: response.headers.get('content-type'),
          })
        if (response.status !== 202) await new Promise((resolve) => setTimeout(resolve, 50))
      } catch {
        // Killed before it answered: nothing was promised.
        if (!stopped) await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }
  const running = Promise.all(Array.from({ length: lanes }, lane))
  sender.stop = async () => {
    stopped = true
    await running
  }
  return sender
}

/** Of the acknowledged, those that are not there once, with their one path and one friction; and how many rows have no fellow. */
export async function findLost(database: Database, acknowledged: readonly string[]): Promise<{ lost: string[]; halfDone: number }> {
  const lost = await database.query<{ id: string }>(
    `SELECT id FROM unnest($1::text[]) AS given(id) WHERE (ARRAY[
       (SELECT count(*) FROM encounters e JOIN paths p ON p.customer_id = e.customer_id AND p.key = e.path AND p.encounters = 1
        WHERE e.id = given.id AND e.at > 0),
       (SELECT count(*) FROM encounter_ids i WHERE i.id = given.id)]) <> ARRAY[1::bigint, 1::bigint]
     OR NOT EXISTS (SELECT FROM encounters e JOIN frictions f ON f.customer_id = e.customer_id WHERE e.id = given.id AND f.kind = 'dead-end')`,
    [acknowledged],
  )
  const [row] = await database.query<{ halfDone: number }>(
    `SELECT abs((SELECT count(*) FROM encounters) - (SELECT count(*) FROM encounter_ids))
       + abs((SELECT count(*) FROM encounters) - (SELECT count(*) FROM paths))
       + abs((SELECT count(*) FROM encounters) - (SELECT count(*) FROM frictions WHERE kind = 'dead-end')) AS "halfDone"`,
  )
  return { lost: lost.map(({ id }) => id), halfDone: row!.halfDone }
}
