import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

/** Makes an empty database in `home`: beside it first and then renamed, so that a start cut short leaves nothing half made. */
export async function prepareFolder(home: string): Promise<void> {
  const unfinished = `${home}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  const engine = await PGlite.create(unfinished)
  await engine.close()
  for (const entry of readdirSync(unfinished, { recursive: true, encoding: 'utf8' })) sync(join(unfinished, entry))
  sync(unfinished)
  rmSync(home, { recursive: true, force: true })
  renameSync(unfinished, home)
  sync(dirname(home))
}

function sync(path: string): void {
  // Windows syncs no folder, and a file there only when it is open for writing.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
