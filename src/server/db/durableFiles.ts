import { fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Stream = { nfd: number }
type Started = Parameters<NodeFS['init']>[1]
type FileLayer = { stream_ops: { fsync?: (stream: Stream) => number } }
type Engine = { NODEFS: FileLayer; FS: { ErrnoError: new (errno: number) => Error } }

// The numbers by which the engine's system interface names what can go wrong with a sync.
const ERRNO: Record<string, number> = { EBADF: 8, EINVAL: 28, EIO: 29, ENOSPC: 51, EROFS: 69, EDQUOT: 19 }

/** PGlite's files in a folder, with the sync to disk that its own file layer leaves out. */
export class DurableFiles extends NodeFS {
  #syncs = 0

  /** How often the engine has had a file synced to disk. */
  get syncs(): number {
    return this.#syncs
  }

  override async init(engine: PGlite, options: Started): ReturnType<NodeFS['init']> {
    const prepared = await super.init(engine, options)
    const addSync = (module: unknown) => {
      const { NODEFS, FS } = module as Engine
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        this.#syncs++
        try {
          fsyncSync(nfd)
          return 0
        } catch (error) {
          // Some file systems cannot sync a folder; PostgreSQL knows that and goes on.
          throw new FS.ErrnoError(ERRNO[(error as NodeJS.ErrnoException).code ?? ''] ?? 29)
        }
      }
    }
    const { emscriptenOpts } = prepared
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } }
  }
}
