import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from './problem.ts'

/** Bytes of bodies that are read, wait and are written at one time. */
const ROOM = 32 * 1024 * 1024
/** What a request takes at least, whatever its body. */
const LEAST = 16 * 1024
/** What a body may grow to by inflating, and what one takes whose length nobody tells. */
const INFLATED = 10
const UNKNOWN = 512 * 1024

/**
 * Room for what senders bring, so that memory stays flat when the database cannot keep up: while there is room requests wait, then they
 * are refused with 503 before anything of them is read. Questions have no body and take none. Answers whoever asks for room.
 */
export function openRoom(size = ROOM): (request: IncomingMessage, response: ServerResponse) => void {
  let taken = 0
  return (request, response) => {
    const bytes = sizeOf(request)
    if (bytes === 0) return
    // One request finds room however large it is.
    if (taken > 0 && taken + bytes > size) {
      throw new HttpProblem(503, 'busy', 'More comes in just now than can be written.', {
        detail: 'Nothing of this request was taken. Send it again in a few seconds.',
        headers: { 'retry-after': '2', connection: 'close' },
      })
    }
    taken += bytes
    response.once('close', () => (taken -= bytes))
  }
}

function sizeOf({ headers }: IncomingMessage): number {
  const told = headers['content-length']
  if (told === undefined) return headers['transfer-encoding'] === undefined ? 0 : UNKNOWN
  const isPlain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity'
  return Number(told) === 0 ? 0 : Math.max(LEAST, Number(told) * (isPlain ? 1 : INFLATED))
}
