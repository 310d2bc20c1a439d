import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { GivenCustomer } from '../../domain/journey/columnsLiving.ts'
import type { Database } from '../db/database.ts'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from './indexCalls.ts'
import type { IndexState } from './indexFollowing.ts'
import { openReader } from './indexReader.ts'
import type { PathQuestions } from './pathQuestions.ts'

/** What the index's thread is told at its start: PostgreSQL's address, absent when it has to read through this thread; and its most bytes. */
export interface IndexPlace {
  url: string | undefined
  most: number
}

/** What the index's thread can be told to do. */
export type IndexOrders = {
  follow: (now: number) => Promise<IndexState>
  hear: (note: number, customers: readonly GivenCustomer[]) => Promise<void>
  ask: (name: 'flow', given: Parameters<PathQuestions['flow']>) => Promise<unknown>
}

/** What an index needs. */
export interface IndexOptions {
  database: Database
  /** PostgreSQL's address; absent = embedded. */
  url?: string | undefined
  /** Memory for the columns; 0 = there are none. */
  megabytes: number
  /** Ms since 1970 UTC. */
  clock: () => number
  /** Tells of each commit of this process; answers how to stop. */
  subscribe: (listener: () => void) => () => unknown
  /** Lets itself be told, before each commit of this process, how paths will stand after it; null = no more. */
  listen?: ((hear: ((note: number, customers: readonly GivenCustomer[]) => void) | null) => void) | undefined
  /** Hears what an operator should know. */
  told: (line: string) => void
  /** Hears of each thread that starts. */
  started?: (thread: Worker) => void
}

/** Path columns in a thread, kept up with the database. */
export interface PathIndex {
  /** The questions over columns that hold every change so far, or nearly so: up to `asOf`. Null while others have to answer. */
  current: () => Promise<{ questions: PathQuestions; asOf: number } | null>
  /** Fulfilled once it answers, or never will. */
  settled: Promise<void>
  close: () => Promise<void>
}

/** A question waits so long, in ms, for columns that hold the last commit before it is answered from older ones. */
const PATIENCE = 1000
/** A question that takes longer, in ms, has lost its way. */
const MOST_TIME = 30_000
/** Other processes' commits are looked for every so many ms. */
const POLL = 200
/** Commits that follow each other closely are taken in together. */
const LEAST_PAUSE = 50
const MOST_PAUSE = 600
/** After a failure it is tried again after so many ms, twice as many each time. */
const FIRST_RETRY = 500
const LAST_RETRY = 60_000

/** Starts an index: it loads at once and follows from then on; a thread that breaks is started again. */
export function openPathIndex({ database, url, megabytes, clock, subscribe, listen, told, started: hear }: IndexOptions): PathIndex {
  const over = new AbortController()
  const reader = { ...openReader(database) }
  let thread: Worker | null = null
  let orders: { there: IndexOrders; end: (error: Error) => void } | null = null
  let state: IndexState | null = null
  let isOver = false
  let running: Promise<IndexState> | null = null
  let next: Promise<IndexState> | null = null
  let asking: Promise<unknown> = Promise.resolve()
  let wake: () => void = () => undefined
  let settle: () => void = () => undefined
  const settled = new Promise<void>((resolve) => (settle = resolve))

  function begin(): IndexOrders {
    if (orders !== null) return orders.there
    const place: IndexPlace = { url, most: megabytes * 2 ** 20 }
    const started = startThread(new URL('./pathIndex.worker.ts', import.meta.url), { workerData: place })
    const opened = openCalls<IndexOrders>(started, reader)
    thread = started
    orders = opened
    let reason = new Error('it ended')
    started.on('error', (error: Error) => (reason = error))
    started.on('exit', () => {
      thread = null
      orders = null
      state = null
      opened.end(reason)
      if (!over.signal.aborted && !isOver) told(`The thread of the path columns broke and is started again: ${reason.message}`)
    })
    started.unref()
    hear?.(started)
    return opened.there
  }

  /** Takes in what was committed before this call; calls during one that runs share the next. */
  function follow(): Promise<IndexState> {
    const start = (): Promise<IndexState> => {
      next = null
      running = begin()
        .follow(clock())
        .then((reached) => (state = reached))
        .finally(() => (running = null))
      return running
    }
    if (running === null) return next ?? start()
    next ??= running.then(start, start)
    return next
  }

  async function keepFollowing(): Promise<void> {
    let retry = FIRST_RETRY
    let isTold = false
    while (!over.signal.aborted) {
      const begun = performance.now()
      let pause = LEAST_PAUSE
      try {
        const reached = await follow()
        if (reached.state === 'too-large') return giveUp(reached.bytes)
        settle()
        retry = FIRST_RETRY
        isTold = false
        pause = Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, 3 * (performance.now() - begun)))
      } catch (error) {
        if (over.signal.aborted) return
        // A thread that broke is told of already.
        if (!isTold && orders !== null) told(`Path columns do not follow the database, it is tried again: ${(error as Error).message}`)
        isTold = true
        pause = retry
        retry = Math.min(LAST_RETRY, 2 * retry)
      }
      await rest(pause)
    }
  }

  function giveUp(bytes: number): void {
    isOver = true
    told(
      `Path columns would take ${Math.ceil(bytes / 2 ** 20)} MB, more than the ${megabytes} MB that POLKU_INDEX_MB allows: questions about paths are answered by SQL.`,
    )
    settle()
    void thread?.terminate()
  }

  /** At least `pause` ms, then until the next commit, here or elsewhere. */
  async function rest(pause: number): Promise<void> {
    let isWoken = false
    wake = () => (isWoken = true)
    const options = { ref: false, signal: over.signal }
    await wait(pause, undefined, options).catch(() => undefined)
    if (isWoken || pause >= POLL) return
    const woken = new Promise<void>((resolve) => (wake = resolve))
    const sooner = new AbortController()
    await Promise.race([woken, wait(POLL - pause, undefined, { ref: false, signal: AbortSignal.any([sooner.signal, over.signal]) })]).catch(
      () => undefined,
    )
    sooner.abort()
  }

  async function ask(name: string, given: unknown[]): Promise<unknown> {
    // One after another, so that each has its own time.
    const before = asking
    const answer = (async () => {
      await before.catch(() => undefined)
      if (orders === null) throw new Error('The path columns are not there.')
      const timer = setTimeout(() => void thread?.terminate(), MOST_TIME)
      try {
        return await orders.there.ask(name as 'flow', given as Parameters<PathQuestions['flow']>)
      } finally {
        clearTimeout(timer)
      }
    })()
    asking = answer.catch(() => undefined)
    return answer
  }

  const questions = new Proxy({} as PathQuestions, {
    get:
      (_, name) =>
      (...given: unknown[]) =>
        ask(name as string, given),
  })
  const unsubscribe = subscribe(() => wake())
  // Whoever cannot be told reads it later.
  if (megabytes > 0)
    listen?.((note, customers) => void (state?.state === 'ready' && orders?.there.hear(note, customers).catch(() => undefined)))
  const following = megabytes === 0 ? Promise.resolve(settle()) : keepFollowing()

  return {
    settled,
    current: async () => {
      if (state?.state !== 'ready') return null
      await Promise.race([follow().catch(() => undefined), wait(PATIENCE, undefined, { ref: false })])
      // It may have broken, or grown too large, meanwhile.
      const reached = state as IndexState | null
      return reached?.state === 'ready' ? { questions, asOf: reached.asOf } : null
    },
    close: async () => {
      over.abort()
      unsubscribe()
      listen?.(null)
      wake()
      settle()
      await thread?.terminate()
      await following
    },
  }
}
