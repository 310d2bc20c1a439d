import './context.ts'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import type { TestProject } from 'vitest/node'

/**
 * Vitest's global set-up: the embedded engine takes many seconds to make an empty database, so what it made once is kept for all tests
 * and later runs. They know the place as `emptyDatabase`: a folder `database` to copy and a file `empty.tar` to open in memory.
 */
export default async function setup(project: TestProject): Promise<void> {
  const engine = readFileSync(join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '../package.json'))
  const version = createHash('sha256').update(engine).digest('hex').slice(0, 16)
  const kept = join(fileURLToPath(new URL('../../node_modules/.cache/polku', import.meta.url)), version)
  if (!existsSync(kept)) await make(kept)
  project.provide('emptyDatabase', kept)
}

async function make(place: string): Promise<void> {
  const unfinished = `${place}.${randomBytes(6).toString('hex')}`
  mkdirSync(unfinished, { recursive: true })
  const made = await PGlite.create(join(unfinished, 'database'))
  const dump = await made.dumpDataDir('none')
  await made.close()
  writeFileSync(join(unfinished, 'empty.tar'), Buffer.from(await dump.arrayBuffer()))
  try {
    renameSync(unfinished, place)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another run was quicker.
    if (!existsSync(place)) throw error
  }
}
