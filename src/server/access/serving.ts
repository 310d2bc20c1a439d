import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** The server that has the embedded database of this configuration open; null when none is running, or with PostgreSQL. */
export function findServing(config: Config): Serving | null {
  if (config.databaseUrl !== undefined) return null
  try {
    const told = JSON.parse(readFileSync(fileIn(config.dataFolder), 'utf8')) as Serving & { pid: number }
    process.kill(told.pid, 0)
    return { address: told.address, key: told.key }
  } catch {
    // No such file, or its process has ended.
    return null
  }
}
