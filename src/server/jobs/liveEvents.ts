import { setTimeout as wait } from 'node:timers/promises'
import type { EventJson } from '../../api/organisation.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { isDatabaseAway } from '../db/away.ts'
import type { Queryable } from '../db/database.ts'
import type { Announcements } from '../http/parts.ts'

/** Where a listener stands in the outbox: the transaction (a whole number as text) and id of the last event it was given. */
interface Position {
  tx: string
  id: number
}

interface Row extends Position {
  at: number
  type: EventJson['type']
  customer: string | null
  body: {
    path?: string
    kind?: string
    case?: string
    severity?: number
    state?: string
    response?: string
    survey?: string
    at?: number
    gone?: number[]
    answerAt?: string
    language?: string
    reminder?: boolean
  }
}

/** Takes an event; its promise says when the next may come. */
export type Deliver = (event: EventJson) => Promise<void>

/** The outbox told to listeners as it grows. */
export interface LiveEvents {
  /** Delivers what comes after the event `after` (or from now on) until `signal` aborts. */
  follow: (after: string | undefined, deliver: Deliver, signal: AbortSignal) => Promise<void>
  /** Lets every listener go, and waits a second at most for those that are being told something. */
  close: () => Promise<void>
}

const PAGE = 200
const POSITION = /^(\d{1,19})-(\d{1,15})$/

/**
 * Follows the outbox in the order of transactions, and within one of ids, and only as far as no older transaction may still commit:
 * so no event is passed by, whatever order writers commit in. Looks after each commit of this process, and every `interval` ms for
 * those of others, while anyone listens.
 */
export function openLiveEvents(database: Queryable, announcements: Announcements, interval = 1000): LiveEvents {
  const closing = new AbortController()
  const running = new Set<Promise<void>>()
  const wakers = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let unsubscribe: (() => void) | undefined

  function wakeAll(): void {
    for (const wake of wakers) wake()
  }

  function listen(wake: () => void): () => void {
    wakers.add(wake)
    unsubscribe ??= announcements.subscribe(wakeAll)
    timer ??= setInterval(wakeAll, interval).unref()
    return () => {
      wakers.delete(wake)
      if (wakers.size > 0) return
      clearInterval(timer)
      unsubscribe?.()
      timer = undefined
      unsubscribe = undefined
    }
  }

  async function tell(after: string | undefined, deliver: Deliver, signal: AbortSignal): Promise<void> {
    const over = AbortSignal.any([signal, closing.signal])
    const bell = openBell(over)
    const stop = listen(bell.ring)
    try {
      let position = readPosition(after) ?? (await now(database))
      while (!over.aborted) {
        const rows = await read(database, position).catch((error: unknown) => {
          // A database that is away for a while is waited for, and nothing is passed by.
          if (isDatabaseAway(error)) return []
          throw error
        })
        for (const row of rows) {
          if (over.aborted) return
          // Of a customer that is gone nothing is left to look up; a response may be nobody's.
          if (row.customer !== null || row.body.response !== undefined) await deliver(eventOf(row))
          position = { tx: row.tx, id: row.id }
        }
        if (rows.length < PAGE) await bell.rung()
      }
    } finally {
      stop()
    }
  }

  return {
    follow: (after, deliver, signal) => {
      const told = tell(after, deliver, signal).finally(() => running.delete(told))
      running.add(told)
      return told
    },
    close: async () => {
      closing.abort()
      await Promise.race([Promise.allSettled(running), wait(1000, undefined, { ref: false })])
    },
  }
}

/** A bell that is heard also when it rang just before somebody listened. */
function openBell(over: AbortSignal): { ring: () => void; rung: () => Promise<void> } {
  let isRung = false
  let wake: (() => void) | undefined
  const ring = () => {
    isRung = true
    wake?.()
  }
  over.addEventListener('abort', ring, { once: true })
  return {
    ring,
    rung: async () => {
      if (!isRung) await new Promise<void>((resolve) => (wake = resolve))
      isRung = false
      wake = undefined
    },
  }
}

function readPosition(after: string | undefined): Position | null {
  const parts = POSITION.exec(after ?? '')
  return parts === null ? null : { tx: parts[1]!, id: Number(parts[2]) }
}

/** Before everything that is not yet sure to be seen by all. */
async function now(database: Queryable): Promise<Position> {
  const [row] = await database.query<{ tx: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS tx')
  return { tx: row!.tx, id: 0 }
}

function read(database: Queryable, { tx, id }: Position): Promise<Row[]> {
  return database.query<Row>(
    `SELECT o.tx::text AS tx, o.id, o.at, o.type, o.body, c.name AS customer
     FROM outbox o LEFT JOIN former_customers f ON f.customer_id = o.customer_id
     LEFT JOIN customers c ON c.id = coalesce(f.survivor_id, o.customer_id)
     WHERE (o.tx, o.id) > ($1::xid8, $2) AND o.tx < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY o.tx, o.id LIMIT ${PAGE}`,
    [tx, id],
  )
}

function eventOf({ tx, id, at, type, customer, body }: Row): EventJson {
  // Where a customer answers is for whoever sends it to them, not for all who look on.
  const { at: occurredAt, gone: _gone, answerAt: _answerAt, language: _language, reminder: _reminder, ...keys } = body
  return {
    id: `${tx}-${id}`,
    type,
    timestamp: formatInstant(at),
    data: { ...(customer !== null && { customer }), ...keys, ...(occurredAt !== undefined && { occurredAt: formatInstant(occurredAt) }) },
  }
}
