import { mkdirSync } from 'node:fs'
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
  try {
    const engine = await startEngine({ folder })
    if (!engine.isSynced) {
      warn('The embedded database does not sync to disk: a power cut can lose what was just written. Use PostgreSQL (DATABASE_URL).')
    }
    return databaseOf(engine, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

function takeFolder(folder: string): FolderLock {
  try {
    mkdirSync(folder, { recursive: true })
    return lockFolder(folder)
  } catch (error) {
    throw clearer(error, folder)
  }
}

/** Speaks to an open engine; `release` is called once it is closed. */
export function databaseOf(engine: EngineThread, release: () => void = () => undefined): Database {
  const guard = new TransactionGuard()
  const turns = new Turns()
  let closing: Promise<void> | undefined
  const check = () => {
    guard.check()
    if (closing !== undefined) throw new Error('The database is closed.')
  }
  const close = async () => {
    await turns.done()
    await engine.close()
    release()
  }
  return {
    kind: 'embedded',
    query: async (text, parameters) => {
      check()
      return turns.short(() => ask(engine.client, text, parameters))
    },
    exec: async (sql) => {
      check()
      await turns.short(() => engine.client.query(sql))
    },
    transaction: async (work) => {
      check()
      return withRetries(() => guard.run(() => turns.long(() => runTransaction(engine.client, work, () => undefined))))
    },
    close: () => (closing ??= close()),
  }
}
