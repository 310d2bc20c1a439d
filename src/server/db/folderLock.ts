import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Held while a server uses a data folder. */
export type FolderLock = { release: () => void }

type Holder = { pid: number; startedAt: string; host: string }

const BEAT = 10_000
const SILENT = 60_000

/** Takes the data folder for this process; throws when another one has it. A lock left by a process that ended is taken over. */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'polku.lock')
  const own: Holder = { pid: process.pid, startedAt: processStart(process.pid) ?? '', host: hostname() }
  if (!create(path, own)) {
    const held = readHolder(path)
    if (held !== undefined && isHeld(held, path)) {
      throw new Error(
        `The data folder ${folder} is in use by another Polku (process ${held.pid} on ${held.host}). ` +
          'Stop that one first, or name another folder with POLKU_DATA.',
      )
    }
    removeStale(path, held)
    if (!create(path, own)) throw new Error(`Another Polku is just taking the data folder ${folder}. Try again.`)
  }
  // Processes elsewhere that share the folder cannot see this process, only that its lock is fresh.
  const beat = setInterval(() => touch(path), BEAT)
  beat.unref()
  return {
    release: () => {
      clearInterval(beat)
      if (JSON.stringify(readHolder(path)) === JSON.stringify(own)) rmSync(path, { force: true })
    },
  }
}

function create(path: string, own: Holder): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(file, JSON.stringify(own))
  } finally {
    closeSync(file)
  }
  return true
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isHeld(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(path).mtimeMs < SILENT
  if (holder.pid === process.pid) return holder.startedAt === (processStart(process.pid) ?? '')
  if (!isAlive(holder.pid)) return false
  // Numbers of processes are used again: the same number with another start is another process.
  const startedAt = processStart(holder.pid)
  return startedAt === undefined || holder.startedAt === '' || startedAt === holder.startedAt
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, as the boot of this machine and the ticks since then; undefined where the system does not tell. */
function processStart(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The name, in brackets, may hold spaces; the start is the twentieth value after it.
    const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
    return ticks === undefined ? undefined : `${boot} ${ticks}`
  } catch {
    return undefined
  }
}

function removeStale(path: string, held: Holder | undefined): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = readHolder(aside)
  // Another starter may have replaced the stale lock in between: then it goes back.
  if (moved !== undefined && JSON.stringify(moved) !== JSON.stringify(held)) renameSync(aside, path)
  else rmSync(aside, { force: true })
}

function touch(path: string): void {
  try {
    const now = new Date()
    utimesSync(path, now, now)
  } catch {
    // A folder that was removed under a running server shows itself in the next write.
  }
}
