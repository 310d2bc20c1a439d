import { Analytics } from '@segment/analytics-node'
import { expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { openLossyProxy } from './lossyProxy.ts'

const HOUR = 3_600_000

describeDatabases('Segment’s own client for Node', (open) => {
  /** A server whose clock is ahead of this machine's, and so of the client's, by `ahead` ms. */
  async function start(ahead: number, losses: number) {
    const database = await open()
    const server = await openServer(database, Date.now() + ahead)
    const proxy = await openLossyProxy(await server.app.listen({ host: '127.0.0.1', port: 0 }), losses)
    const writeKey = (await server.bearer('ingest')).slice('Bearer '.length)
    const analytics = new Analytics({ writeKey, host: proxy.address })
    const failures: unknown[] = []
    analytics.on('error', (failure) => failures.push(failure))
    return {
      analytics,
      server,
      database,
      counts: proxy.counts,
      end: async () => {
        await analytics.closeAndFlush()
        expect(failures).toEqual([])
        expect(await database.query('SELECT problems FROM quarantine')).toEqual([])
      },
      close: async () => {
        proxy.close()
        await server.app.close()
      },
    }
  }

  const read = async (server: OpenServer, path: string) => (await server.read(path)).json()

  it('sends every call; who was anonymous is the customer who signed in, and the path is that of the native door', async () => {
    const { analytics, server, end, close } = await start(0, 0)
    const now = Date.now()
    const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000)
    const facets = { journey: 'car-loan', matter: 'LN-1' }
    const steps = [
      { minutes: 50, touchpoint: 'calculator', facets: { ...facets, initiator: 'customer' } },
      { minutes: 40, touchpoint: 'loan-application', facets: { ...facets, initiator: 'customer', step: 'start', provides: ['income'] } },
      { minutes: 20, touchpoint: 'loan-decision', facets: { ...facets, initiator: 'company', step: 'complete', outcome: 'granted' } },
    ]
    analytics.page({ anonymousId: 'a-1', name: 'Calculator', timestamp: at(50), properties: steps[0]!.facets })
    analytics.track({
      anonymousId: 'a-1',
      event: 'Loan Application',
      timestamp: at(40),
      properties: { ...steps[1]!.facets, amount: 12_000 },
    })
    analytics.identify({
      userId: 'C-1',
      anonymousId: 'a-1',
      traits: { name: 'Aino Esimerkki', email: 'aino@example.com' },
      timestamp: at(39),
    })
    analytics.alias({ userId: 'C-1', previousId: 'a-0', timestamp: at(39) })
    analytics.group({ userId: 'C-1', groupId: 'g-1', traits: { seats: 3 }, timestamp: at(39) })
    analytics.track({ userId: 'C-1', event: 'Loan Decision', timestamp: at(20), properties: steps[2]!.facets })
    analytics.screen({ userId: 'C-1', name: 'Balance', timestamp: at(10), properties: { journey: 'banking' } })
    await end()
    const native = steps.map(({ minutes, touchpoint, facets: given }, index) => ({
      id: `n-${index}`,
      occurredAt: at(minutes).toISOString(),
      customer: { crm: 'C-2' },
      touchpoint,
      ...(index === 0 && { channel: 'web' }),
      ...given,
      matter: 'LN-2',
    }))
    await server.app.inject({
      method: 'POST',
      url: '/v1/encounters',
      headers: { authorization: await server.bearer('ingest') },
      payload: native,
    })

    const customer = await read(server, 'customers/anonymous:a-1')
    expect(customer).toMatchObject({
      customer: 'crm:C-1',
      displayName: 'Aino Esimerkki',
      encounters: 4,
      identifiers: ['crm:C-1', 'email:aino@example.com', 'anonymous:a-0', 'anonymous:a-1'],
      attributes: { name: 'Aino Esimerkki', group: { id: 'g-1', seats: 3 } },
    })
    const other = await read(server, 'customers/crm:C-2')
    const own = (path: Record<string, unknown>) => JSON.stringify(path).replaceAll(/crm:C-\d|LN-\d|"n-\d"|"[\w-]{20,}"/g, '#')
    const loan = customer.paths.filter(({ journey }: { journey: string }) => journey === 'car-loan')
    expect(loan.map(own)).toEqual(other.paths.map(own))
    expect(loan).toMatchObject([{ state: 'completed', matter: 'LN-1' }])
    const { items } = await read(server, 'customers/crm:C-1/timeline')
    expect(items.map((item: Record<string, unknown>) => [item['touchpoint'], item['channel']])).toEqual([
      ['balance', 'app'],
      ['loan-decision', null],
      ['loan-application', null],
      ['calculator', 'web'],
    ])
    expect(items[2].encounter.properties).toEqual({ amount: 12_000 })
    await close()
  })

  it.each([
    ['right', 0],
    ['three hours slow', 3 * HOUR],
    ['three hours fast', -3 * HOUR],
    ['four days slow', 96 * HOUR],
  ])('with its clock %s, and answers lost after the server took it: at the right times, nothing twice', async (_name, ahead) => {
    const { analytics, server, counts, end, close } = await start(ahead, 1)
    const now = Date.now()
    analytics.track({ userId: 'C-7', event: 'Basket', timestamp: new Date(now - 600_000) })
    analytics.track({ userId: 'C-7', event: 'Order' })
    analytics.identify({ userId: 'C-7', traits: { plan: 'gold' } })
    await end()
    expect(counts).toEqual({ asked: 2, lost: 1 })
    // The client's own clock may be some moments ahead.
    await server.tick(Date.now() + ahead + 60_000)
    const { items } = await read(server, 'customers/crm:C-7/timeline')
    expect(items.map(({ touchpoint }: { touchpoint: string }) => touchpoint)).toEqual(['order', 'basket'])
    const [order, basket] = items.map(({ occurredAt }: { occurredAt: string }) => Date.parse(occurredAt) - now - ahead)
    expect(Math.abs(basket + 600_000)).toBeLessThan(15_000)
    expect(Math.abs(order)).toBeLessThan(15_000)
    expect((await read(server, 'customers/crm:C-7')).attributes).toEqual({ plan: 'gold' })
    await close()
  })
})
