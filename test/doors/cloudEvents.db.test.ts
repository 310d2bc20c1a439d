import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from 'cloudevents'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('CloudEvents of the real package', (open) => {
  let server: OpenServer
  let database: Database
  let door: string
  let authorization: string

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    door = `${await server.app.listen({ host: '127.0.0.1', port: 0 })}/v1/cloudevents`
    authorization = await server.bearer('ingest')
    return () => server.app.close()
  })

  const event = (id: string, more: object = {}) =>
    new CloudEvent({
      id,
      source: '/loans',
      type: 'loan-application',
      subject: 'crm:C-1',
      time: '2026-03-02T18:14:00.000Z',
      channel: 'web',
      data: { journey: 'car-loan', matter: 'LN-1', initiator: 'customer', step: 'start', provides: ['income'], amount: 5 },
      ...more,
    })

  async function send(body: string, headers: Record<string, string>) {
    const answer = await fetch(door, { method: 'POST', headers: { authorization, ...headers }, body })
    return { status: answer.status, body: await answer.json() }
  }

  it('come in structured and binary from its emitter, and the same event again is a duplicate', async () => {
    for (const [mode, accepted] of [
      [Mode.STRUCTURED, 1],
      [Mode.BINARY, 0],
    ] as const) {
      const emit = emitterFor(httpTransport(door), { binding: HTTP, mode })
      const { body } = (await emit(event('e-1'), { headers: { authorization } })) as { body: string }
      expect(JSON.parse(body)).toEqual({ accepted, duplicates: 1 - accepted, rejected: [] })
    }
    const emit = emitterFor(httpTransport(door), { mode: Mode.BINARY })
    await emit(event('e-2', { data: { matter: 'LN-1', journey: 'car-loan' }, stage: 'apply' }), { headers: { authorization } })
    const { items } = (await server.read('customers/crm:C-1/timeline')).json()
    expect(items).toMatchObject([
      { id: '/loans e-2', stage: 'apply', channel: 'web' },
      {
        id: '/loans e-1',
        channel: 'web',
        occurredAt: '2026-03-02T18:14:00Z',
        path: 'car-loan/LN-1',
        encounter: { properties: { amount: 5 } },
      },
    ])
  })

  it('come in batches, where a bad one is refused by itself', async () => {
    const batch = [event('b-1'), { ...event('b-2').toJSON(), specversion: '0.3' }, event('b-3', { subject: undefined }), event('b-4')]
    const { status, body } = await send(JSON.stringify(batch), { 'content-type': 'application/cloudevents-batch+json' })
    expect([status, body.accepted]).toEqual([202, 2])
    expect(body.rejected).toMatchObject([
      { index: 1, problem: 'specversion must be "1.0"' },
      { index: 2, id: '/loans b-3', problems: [{ field: 'customer' }] },
    ])
    expect(await database.query(`SELECT door FROM quarantine`)).toEqual([{ door: '/v1/cloudevents' }, { door: '/v1/cloudevents' }])
  })

  it('come as headers in any characters, with data that is no JSON, and without a time', async () => {
    const message = HTTP.binary(event('h-1'))
    const headers = {
      ...(message.headers as Record<string, string>),
      'ce-subject': 'user:%C3%84ij%C3%A4',
      'ce-touchpoint': '"desk%20%22a%22"',
    }
    expect((await send('words', { ...headers, 'content-type': 'text/plain' })).body.accepted).toBe(1)
    const { items } = (await server.read(`customers/${encodeURIComponent('user:Äijä')}/timeline`)).json()
    expect(items).toMatchObject([{ touchpoint: 'desk "a"', encounter: { properties: { data: 'words' } } }])
    const { time: _time, ...timeless } = event('h-2').toJSON() as Record<string, unknown>
    const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' }
    expect((await send(JSON.stringify(timeless), structured)).body.accepted).toBe(1)
    await server.tick(START + 60_000)
    expect((await send(JSON.stringify(timeless), structured)).body).toEqual({ accepted: 0, duplicates: 1, rejected: [] })
  })

  it('are refused whole when nothing could be read', async () => {
    for (const [body, headers, status] of [
      ['{', { 'content-type': 'application/cloudevents+json' }, 400],
      ['', { 'content-type': 'application/cloudevents-batch+json' }, 400],
      ['{"a":', { 'content-type': 'application/json', 'ce-id': '1' }, 400],
      ['<a/>', { 'content-type': 'application/xml' }, 415],
      ['x', { 'content-type': 'application/cloudevents+avro' }, 415],
      [JSON.stringify(Array.from({ length: 5001 }, () => ({}))), { 'content-type': 'application/cloudevents-batch+json' }, 413],
    ] as [string, Record<string, string>, number][]) {
      expect([headers, (await send(body, headers)).status]).toEqual([headers, status])
    }
    expect((await send('[]', { 'content-type': 'application/cloudevents-batch+json', authorization: 'Bearer x' })).status).toBe(401)
  })
})
