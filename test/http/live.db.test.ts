import { beforeAll, expect, it, onTestFinished } from 'vitest'
import type { EventJson } from '../../src/api/organisation.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('the live stream', (open) => {
  let server: OpenServer
  let database: Database
  let base: string

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    base = await server.app.listen({ host: '127.0.0.1', port: 0 })
    return () => server.app.close()
  })

  /** Listens; `next` waits for so many further events. */
  async function listen(last?: string) {
    const leaving = new AbortController()
    onTestFinished(() => leaving.abort())
    const answer = await fetch(`${base}/api/v1/events`, {
      signal: leaving.signal,
      headers: { authorization: await server.bearer('read'), ...(last !== undefined && { 'last-event-id': last }) },
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(answer.headers.get('content-encoding')).toBeNull()
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    let taken = 0
    const next = async (count: number): Promise<EventJson[]> => {
      for (;;) {
        const events = text
          .split('\n\n')
          .slice(0, -1)
          .filter((block) => block.startsWith('id:'))
        if (events.length >= taken + count) {
          const found = events.slice(taken, taken + count).map((block) => JSON.parse(block.split('\ndata: ')[1]!) as EventJson)
          taken += count
          return found
        }
        const { value, done } = await reader.read()
        if (done) throw new Error('The stream ended.')
        text += value
      }
    }
    // Its first words come once the server listens.
    while (!text.includes('retry:')) text += (await reader.read()).value ?? ''
    return { next, isOver: async () => (await reader.read()).done }
  }

  const write = (type: string, path: string) =>
    database.query(`INSERT INTO outbox (customer_id, at, type, body) SELECT id, $1, $2, $3 FROM customers WHERE name = 'crm:C-1'`, [
      START,
      type,
      { path },
    ])

  it('tells what an encounter brings about, as it happens', async () => {
    const stream = await listen()
    const headers = { authorization: await server.bearer('ingest') }
    const payload = {
      id: 'e-1',
      occurredAt: '2026-03-09T12:00:00Z',
      customer: { crm: 'C-1' },
      journey: 'loan',
      matter: 'L',
      touchpoint: 'form',
      initiator: 'customer',
      signals: ['leaving'],
    }
    expect((await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload })).statusCode).toBe(202)
    const events = await stream.next(2)
    expect(events.map((event) => event.type).toSorted()).toEqual(['friction.found', 'path.changed'])
    expect(events.find((event) => event.type === 'friction.found')).toMatchObject({
      timestamp: '2026-03-10T12:00:00Z',
      data: { customer: 'crm:C-1', path: 'loan/L', kind: 'leaving', severity: 5, occurredAt: '2026-03-09T12:00:00Z' },
    })
  })

  it('goes on where it broke, without loss and without repetition, over more than one reading', async () => {
    const before = await listen()
    await write('path.changed', 'p-0')
    const [first] = await before.next(1)
    for (let index = 1; index <= 450; index++) await write('path.changed', `p-${index}`)
    const again = await listen(first!.id)
    const events = await again.next(450)
    expect(events.map((event) => event.data.path)).toEqual(Array.from({ length: 450 }, (_, index) => `p-${index + 1}`))
    expect((await before.next(450)).map((event) => event.id)).toEqual(events.map((event) => event.id))
  })

  it('hears commits of other processes without being told', async () => {
    const stream = await listen()
    await write('path.changed', 'from-elsewhere')
    expect((await stream.next(1))[0]!.data.path).toBe('from-elsewhere')
  })

  it('passes by no event of a transaction that commits after younger ones', async () => {
    if (database.kind === 'embedded') return expect((await database.query('SELECT 1 AS one')).length).toBe(1)
    const stream = await listen()
    let commit!: () => void
    const waiting = new Promise<void>((resolve) => (commit = resolve))
    let begun!: () => void
    const isBegun = new Promise<void>((resolve) => (begun = resolve))
    const slow = database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO outbox (customer_id, at, type, body) SELECT id, $1, 'path.changed', '{"path":"slow"}' FROM customers WHERE name = 'crm:C-1'`,
        [START],
      )
      begun()
      await waiting
    })
    await isBegun
    await write('path.changed', 'quick')
    server.announce()
    const told = stream.next(2)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    commit()
    await slow
    server.announce()
    expect((await told).map((event) => event.data.path)).toEqual(['slow', 'quick'])
  })

  it('ends when the server closes', async () => {
    const other = await openServer(database, START)
    const address = await other.app.listen({ host: '127.0.0.1', port: 0 })
    const answer = await fetch(`${address}/api/v1/events`, { headers: { authorization: await other.bearer('read') } })
    const text = answer.text()
    const startedAt = Date.now()
    await other.app.close()
    expect(await text).toContain('retry:')
    // A connection that is left to itself lasts 72 s.
    expect(Date.now() - startedAt).toBeLessThan(30_000)
  })
})
