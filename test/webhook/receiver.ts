import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

/** A request as it arrived, with everything that is signed. */
export interface Received {
  headers: IncomingHttpHeaders
  id: string
  body: string
}

/** What a receiver answers; 'never' leaves the sender waiting. */
export type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'never'

/** A real server that hears webhooks; `until` waits for so many requests in all, `untilAlone` until nobody is connected. */
export interface Receiver {
  url: string
  received: Received[]
  until: (count: number) => Promise<void>
  untilAlone: () => Promise<void>
}

/** Opens a receiver on this machine for the length of a test. */
export async function openReceiver(
  answer: (received: Received, count: number) => Answer | Promise<Answer> = () => ({ status: 204 }),
): Promise<Receiver> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => null)
    // Cut off on its way.
    if (body === null) return
    const each = { headers: request.headers, id: String(request.headers['webhook-id']), body }
    received.push(each)
    const given = await answer(each, received.length)
    for (const wake of waiting) wake()
    if (given === 'never') return
    response.writeHead(given.status, given.headers).end(given.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    until: async (count) => {
      const startedAt = Date.now()
      while (received.length < count) {
        if (Date.now() - startedAt > 60_000) throw new Error(`${received.length} of ${count} requests came.`)
        let wake!: () => void
        const woken = new Promise<void>((resolve) => waiting.add((wake = resolve)))
        await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, 1000))])
        waiting.delete(wake)
      }
    },
    untilAlone: async () => {
      const connections = promisify(server.getConnections.bind(server))
      await eventually(async () => (await connections()) === 0)
    },
  }
}

/** Waits until something holds, at most `longest` ms. */
export async function eventually<Value>(look: () => Promise<Value | null | undefined | false>, longest = 60_000): Promise<Value> {
  const startedAt = Date.now()
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() - startedAt > longest) throw new Error(`It did not come about within ${longest / 1000} s.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
