import type { PathColumns } from '../../domain/journey/columns.ts'
import type { GivenCustomer, LivingColumns } from '../../domain/journey/columnsLiving.ts'
import { earlier, type PathReader, type ReadingPlace, type ReadNote } from './indexReader.ts'
import type { PathChange } from './notePathChanges.ts'

/** Where the index stands: `asOf` is the clock, in ms since 1970 UTC, up to which every change is in the columns. */
export type IndexState = { state: 'ready'; asOf: number; bytes: number } | { state: 'too-large'; bytes: number }

/** Living columns with the place up to which the notes of changes are in them. */
export interface Loaded {
  living: LivingColumns
  place: ReadingPlace
}

/** Path columns that follow the database. */
export interface FollowingColumns {
  /** Takes in every change up to a clock; loads all at first, and when too much changed. One at a time. */
  follow: (now: number) => Promise<IndexState>
  /** Hears how customers stand once the transaction that leaves a note has ended, if it ends well; saves reading them. */
  hear: (note: number, customers: readonly GivenCustomer[]) => void
  /** The columns as they stand; throws before they are loaded. */
  columns: () => PathColumns
}

const CUSTOMERS_AT_ONCE = 2000

/** Changes of so many customers, and of this share of all, are not followed: all is loaded anew. */
const MANY = 50_000
const MOST_SHARE = 0.25

/** An encounter and a path take so many bytes, room to spare included; customers are counted with their paths. */
const ENCOUNTER_BYTES = 23
const PATH_BYTES = 72

/** How much there is. */
type Size = { encounters: number; paths: number }

/** Keeps columns that follow the database; `load` reads all, about so much. They are given up when they take more than `most` bytes. */
export function openFollowing(reader: PathReader, load: (size: Size) => Promise<Loaded>, most: number): FollowingColumns {
  let loaded: Loaded | null = null
  const pending = new Map<number, number | null>()
  const heard = new Map<number, readonly GivenCustomer[]>()

  async function loadAll(): Promise<IndexState | null> {
    loaded = null
    pending.clear()
    const size = await reader.size()
    const bytes = size.encounters * ENCOUNTER_BYTES + size.paths * PATH_BYTES
    if (bytes > most) return { state: 'too-large', bytes }
    loaded = await load(size)
    return null
  }

  /**
   * Takes in what was heard, in the order of the notes, and marks the rest to be read. A customer that is to be read is not touched: what is
   * read is how things stand, and what was heard of it before is taken in again by the notes that follow.
   */
  function takeNote(living: LivingColumns, { id, changes }: ReadNote): void {
    const known = new Map(heard.get(id)?.map((given) => [given.customer, given]))
    for (const { customer, since } of changes) {
      const given = known.get(customer)
      const isTaken = given !== undefined && !pending.has(customer) && living.put(given)
      if (!isTaken) pending.set(customer, earlier(pending.get(customer), since))
    }
    // Notes come in order, so what was heard before this one belongs to transactions that failed.
    for (const note of heard.keys()) if (note <= id) heard.delete(note)
  }

  async function readChanges(from: Loaded): Promise<boolean> {
    const { place, notes } = await reader.changes(from.place)
    if (notes === 'all') return false
    for (const note of notes) takeNote(from.living, note)
    from.place = place
    return pending.size < MANY || pending.size < (await reader.size()).paths * MOST_SHARE
  }

  async function takeIn({ living }: Loaded): Promise<void> {
    while (pending.size > 0) {
      const wanted: PathChange[] = []
      for (const [customer, since] of pending) {
        wanted.push({ customer, since })
        if (wanted.length === CUSTOMERS_AT_ONCE) break
      }
      for (const given of await reader.customers(wanted)) {
        if (living.put(given)) pending.delete(given.customer)
        else if (given.whole) throw new Error(`The encounters of customer ${given.customer} do not make up its paths.`)
        // What was thought to be known is not: the next round reads it whole.
        else pending.set(given.customer, null)
      }
    }
  }

  async function follow(now: number): Promise<IndexState> {
    if (loaded === null) {
      const refused = await loadAll()
      if (refused !== null) return refused
    }
    if (!(await readChanges(loaded!))) {
      const refused = await loadAll()
      if (refused !== null) return refused
      await readChanges(loaded!)
    }
    await takeIn(loaded!)
    const bytes = loaded!.living.bytes()
    if (bytes <= most) return { state: 'ready', asOf: now, bytes }
    loaded = null
    return { state: 'too-large', bytes }
  }

  return {
    follow,
    hear: (note, customers) => {
      // Before it is loaded there is nothing to put them to.
      if (loaded !== null) heard.set(note, customers)
    },
    columns: () => {
      if (loaded === null) throw new Error('The path columns are not loaded.')
      return loaded.living.view()
    },
  }
}
