import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getOrganisation } from '../../api/organisation.ts'
import type { Config } from '../../config.ts'

/** A server of this machine that has an embedded database open: where it answers, and the key that lets its owner in. */
export interface Serving {
  address: string
  key: string
}

const fileIn = (dataFolder: string) => join(dataFolder, 'serving.json')

/** Tells the owner's other processes, in the data folder, where the server answers; answers how to take that back. */
export function tellServing(dataFolder: string, address: string, key: string): () => void {
  const file = fileIn(dataFolder)
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify({ address, key, pid: process.pid }), { mode: 0o600 })
  chmodSync(file, 0o600)
  return () => rmSync(file, { force: true })
}

/**
 * The server that has the embedded database of this configuration open; null when none is running, or with PostgreSQL. A server that
 * was killed leaves its word behind, and another program may have its number or its port by now: only one that knows the key is it.
 */
export async function findServing(config: Config): Promise<Serving | null> {
  if (config.databaseUrl !== undefined) return null
  try {
    const { address, key } = JSON.parse(readFileSync(fileIn(config.dataFolder), 'utf8')) as Serving
    const { status } = await fetch(address + getOrganisation.path, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(10_000),
    })
    // A server whose database is away is there all the same.
    return status === 200 || status === 503 ? { address, key } : null
  } catch {
    // No such file, or nobody answers there.
    return null
  }
}
