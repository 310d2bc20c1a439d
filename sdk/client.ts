import type { Identifiers } from './encounter.ts'
import type { Options, Polku, Trouble } from './polku.ts'
import { bytesOf, openQueue, type Store, type Waiting } from './queue.ts'
import { restAfter, waitOf } from './waits.ts'

/** An answer as far as it matters here. */
export interface Answer {
  status: number
  headers: { get: (name: string) => string | null }
  json: () => Promise<unknown>
}

/** What differs between browsers and Node.js. */
export interface Surroundings {
  store: Store | null
  /** Bytes sent together at most. */
  batchBytes: number
  /** Identifiers of whoever uses this device. */
  anonymous: () => Identifiers
  /** Whoever uses this device is somebody else from now on. */
  renew: () => void
  /** Consent was given, or taken back: then nothing may stay behind. */
  consented: (isGiven: boolean) => void
  post: (body: string, signal: AbortSignal) => Promise<Answer>
  /** Lets a timer not keep the process alive. */
  timer: (work: () => void, ms: number) => () => void
}

/** A client and what its surroundings may tell it. */
export interface Opened {
  polku: Polku
  /** Sends what waits without waiting for the answer before; `send` gets what fits into so many bytes. */
  leave: (bytes: number, send?: (body: string) => void) => void
  /** There is a connection again. */
  connected: () => void
  /** More waits in the store than was known. */
  adopt: (items: readonly Pick<Waiting, 'id' | 'text'>[]) => void
  /** Leaves everything to whoever looks into the store next. */
  detach: () => void
  /** Another tab took consent back. */
  withdraw: () => void
}

/** In bytes; Polku takes no larger ones either. */
const LARGEST = 200_000
const MOST_ITEMS = 5000

