import { openClient } from './client.ts'
import { openFileStore } from './fileStore.ts'
import type { Options, Polku } from './polku.ts'

export type { EncounterInput, Facets, Identifiers, Json, Measure } from './encounter.ts'
export type { Counts, Options, Polku, Trouble } from './polku.ts'

/** How a client in a Node.js process is set up. */
export interface NodeOptions extends Options {
  /** A file in which encounters that wait outlive the process; one process may use it at a time. Without one they wait in memory. */
  file?: string
}

/** Sent together at most; Polku takes 5 MB. */
const BATCH_BYTES = 1_000_000
/** After so many ms without an answer it is tried again. */
const PATIENCE = 30_000

/** Opens a client for a server or a script. `close` it before the process ends: what waits does not keep a process alive. */
export function createPolku(options: NodeOptions): Polku {
  const door = `${options.url.replace(/\/+$/, '')}/v1/encounters`
  const file = options.file === undefined ? null : openFileStore(options.file)
  const opened = openClient(options, {
    store: file?.store ?? null,
    batchBytes: BATCH_BYTES,
    anonymous: () => ({}),
    renew: () => undefined,
    consented: () => undefined,
    post: (body, signal) =>
      fetch(door, {
        method: 'POST',
        headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      }),
    timer: (work, ms) => {
      const timer = setTimeout(work, ms).unref()
      return () => clearTimeout(timer)
    },
  })
  if (options.consent === false) file?.store.clear()
  else opened.adopt(file?.left ?? [])
  return opened.polku
}
