import type { Kept } from './answering.ts'

/** An answer that waits to be sent: its id, made once, so that sent twice it is one. */
interface Queued {
  id: string
  kept: Kept
}

/** Answers on the device in the order they were given; they outlive restarts. */
interface Queue {
  add: (queued: Queued) => Promise<unknown>
  first: () => Promise<(Queued & { number: number }) | null>
  remove: (number: number) => Promise<unknown>
}

const STORE = 'answers'

/** Opens the queue of this device; in memory alone where nothing may be kept. */
export async function openQueue(): Promise<Queue> {
  const database = await open().catch(() => null)
  if (database === null) return inMemory()
  const ask = <Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> =>
    new Promise((done, failed) => {
      const transaction = database.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.addEventListener('complete', () => done(request.result))
      transaction.addEventListener('error', () => failed(transaction.error ?? new Error('The queue cannot be written.')))
    })
  return {
    add: (queued) => ask('readwrite', (store) => store.add(queued)),
    first: async () => {
      const cursor = await ask('readonly', (store) => store.getAll(null, 1))
      return (cursor[0] as (Queued & { number: number }) | undefined) ?? null
    },
    remove: (number) => ask('readwrite', (store) => store.delete(number)),
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open('polku kiosk', 1)
    request.addEventListener(
      'upgradeneeded',
      () => void request.result.createObjectStore(STORE, { keyPath: 'number', autoIncrement: true }),
    )
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => failed(request.error ?? new Error('The queue cannot be opened.')))
  })
}

function inMemory(): Queue {
  const kept: (Queued & { number: number })[] = []
  let number = 0
  return {
    add: (queued) => Promise.resolve(kept.push({ ...queued, number: ++number })),
    first: () => Promise.resolve(kept[0] ?? null),
    remove: (gone) => {
      const place = kept.findIndex((each) => each.number === gone)
      return Promise.resolve(kept.splice(place, 1))
    },
  }
}
