import { open, type FileHandle } from 'node:fs/promises'
import type { RejectedRow } from '../compose.ts'

/** Where rejected rows are written down: one file beside each file that had any. */
export interface RejectedFiles {
  write: (row: RejectedRow) => Promise<void>
  paths: () => string[]
  close: () => Promise<void>
}

/** Opens files for rejected rows as they are needed; `keep` false writes none. */
export function openRejectedFiles(keep: boolean): RejectedFiles {
  const files = new Map<string, { path: string; handle: FileHandle }>()
  return {
    write: async ({ file, ...row }) => {
      if (!keep) return
      let to = files.get(file)
      if (!to) {
        const path = `${file}.rejected.ndjson`
        // Rejected rows may hold personal facts: for the owner's eyes only.
        to = { path, handle: await open(path, 'w', 0o600) }
        files.set(file, to)
      }
      await to.handle.write(`${JSON.stringify(row)}\n`)
    },
    paths: () => [...files.values()].map(({ path }) => path),
    close: async () => {
      await Promise.all([...files.values()].map(({ handle }) => handle.close()))
    },
  }
}
