import { once } from 'node:events'
import type { PassThrough } from 'node:stream'

/** Hands a piece on, and waits until there is room for the next. Throws when whoever asked has left. */
export async function pass(out: PassThrough, piece: string | Buffer): Promise<void> {
  if (piece.length === 0) return
  if (!out.destroyed && out.write(piece)) return
  if (!out.destroyed) await Promise.race([once(out, 'drain'), once(out, 'close')])
  if (out.destroyed) throw new Error('Nobody takes the export any more.')
}