/** Makes an id: random, and the same for every attempt. */
export function makeId(): string {
  // Pages without TLS have no randomUUID.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Opens a client in its surroundings. */
export function openClient(options: Options, surroundings: Surroundings): Opened {
  const { batch = {}, onError } = options
  const most = Math.min(Math.max(batch.items ?? 50, 1), MOST_ITEMS)
  const counts = { sent: 0, rejected: 0, dropped: 0 }
  let isGiven = options.consent ?? true
  let isClosed = false
  let who: Identifiers = {}
  let failures = 0
  let limit = most
  let sending: Promise<boolean> | null = null
  let leaving = new AbortController()
  let unset: (() => void) | null = null
  let dueAt = Infinity

  function tell(reason: Trouble['reason'], message: string, items: Trouble['items'] = [], status?: number): void {
    try {
      onError?.({ reason, message, items, ...(status !== undefined && { status }) })
    } catch {
      // What the page does with troubles is no trouble of its encounters.
    }
  }

  function dropped(ids: string[], problem: string): void {
    counts.dropped += ids.length
    tell(
      'dropped',
      problem,
      ids.map((id) => ({ id, problem, problems: [] })),
    )
  }

  const queue = openQueue(surroundings.store, { items: 10_000, bytes: 2_000_000, ...options.queue }, (ids) =>
    dropped(ids, 'Too many encounters wait; the oldest were dropped.'),
  )

  function schedule(ms: number): void {
    const at = Date.now() + ms
    if (at >= dueAt) return
    unset?.()
    dueAt = at
    unset = surroundings.timer(() => {
      dueAt = Infinity
      void pump()
    }, ms)
  }

  function unschedule(): void {
    unset?.()
    unset = null
    dueAt = Infinity
  }

  function settle(items: Waiting[], status: number, answer: unknown): void {
    const { rejected = [], title = `answered ${status}` } = (answer ?? {}) as {
      rejected?: { index: number; problem: string; problems: Trouble['items'][0]['problems'] }[]
      title?: string
    }
    const isTaken = status < 300
    const refused = isTaken
      ? rejected.map(({ index, problem, problems }) => ({ id: items[index]?.id ?? '', problem, problems }))
      : items.map(({ id }) => ({ id, problem: title, problems: [] }))
    queue.remove(items)
    counts.sent += items.length - refused.length
    counts.rejected += refused.length
    if (refused.length > 0) tell('rejected', isTaken ? 'Some encounters were refused.' : title, refused, status)
  }

  /** Sends items once; answers how many ms to wait before going on, 0 when all is well. */
  async function deliver(items: Waiting[]): Promise<number> {
    const { signal } = leaving
    for (const item of items) item.isHeld = true
    try {
      const response = await surroundings.post(bodyOf(items), signal)
      const { status } = response
      const isSplit = status === 413 && items.length > 1
      if (status < 300 || (!isSplit && [400, 413, 415, 422].includes(status))) {
        const answer = await response.json().catch(() => null)
        if (signal.aborted) return 0
        settle(items, status, answer)
        failures = 0
        limit = Math.min(limit * 2, most)
        return 0
      }
      if (isSplit) {
        limit = Math.ceil(items.length / 2)
        return 0
      }
      tell('unreachable', `Polku answered ${status}.`, [], status)
      return Math.max(waitOf(failures++), restAfter(response.headers.get('retry-after')))
    } catch (error) {
      if (signal.aborted) return 0
      tell('unreachable', `Polku could not be reached: ${String(error)}`)
      return waitOf(failures++)
    } finally {
      for (const item of items) item.isHeld = false
    }
  }

  /** Sends what waits, a batch after the other, until nothing does or something fails; one at a time. */
  function pump(): Promise<boolean> {
    sending ??= (async () => {
      for (;;) {
        const items = isGiven ? queue.next(limit, surroundings.batchBytes) : []
        if (items.length === 0) return queue.count() === 0
        const wait = await deliver(items)
        if (wait > 0) {
          unschedule()
          if (!isClosed) schedule(wait)
          return false
        }
      }
    })().finally(() => (sending = null))
    return sending
  }

  function withdraw(): void {
    isGiven = false
    leaving.abort()
    leaving = new AbortController()
    unschedule()
    failures = 0
    who = {}
    counts.dropped += queue.clear()
  }

  async function flush(): Promise<boolean> {
    unschedule()
    await sending
    return pump()
  }

  const polku: Polku = {
    encounter: (facets) => {
      const id = facets.id ?? makeId()
      if (!isGiven || isClosed) {
        counts.dropped++
        return id
      }
      try {
        const customer = facets.customer ?? { ...surroundings.anonymous(), ...who }
        const text = JSON.stringify({ ...facets, id, occurredAt: facets.occurredAt ?? new Date().toISOString(), customer })
        if (bytesOf(text) > LARGEST) dropped([id], `It is larger than ${LARGEST} bytes.`)
        else {
          queue.add(id, text)
          if (failures > 0 && dueAt < Infinity) return id
          if (queue.count() >= most) void pump()
          else schedule(batch.wait ?? 1000)
        }
      } catch (error) {
        dropped([id], `It cannot be written as JSON: ${String(error)}`)
      }
      return id
    },
    identify: (identifiers) => {
      who = { ...who, ...identifiers }
    },
    reset: () => {
      who = {}
      if (isGiven) surroundings.renew()
    },
    consent: (given) => {
      if (given === isGiven) return
      if (!given) withdraw()
      isGiven = given
      surroundings.consented(given)
    },
    counts: () => ({ ...counts, waiting: queue.count() }),
    flush,
    close: async () => {
      isClosed = true
      return flush()
    },
  }

  return {
    polku,
    leave: (bytes, send) => {
      if (!isGiven) return
      const items = queue.next(MOST_ITEMS, bytes - queue.held())
      if (items.length === 0) return
      if (send === undefined) void deliver(items)
      else send(bodyOf(items))
    },
    connected: () => {
      failures = 0
      if (isGiven) void flush()
    },
    adopt: (items) => {
      for (const { id, text } of items) queue.add(id, text)
      if (items.length > 0 && isGiven) schedule(0)
    },
    detach: () => {
      unschedule()
      queue.detach()
    },
    withdraw,
  }
}

function bodyOf(items: readonly Waiting[]): string {
  return `[${items.map(({ text }) => text).join(',')}]`
}
