import { passCases } from '../case/passCases.ts'
import type { MailingParts } from '../case/mailCustomer.ts'
import type { Database } from '../db/database.ts'
import { deriveCustomers } from '../intake/deriveCustomers.ts'
import type { KeptMemory } from '../intake/keptMemory.ts'
import { deriveStale, rebuildPart } from '../intake/rebuild.ts'
import { receiveAwaited } from '../intake/receive.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'

const CHUNK = 200

/**
 * Lets time pass for everybody: encounters whose time has come, deadlines, cases that waited for a source to settle, changed definitions,
 * and the clocks of cases. Tells how many it looked at.
 */
export async function passTime(
  database: Database,
  store: DefinitionStore,
  clock: () => number,
  memory: KeptMemory,
  mailing: MailingParts | null = null,
): Promise<number> {
  let looked = 0
  for (;;) {
    const done = await memory.transaction(database, async (tx, turn) => {
      await turn.lock(tx)
      const { definitions } = await store.current(tx)
      const now = clock()
      const awaited = await receiveAwaited(tx, definitions, now, CHUNK, turn)
      const due = await tx.query<{ id: number }>(
        `(SELECT id FROM customers WHERE due_at < $1 ORDER BY due_at LIMIT $2) UNION
         (SELECT id FROM customers WHERE alert_at < $1 ORDER BY alert_at LIMIT $2)`,
        [now, CHUNK],
      )
      await deriveCustomers(tx, { encounters: new Map(), due: due.map((row) => row.id) }, definitions, now, turn)
      const stale = await tx.query<{ id: number }>('SELECT id FROM customers WHERE stale LIMIT $1', [CHUNK])
      await deriveStale(
        tx,
        stale.map((row) => row.id),
        definitions,
        now,
        turn,
      )
      return awaited + due.length + stale.length
    })
    if (done === 0)
      return looked + (await passCases(database, async (tx) => (await store.current(tx)).definitions.calendar, clock, mailing))
    looked += done
  }
}

/** A worker that lets time pass every `interval` ms until stopped; a failure is told and tried again the next time. */
export function startDeadlineWorker(
  database: Database,
  store: DefinitionStore,
  clock: () => number,
  memory: KeptMemory,
  mailing: MailingParts | null,
  told: { announced: () => void; failed: (error: unknown) => void },
  interval = 1000,
): { stop: () => Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let wake: () => void = () => undefined
  async function run(): Promise<void> {
    while (!stopped) {
      try {
        if ((await passTime(database, store, clock, memory, mailing)) > 0) told.announced()
        // Deadlines have their turn between the parts of a rebuild.
        if (await rebuildPart({ database, definitions: store, clock })) {
          told.announced()
          continue
        }
      } catch (error) {
        told.failed(error)
      }
      if (stopped) return
      await new Promise<void>((resume) => {
        wake = resume
        timer = setTimeout(resume, interval)
      })
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      wake()
      await running
    },
  }
}
