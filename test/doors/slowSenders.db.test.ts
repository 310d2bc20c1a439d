import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('senders that are slow on purpose', (open) => {
  let server: OpenServer
  let port: number
  let authorization: string

  beforeAll(async () => {
    server = await openServer(await open(), START)
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    port = (server.app.server.address() as AddressInfo).port
    authorization = await server.bearer('ingest')
    return () => server.app.close()
  })

  /** Sends a piece every 100 ms and never ends; answers what the server said and after how many ms it hung up. */
  async function dribble(first: string, piece: string) {
    const began = Date.now()
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.setEncoding('utf8').on('data', (text: string) => (said += text))
    socket.on('error', () => undefined)
    socket.write(first)
    const timer = setInterval(() => socket.write(piece), 100)
    await once(socket, 'close')
    clearInterval(timer)
    return { status: /^HTTP\/1\.1 (\d+)/.exec(said)?.[1], after: Date.now() - began }
  }

  it('have a limited time for the head and for the whole of a request, as others go on', async () => {
    const { headersTimeout, requestTimeout } = server.app.server
    expect([headersTimeout, requestTimeout]).toEqual([20_000, 120_000])
    Object.assign(server.app.server, { headersTimeout: 600, requestTimeout: 1500 })
    const head = 'POST /v1/batch HTTP/1.1\r\nHost: localhost\r\n'
    const body = `${head}Authorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"batch": [`
    const slow = Promise.all([dribble(head, 'X-a: b\r\n'), dribble(body, ' '), dribble(body.replace('batch HTTP', 'encounters HTTP'), ' ')])
    const item = { id: 'quick', occurredAt: '2026-03-02T18:14:00Z', customer: { crm: 'C-1' }, touchpoint: 'form' }
    const quick = await fetch(`http://127.0.0.1:${port}/v1/encounters`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(item),
    })
    expect(await quick.json()).toMatchObject({ accepted: 1 })
    for (const { status, after } of await slow) {
      expect(status).toBe('408')
      expect(after).toBeLessThan(15_000)
    }
  })
})
