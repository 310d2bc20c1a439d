import { mkdirSync } from 'node:fs'
import { DatabaseAway } from './away.ts'
import type { Database } from './database.ts'
import { clearer } from './embeddedFolder.ts'
import { type EngineThread, startEngine } from './engineThread.ts'
import { type FolderLock, lockFolder } from './folderLock.ts'
import { ask, runTransaction } from './session.ts'
import { TransactionGuard, withRetries } from './transaction.ts'
import { Turns } from './turns.ts'

type Options = { folder: string | undefined; warn: (message: string) => void }

/** Opens PGlite in a folder, durable and locked, or in memory. */
export async function openEmbedded({ folder, warn }: Options): Promise<Database> {
  if (folder === undefined) return databaseOf(await startEngine({}))
  const lock = takeFolder(folder)
  const open = () => startEngine({ folder })
  try {
    const engine = await open()
    if (!engine.isSynced) {
      warn('The embedded database does not sync to disk: a power cut can lose what was just written. Use PostgreSQL (DATABASE_URL).')
    }
    return databaseOf(engine, { release: lock.release, open, warn })
  } catch (error) {
    lock.release()
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    // Making parents too, Node says of a read-only disk that something is not there; alone, it says the truth.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') mkdirSync(folder)
    throw error
  }
}

function takeFolder(folder: string): FolderLock {
  try {
    makeFolder(folder)
    return lockFolder(folder)
  } catch (error) {
    throw clearer(error, folder)
  }
}

interface Keeping {
  /** Called once it is closed. */
  release: () => void
  /** Opens it again when it has ended by itself. */
  open: () => Promise<EngineThread>
  warn: (message: string) => void
}

/** After an engine did not open again, it is tried once in so many ms. */
const PATIENCE = 1000

interface Kept {
  /** The engine that runs now. */
  engine: () => Promise<EngineThread>
  /** Closes what is open; what had ended by itself stays as it is. */
  close: () => Promise<void>
}

/** Keeps an engine open: one that ended by itself is opened again when it is asked for, as PostgreSQL does after a crash. */
function keepOpen(first: EngineThread, keeping: Keeping | undefined, isClosing: () => boolean): Kept {
  let current: Promise<EngineThread> | undefined
  async function watch(engine: EngineThread): Promise<void> {
    const reason = await engine.ended
    if (keeping === undefined || isClosing()) return
    keeping.warn(`${reason.message} It is opened again.`)
    current = undefined
  }
  async function again(open: () => Promise<EngineThread>): Promise<EngineThread> {
    try {
      const engine = await open()
      void watch(engine)
      return engine
    } catch (error) {
      setTimeout(() => (current = undefined), PATIENCE).unref()
      throw new DatabaseAway((error as Error).message, { cause: error })
    }
  }
  current = Promise.resolve(first)
  void watch(first)
  return {
    engine: () => (current ??= again(keeping!.open)),
    close: async () => {
      const open = await current?.catch(() => undefined)
      await open?.close()
    },
  }
}

/** Speaks to an open engine. */
export function databaseOf(first: EngineThread, keeping?: Keeping): Database {
  const guard = new TransactionGuard()
  const turns = new Turns()
  let closing: Promise<void> | undefined
  const kept = keepOpen(first, keeping, () => closing !== undefined)
  const check = () => {
    guard.check()
    if (closing !== undefined) throw new Error('The database is closed.')
  }
  const close = async () => {
    await turns.done()
    try {
      await kept.close()
    } finally {
      keeping?.release()
    }
  }
  return {
    kind: 'embedded',
    query: async (text, parameters) => {
      check()
      return turns.short(async () => ask((await kept.engine()).client, text, parameters))
    },
    exec: async (sql) => {
      check()
      await turns.short(async () => (await kept.engine()).client.query(sql))
    },
    transaction: async (work) => {
      check()
      const inTurn = () => turns.long(async () => runTransaction((await kept.engine()).client, work, () => undefined))
      return withRetries(() => guard.run(inTurn))
    },
    close: () => (closing ??= close()),
  }
}
