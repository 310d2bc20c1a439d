import { expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')
const MINUTE = 60_000

describeDatabases('a customer’s panel', (open) => {
  it('opens by its own link, for its own customer, for its own time', async () => {
    const server = await openServer(await open(), START)
    const authorization = await server.bearer('ingest')
    for (const customer of ['email:aino@example.com', 'crm:C-2']) {
      const [kind, value] = customer.split(':')
      const encounter = {
        id: customer,
        occurredAt: '2026-03-10T10:00:00Z',
        customer: { [kind!]: value },
        touchpoint: 'desk',
        channel: 'web',
      }
      const sent = await server.app.inject({
        method: 'POST',
        url: '/v1/encounters',
        headers: { authorization },
        payload: [encounter],
      })
      expect(sent.statusCode).toBe(202)
    }
    const make = async (customer: string, minutes: number, scope: 'read' | 'ingest' = 'read') =>
      server.app.inject({
        method: 'POST',
        url: `/api/v1/customers/${customer}/panel-link`,
        headers: { authorization: await server.bearer(scope) },
        payload: { minutes },
      })
    expect((await make('crm:C-2', 60, 'ingest')).statusCode).toBe(403)
    expect((await make('crm:nobody', 60)).statusCode).toBe(404)
    expect((await make('crm:C-2', 1441)).json().problems[0].field).toBe('minutes')

    const made = await make('email:aino@example.com', 60)
    expect(made.json().until).toBe('2026-03-10T13:00:00Z')
    const address = new URL(made.json().address)
    expect(address.pathname).toBe('/panel/customers/email%3Aaino%40example.com')
    const key = address.searchParams.get('key')!
    const look = (customer: string, shown: string) =>
      server.app.inject({ url: `/api/v1/panel/${customer}?key=${shown}`, headers: { host: 'polku.example' } })
    const seen = await look('email:aino@example.com', key)
    expect([seen.statusCode, seen.json().brief.customer, seen.headers['cache-control']]).toEqual([
      200,
      'email:aino@example.com',
      'no-store',
    ])
    expect((await look('crm:C-2', key)).statusCode).toBe(403)
    const altered = key.slice(0, 30) + (key[30] === 'A' ? 'B' : 'A') + key.slice(31)
    for (const wrong of [altered, '', 'x'.repeat(60)]) expect((await look('email:aino@example.com', wrong)).statusCode).toBe(403)
    await server.tick(START + 60 * MINUTE - 1)
    expect((await look('email:aino@example.com', key)).statusCode).toBe(200)
    await server.tick(START + 60 * MINUTE)
    expect((await look('email:aino@example.com', key)).json().title).toBe('The link opened this panel until 2026-03-10T13:00:00Z.')
    await server.app.close()
  })
})
