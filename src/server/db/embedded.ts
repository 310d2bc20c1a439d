import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from './database.ts'
import { DurableFiles } from './durableFiles.ts'
import { type FolderLock, lockFolder } from './folderLock.ts'
import { prepareFolder } from './prepareFolder.ts'
import { TransactionGuard, withRetries } from './transaction.ts'
import { parameterText, readersByType } from './values.ts'

type Options = { folder: string | undefined; warn: (message: string) => void }

// PGlite's own parameters switch syncing off, and its fdatasync does nothing.
const DURABLE = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync']

const asIs = (value: string) => value

// Parameters arrive as text already: from values.ts, as for the other engine.
const serializers = Object.fromEntries([0, 16, 17, 20, 25, 114, 1184].map((type) => [type, asIs]))

/** Opens PGlite in a folder, durable and locked, or in memory. */
export async function openEmbedded({ folder, warn }: Options): Promise<Database> {
  if (folder === undefined) {
    return databaseOf(await PGlite.create())
  }
  let lock: FolderLock | undefined
  try {
    mkdirSync(folder, { recursive: true })
    const held = (lock = lockFolder(folder))
    const engine = await openFolder(folder, warn)
    return databaseOf(engine, () => held.release())
  } catch (error) {
    lock?.release()
    throw clearer(error, folder)
  }
}

async function openFolder(folder: string, warn: (message: string) => void): Promise<PGlite> {
  const home = join(folder, 'database')
  if (!existsSync(join(home, 'PG_VERSION'))) await prepareFolder(home)
  const files = new DurableFiles(home)
  const engine = await start(files, folder)
  const before = files.syncs
  // A commit that writes to the log and to no table.
  await engine.query("SELECT pg_logical_emit_message(true, 'polku', '')")
  if (files.syncs === before) {
    warn('The embedded database does not sync to disk: a power cut can lose what was just written. Use PostgreSQL (DATABASE_URL).')
  }
  return engine
}

/** PGlite itself only says that it did not start; why is in what PostgreSQL prints. */
async function start(files: DurableFiles, folder: string): Promise<PGlite> {
  const printed: string[] = []
  const onStderr = (line: string) => {
    const reason = /(?:FATAL|PANIC|DETAIL|HINT): +(.*)/.exec(line)?.[1]
    if (reason !== undefined && printed.length < 4) printed.push(reason.replace(/\.?$/, '.'))
    return false
  }
  try {
    return await PGlite.create({ fs: files, startParams: DURABLE, onStderr })
  } catch (error) {
    if (printed.length === 0) throw error
    throw new Error(`The embedded database in ${folder} does not open: ${printed.join(' ')}`, { cause: error })
  }
}

const FULL = 'the disk is full'
const CLOSED = 'it may not be written to'
const READ_ONLY = 'it is read-only'
const NO_FOLDER = 'it is not a folder'

// Node names what went wrong by a word, the engine's file layer by a number.
const REASONS = new Map<unknown, string>([
  ['EACCES', CLOSED],
  [2, CLOSED],
  ['EPERM', CLOSED],
  [63, CLOSED],
  ['EROFS', READ_ONLY],
  [69, READ_ONLY],
  ['ENOSPC', FULL],
  [51, FULL],
  ['EDQUOT', FULL],
  [19, FULL],
  ['ENOTDIR', NO_FOLDER],
  ['EEXIST', NO_FOLDER],
  ['ENOENT', 'it cannot be made there'],
])

function clearer(error: unknown, folder: string): unknown {
  const { code, errno } = error as { code?: unknown; errno?: unknown }
  const reason = REASONS.get(code ?? errno)
  if (reason === undefined) return error
  return new Error(`The data folder ${folder} cannot be used: ${reason}. Mend that, or name another with POLKU_DATA.`, { cause: error })
}

type Asked = Pick<PGlite, 'query'>

async function ask<Row>(engine: Asked, text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  try {
    return (await engine.query<Row>(text, parameters.map(parameterText))).rows
  } catch (error) {
    // The engine adds the parameters to its errors, and errors get logged.
    if (error instanceof Error) delete (error as Error & { params?: unknown }).params
    throw error
  }
}

/** Speaks to an open engine; `release` is called once it is closed. */
export function databaseOf(engine: PGlite, release: () => void = () => undefined): Database {
  const guard = new TransactionGuard()
  // After it is open, because opening puts the engine's own readers of arrays in place.
  Object.assign(engine.parsers, readersByType())
  Object.assign(engine.serializers, serializers)
  return {
    kind: 'embedded',
    query: async <Row>(text: string, parameters?: readonly unknown[]) => {
      guard.check()
      return ask<Row>(engine, text, parameters)
    },
    exec: async (sql) => {
      guard.check()
      await engine.exec(sql)
    },
    transaction: (work) =>
      withRetries(() =>
        guard.run(() =>
          engine.transaction((inner) =>
            work({
              query: async <Row>(text: string, parameters?: readonly unknown[]) => ask<Row>(inner, text, parameters),
              exec: async (sql) => {
                await inner.exec(sql)
              },
            }),
          ),
        ),
      ),
    close: async () => {
      try {
        await engine.close()
      } finally {
        release()
      }
    },
  }
}
