import { once } from 'node:events'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EventJson } from '../../api/organisation.ts'
import type { LiveEvents } from './liveEvents.ts'

/** So often something is sent, so that proxies and browsers keep the connection. */
const HEARTBEAT = 15_000
/** After so long a browser connects again. */
const RETRY = 2000

/** Answers with the live stream as server-sent events until the other end leaves or the server closes. */
export async function streamEvents(live: LiveEvents, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { raw } = reply.hijack()
  const gone = new AbortController()
  raw.on('close', () => gone.abort())
  raw.on('error', () => gone.abort())
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    // A stream that ends takes its connection along: one that rested would hold a server that is to stop.
    connection: 'close',
  })
  if (request.method === 'HEAD') {
    raw.end()
    return
  }
  raw.write(`retry: ${RETRY}\n\n`)
  const heartbeat = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(':\n\n')
  }, HEARTBEAT)
  const deliver = async (event: EventJson) => {
    const isTaken = raw.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    if (!isTaken) await once(raw, 'drain', { signal: gone.signal }).catch(() => undefined)
  }
  try {
    const last = request.headers['last-event-id']
    await live.follow(typeof last === 'string' ? last : undefined, deliver, gone.signal)
  } catch (error) {
    // The browser connects again by itself and goes on where it broke.
    request.log.warn({ error }, 'The live stream broke')
  } finally {
    clearInterval(heartbeat)
    raw.end()
  }
}
