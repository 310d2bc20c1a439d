import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { DurableFiles } from './durableFiles.ts'
import { prepareFolder } from './prepareFolder.ts'

// PGlite's own parameters switch syncing off, and its fdatasync does nothing.
const DURABLE = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync']

/**
 * Opens the engine on a folder that is locked for us; `isSynced` tells whether a commit really reaches the disk. `panicked` is called
 * when the engine gives up on itself, as on a disk too full for its log: it must not run on, and recovers when it is opened again.
 */
export async function openFolder(folder: string, panicked: (reason: Error) => void): Promise<{ engine: PGlite; isSynced: boolean }> {
  try {
    const home = join(folder, 'database')
    if (!existsSync(join(home, 'PG_VERSION'))) await prepareFolder(home)
    const files = new DurableFiles(home)
    const engine = await start(files, folder, panicked)
    const before = files.syncs
    // A commit that writes to the log and to no table.
    await engine.query("SELECT pg_logical_emit_message(true, 'polku', '')")
    return { engine, isSynced: files.syncs > before }
  } catch (error) {
    throw clearer(error, folder)
  }
}

/** PGlite itself only says that it did not start; why is in what PostgreSQL prints. */
async function start(files: DurableFiles, folder: string, panicked: (reason: Error) => void): Promise<PGlite> {
  const printed: string[] = []
  const onStderr = (line: string) => {
    const panic = /PANIC: +(.*)/.exec(line)?.[1]
    if (panic !== undefined) panicked(new Error(`The embedded database in ${folder} stopped: ${panic}.`))
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

/** The same error, or one that says what is wrong with the data folder and what to do. */
export function clearer(error: unknown, folder: string): unknown {
  const { code, errno } = error as { code?: unknown; errno?: unknown }
  const reason = REASONS.get(code ?? errno)
  if (reason === undefined) return error
  return new Error(`The data folder ${folder} cannot be used: ${reason}. Mend that, or name another with POLKU_DATA.`, { cause: error })
}
