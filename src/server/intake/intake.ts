import type { Encounter } from '../../domain/encounter/encounter.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { isDatabaseAway } from '../db/away.ts'
import type { Database } from '../db/database.ts'
import { type DigestedEncounter, digested, type Registered } from '../encounter/registerIds.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import { openKeptMemory, type KeptMemory } from './keptMemory.ts'
import { receiveEncounters } from './receive.ts'
import { tellStatements, type CustomerStatement } from './tellStatements.ts'

/** An item that was refused: its place among those given, its id, and why. */
export interface Rejection {
  index: number
  id?: string
  problem: string
  problems: Problem[]
}

/** What became of items: how many are new, how many were known, which were refused. */
export interface IntakeResult {
  accepted: number
  duplicates: number
  rejected: Rejection[]
}

/** The way in: what it answers is on disk, with its paths, frictions and cases. */
export interface Intake {
  /** Takes encounters; `settle` (ms) lets cases wait for what a file or a nightly source has yet to send. */
  accept(encounters: readonly Encounter[], settle?: number): Promise<IntakeResult>
  /** Keeps a statement; answers the customer's outward name. */
  tell(statement: CustomerStatement): Promise<{ customer: string }>
  /** Keeps statements together; answers the customers' outward names. */
  tellAll(statements: readonly CustomerStatement[]): Promise<string[]>
}

interface Waiting {
  settle: number
  encounters: readonly DigestedEncounter[]
  done: (registered: Registered[]) => void
  failed: (error: unknown) => void
}

/** Encounters written in one transaction at most, unless one caller brings more at once. */
const BATCH = 1000
/** So many that wait are worth a second transaction, which prepares while the first writes. */
const WORTH_PREPARING = 250

/** Opens the way in: what arrives while a transaction is under way is written together in the next. Writers of a process share a memory. */
export function openIntake(
  database: Database,
  definitions: DefinitionStore,
  clock: () => number,
  announced: () => void,
  memory: KeptMemory = openKeptMemory(),
): Intake {
  const waiting: Waiting[] = []
  let waitingEncounters = 0
  let underWay = 0

  function write(encounters: readonly DigestedEncounter[], settle: number): Promise<Registered[]> {
    return memory.transaction(database, (tx, turn) => receiveEncounters(tx, encounters, { definitions, clock }, turn, settle))
  }

  async function writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const registered = await write(
        batch.flatMap((each) => each.encounters),
        batch[0]!.settle,
      )
      let from = 0
      for (const { encounters, done } of batch) done(registered.slice(from, (from += encounters.length)))
    } catch (error) {
      if (batch.length === 1 || isDatabaseAway(error)) return batch.forEach(({ failed }) => failed(error))
      // One caller's items must not fail another's: each is tried by itself.
      for (const each of batch) await write(each.encounters, each.settle).then(each.done, each.failed)
    }
  }

  /** Takes from those who wait what fits into one transaction. */
  function nextBatch(): Waiting[] {
    let count = 0
    let size = 0
    const { settle } = waiting[0]!
    for (const each of waiting) {
      if (count > 0 && (each.settle !== settle || size + each.encounters.length > BATCH)) break
      size += each.encounters.length
      count++
    }
    waitingEncounters -= size
    return waiting.splice(0, count)
  }

  function isRoomForAnother(): boolean {
    return underWay === 0 || (underWay === 1 && database.kind === 'postgres' && waitingEncounters >= WORTH_PREPARING)
  }

  function run(): void {
    while (waiting.length > 0 && isRoomForAnother()) {
      underWay++
      void writeNext()
    }
  }

  async function writeNext(): Promise<void> {
    await writeTogether(nextBatch())
    underWay--
    announced()
    run()
  }

  async function accept(encounters: readonly Encounter[], settle = 0): Promise<IntakeResult> {
    const all = encounters.map(digested)
    const parts: Promise<Registered[]>[] = []
    for (let from = 0; from < all.length; from += BATCH) {
      const part = all.slice(from, from + BATCH)
      parts.push(new Promise((done, failed) => waiting.push({ encounters: part, settle, done, failed })))
    }
    waitingEncounters += all.length
    run()
    return resultOf(encounters, (await Promise.all(parts)).flat())
  }

  async function tellAll(statements: readonly CustomerStatement[]): Promise<string[]> {
    const names = await memory.transaction(database, async (tx, turn) => {
      const current = await definitions.current(tx)
      return tellStatements(tx, statements, current.definitions, clock(), turn)
    })
    announced()
    return names
  }

  return { accept, tellAll, tell: async (statement) => ({ customer: (await tellAll([statement]))[0]! }) }
}

function resultOf(encounters: readonly Encounter[], registered: readonly Registered[]): IntakeResult {
  const result: IntakeResult = { accepted: 0, duplicates: 0, rejected: [] }
  registered.forEach((outcome, index) => {
    if (outcome === 'new') result.accepted++
    else if (outcome === 'duplicate') result.duplicates++
    else {
      const message = 'is already the id of an encounter with other content (id-conflict)'
      result.rejected.push({ index, id: encounters[index]!.id, problem: `id ${message}`, problems: [{ field: 'id', message }] })
    }
  })
  return result
}
