import { readdirSync, readFileSync } from 'node:fs'
import type { Database } from '../src/server/db/database.ts'

/** Seconds spent so far: by the clock on the wall, by this process, and by the PostgreSQL that serves a database (0 where nothing tells). */
export interface Spent {
  wall: number
  own: number
  server: number
}

/** Opens a meter of processor time; other work on the machine disturbs it far less than the clock on the wall. */
export async function openMeter(database: Database): Promise<() => Spent> {
  const [row] = database.kind === 'embedded' ? [] : await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const parent = row === undefined ? null : (statOf(row.pid)?.parent ?? null)
  return () => {
    const { user, system } = process.cpuUsage()
    return { wall: performance.now() / 1000, own: (user + system) / 1e6, server: parent === null ? 0 : familyTime(parent) }
  }
}

// Linux counts processor time in hundredths of a second.
const TICKS = 100

/** PostgreSQL runs one process for each connection and a few besides, all children of one. */
function familyTime(parent: number): number {
  const family = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== null && (stat.parent === parent || stat.pid === parent))
  return family.reduce((sum, stat) => sum + stat!.spent + (stat!.pid === parent ? stat!.spentByEnded : 0), 0)
}

function statOf(pid: number): { pid: number; parent: number; spent: number; spentByEnded: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const time = (from: number) => (fields[from]! + fields[from + 1]!) / TICKS
    return { pid, parent: fields[1]!, spent: time(11), spentByEnded: time(13) }
  } catch {
    return null
  }
}
