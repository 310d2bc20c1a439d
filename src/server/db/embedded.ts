import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from './database.ts'
import { DurableFiles } from './durableFiles.ts'
import { lockFolder } from './folderLock.ts'
import { prepareFolder } from './prepareFolder.ts'
import { TransactionGuard, withRetries } from './transaction.ts'
import { parameterText, readersByType } from './values.ts'

type Options = { folder: string | undefined; template: Blob | undefined; warn: (message: string) => void }

// PGlite's own parameters switch syncing off, and its fdatasync does nothing.
const DURABLE = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync']

const asIs = (value: string) => value

// Parameters arrive as text already: from values.ts, as for the other engine.
const serializers = Object.fromEntries([0, 16, 17, 20, 25, 114, 1184].map((type) => [type, asIs]))

/** Opens PGlite in a folder, durable and locked, or in memory. */
export async function openEmbedded({ folder, template, warn }: Options): Promise<Database> {
  if (folder === undefined) {
    return databaseOf(await PGlite.create(template === undefined ? {} : { loadDataDir: template }))
  }
  mkdirWritable(folder)
  const lock = lockFolder(folder)
  try {
    const engine = await openFolder(folder, warn)
    return databaseOf(engine, () => lock.release())
  } catch (error) {
    lock.release()
    throw clearer(error, folder)
  }
}

async function openFolder(folder: string, warn: (message: string) => void): Promise<PGlite> {
  const home = join(folder, 'database')
  if (!existsSync(join(home, 'PG_VERSION'))) await prepareFolder(home)
  const files = new DurableFiles(home)
  const engine = await PGlite.create({ fs: files, startParams: DURABLE })
  const before = files.syncs
  // A commit that writes to the log and to no table.
  await engine.query("SELECT pg_logical_emit_message(true, 'polku', '')")
  if (files.syncs === before) {
    warn('The embedded database does not sync to disk: a power cut can lose what was just written. Use PostgreSQL (DATABASE_URL).')
  }
  return engine
}

function mkdirWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw clearer(error, folder)
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
}

function clearer(error: unknown, folder: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? '']
  if (reason === undefined) return error
  return new Error(`The data folder ${folder} cannot be used: ${reason}. Mend that, or name another with POLKU_DATA.`, { cause: error })
}

/** Speaks to an open engine; `release` is called once it is closed. */
export function databaseOf(engine: PGlite, release: () => void = () => undefined): Database {
  const guard = new TransactionGuard()
  // After it is open, because opening puts the engine's own readers of arrays in place.
  Object.assign(engine.parsers, readersByType())
  Object.assign(engine.serializers, serializers)
  const texts = (parameters: readonly unknown[] = []) => parameters.map(parameterText)
  return {
    kind: 'embedded',
    query: async <Row>(text: string, parameters?: readonly unknown[]) => {
      guard.check()
      return (await engine.query<Row>(text, texts(parameters))).rows
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
              query: async <Row>(text: string, parameters?: readonly unknown[]) =>
                (await inner.query<Row>(text, texts(parameters))).rows,
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

