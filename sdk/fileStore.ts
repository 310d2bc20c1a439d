import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Store } from './queue.ts'

/** A line of the file that an earlier process left there. */
export interface Left {
  id: string
  text: string
}

/** Opens a file of encounters that wait, one a line; `left` are those that an earlier process left there. */
export function openFileStore(path: string): { store: Store; left: Left[] } {
  const left = existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap(readLine) : []
  const kept = new Map<number, string>()
  /** Lines in the file that nobody waits for any more. */
  let stale = left.length

  function rewrite(): void {
    stale = 0
    if (kept.size === 0) return rmSync(path, { force: true })
    writeFileSync(`${path}.new`, [...kept.values()].map((text) => `${text}\n`).join(''))
    renameSync(`${path}.new`, path)
  }

  return {
    left,
    store: {
      put: (place, text) => {
        kept.set(place, text)
        // What was left stands there already until it is written anew; a killed process may have left half a line.
        appendFileSync(path, `\n${text}\n`)
      },
      remove: (places) => {
        for (const place of places) if (kept.delete(place)) stale++
        if (stale >= kept.size) rewrite()
      },
      clear: () => {
        kept.clear()
        rewrite()
      },
    },
  }
}

function readLine(text: string): Left[] {
  try {
    const { id } = JSON.parse(text) as { id?: unknown }
    return typeof id === 'string' ? [{ id, text }] : []
  } catch {
    return []
  }
}
