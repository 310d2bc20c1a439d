import './context.ts'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { databaseOf } from '../../src/server/db/embedded.ts'
import { startEngine } from '../../src/server/db/engineThread.ts'

/** Puts an empty embedded database into the folder that `openDatabase` will be given, so that it need not make one; answers the folder. */
export function prepareDatabase(folder: string): string {
  mkdirSync(folder, { recursive: true })
  cpSync(join(inject('emptyDatabase'), 'database'), join(folder, 'database'), { recursive: true })
  return folder
}

/** The same for a data folder, `POLKU_DATA`. */
export function prepareHome(folder: string): string {
  prepareDatabase(join(folder, 'database'))
  return folder
}

/** Opens an empty database in memory. */
export async function openInMemory(): Promise<Database> {
  return databaseOf(await startEngine({ dump: join(inject('emptyDatabase'), 'empty.tar') }))
}
