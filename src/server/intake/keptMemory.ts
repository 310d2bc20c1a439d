import { randomUUID } from 'node:crypto'
import type { GivenCustomer } from '../../domain/journey/columnsLiving.ts'
import type { Database, Queryable, Transaction } from '../db/database.ts'
import { lockWriter } from '../db/writerLock.ts'
import { type KeptCustomer, loadKept, newCustomer } from './keptCustomers.ts'
import type { KnownNames } from './registerKeys.ts'

/**
 * Customers as they were last kept, so that those met again are neither read nor parsed. What is remembered is good while nobody else
 * writes: whoever writes without it, in this process or another, makes it forget everything.
 */
export interface KeptMemory {
  /** Does `work` in a transaction in which customers may be remembered; what it kept is remembered once the transaction has ended well. */
  transaction: <Result>(database: Database, work: (tx: Transaction, turn: KeptTurn) => Promise<Result>) => Promise<Result>
  /** Hears, before each commit, how paths will stand after it, by the number of the note that tells of it; replaces who heard before. */
  tellPaths: (hear: ((note: number, customers: readonly GivenCustomer[]) => void) | null) => void
}

/** One transaction's use of the memory. */
export interface KeptTurn {
  /** Waits to be the only writer, as `lockWriter` does; before anything else of this. */
  lock: (tx: Queryable) => Promise<void>
  /** Reads customers as they are kept; `made` were made in this transaction, `doubtful` may have been changed in it otherwise. */
  load: (
    tx: Queryable,
    ids: readonly number[],
    made: ReadonlySet<number>,
    doubtful: ReadonlySet<number>,
  ) => Promise<readonly KeptCustomer[]>
  /** Remembers customers as they are kept now. */
  keep: (customers: readonly KeptCustomer[]) => void
  /** Forgets everything; before anything is loaded. */
  forget: () => void
  /** Names of touchpoints and journeys that are registered, or will be once the transaction has ended well. */
  names: KnownNames
  /** Who wants to hear how paths will stand; null = nobody. */
  hearPaths: () => ((note: number, customers: readonly GivenCustomer[]) => void) | null
}

/** Characters of paths that are remembered at most; a customer takes two to four times as many bytes. */
const MOST = 24_000_000
/** What a customer without paths counts. */
const LEAST = 500
const MOST_NAMES = 20_000

/** Opens an empty memory, for all writers of one process. */
export function openKeptMemory(most = MOST): KeptMemory {
  const writer = randomUUID()
  const known = new Map<number, KeptCustomer>()
  const names = new Set<string>()
  let size = 0
  let hear: ReturnType<KeptTurn['hearPaths']> = null
  let latest: Promise<void> = Promise.resolve()

  function forgetAll(): void {
    known.clear()
    names.clear()
    size = 0
  }

  function take(id: number): KeptCustomer | undefined {
    const customer = known.get(id)
    if (customer === undefined) return undefined
    known.delete(id)
    size -= sizeOf(customer)
    return customer
  }

  function remember(customers: Iterable<KeptCustomer>): void {
    for (const customer of customers) {
      known.set(customer.id, customer)
      size += sizeOf(customer)
    }
    for (const id of known.keys()) {
      if (size <= most) return
      take(id)
    }
  }

  function openTurn(): KeptTurn & { succeed: () => void; end: () => void } {
    const kept = new Map<number, KeptCustomer>()
    const added = new Set<string>()
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    return {
      lock: async (tx) => {
        const isSame = await lockWriter(tx, writer)
        // The database let us in, so the one before has ended there; what it kept is about to be remembered here.
        const before = latest
        latest = ended
        await before
        if (!isSame) forgetAll()
      },
      load: async (tx, ids, made, doubtful) => {
        const found: KeptCustomer[] = []
        const missing: number[] = []
        for (const id of ids) {
          // What is taken out is changed now, and good again only when it is kept.
          const customer = kept.get(id) ?? take(id)
          kept.delete(id)
          if (customer !== undefined && !doubtful.has(id)) found.push(customer)
          else if (made.has(id) && !doubtful.has(id)) found.push(newCustomer(id))
          else missing.push(id)
        }
        const read = await loadKept(tx, missing)
        return [...found, ...read].sort((left, right) => left.id - right.id)
      },
      keep: (customers) => {
        for (const customer of customers) kept.set(customer.id, customer)
      },
      names: {
        has: (sort, key) => names.has(`${sort} ${key}`),
        add: (sort, key) => added.add(`${sort} ${key}`),
      },
      forget: forgetAll,
      hearPaths: () => hear,
      succeed: () => {
        remember(kept.values())
        for (const name of added) if (names.size < MOST_NAMES) names.add(name)
      },
      end: () => end(),
    }
  }

  return {
    transaction: async (database, work) => {
      let turn: ReturnType<typeof openTurn> | null = null
      try {
        const result = await database.transaction((tx) => {
          // The one before was asked for again.
          turn?.end()
          turn = openTurn()
          return work(tx, turn)
        })
        turn!.succeed()
        return result
      } finally {
        ;(turn as ReturnType<typeof openTurn> | null)?.end()
      }
    },
    tellPaths: (listener) => (hear = listener),
  }
}

function sizeOf({ paths }: KeptCustomer): number {
  let characters = LEAST
  for (const { body, unsettled } of paths.values()) characters += body.length + (unsettled?.length ?? 0)
  return characters
}
