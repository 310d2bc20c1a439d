import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A way to a server on which answers get lost. */
export interface LossyProxy {
  address: string
  /** How many POST requests came, and how many of their answers were lost. */
  counts: { asked: number; lost: number }
  close: () => void
}

/** Opens a way to `target` that drops the first `losses` answers to POST after the server gave them. */
export async function openLossyProxy(target: string, losses: number): Promise<LossyProxy> {
  const counts = { asked: 0, lost: 0 }
  const server = createServer((asked, answer) => {
    if (asked.method === 'POST') counts.asked++
    const onward = request(new URL(asked.url!, target), { method: asked.method, headers: asked.headers }, (answered) => {
      const chunks: Buffer[] = []
      answered.on('data', (chunk: Buffer) => chunks.push(chunk))
      answered.on('end', () => {
        if (asked.method === 'POST' && counts.lost < losses) {
          counts.lost++
          return asked.socket.destroy()
        }
        return answer.writeHead(answered.statusCode!, answered.headers).end(Buffer.concat(chunks))
      })
    })
    asked.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
