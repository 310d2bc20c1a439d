import { beforeAll, expect, it, onTestFinished } from 'vitest'
import type { DeliveryJson, WebhookJson } from '../../src/api/webhook.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { startDeliveries } from '../../src/server/webhook/worker.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { eventually, openReceiver } from '../webhook/receiver.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('the doors to webhooks', (open) => {
  let server: OpenServer
  let database: Database
  let authorization: string

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    authorization = await server.bearer('admin')
    return () => server.app.close()
  })

  async function ask<Answer>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) {
    const answer = await server.app.inject({
      method,
      url: `/api/v1/webhooks${path}`,
      headers: { authorization },
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.json<Answer>() }
  }
  const make = async (payload: object) => (await ask<WebhookJson & { secret: string }>('POST', '', payload)).body

  function startWorker(): void {
    const failed = (error: unknown) => {
      throw error
    }
    const surroundings = { publicUrl: 'https://polku.example', subscribe: () => () => undefined, failed, told: failed }
    onTestFinished(startDeliveries({ ...server.webhooks, ...surroundings }, 20).stop)
  }

  it('make, show, change and delete one, and show its secret once', async () => {
    const { secret, ...made } = await make({ url: 'https://crm.example/polku', types: ['case.*'], description: 'CRM' })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(made).toEqual({
      id: expect.stringMatching(/^wh_[0-9a-z]{16}$/),
      url: 'https://crm.example/polku',
      types: ['case.*'],
      description: 'CRM',
      enabled: true,
      disabledBecause: null,
      failingSince: null,
      previousSecretUntil: null,
      waiting: 0,
      createdAt: '2026-03-10T12:00:00Z',
    })
    expect((await ask('GET', `/${made.id}`)).body).toEqual(made)
    const changed = { ...made, types: ['*'], enabled: false }
    expect((await ask('PATCH', `/${made.id}`, { types: ['*'], enabled: false })).body).toEqual(changed)
    expect((await ask('PATCH', `/${made.id}`, {})).body).toEqual(changed)
    const rotated = (await ask<WebhookJson & { secret: string }>('POST', `/${made.id}/secret`, { overlap: 60 })).body
    expect(rotated.previousSecretUntil).toBe('2026-03-10T12:01:00Z')
    expect(rotated.secret).not.toBe(secret)
    expect(await ask('DELETE', `/${made.id}`)).toEqual({ status: 200, body: { id: made.id } })
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['POST', '/secret'],
      ['GET', '/deliveries'],
    ] as const) {
      const body = method === 'PATCH' || path === '/secret' ? {} : undefined
      expect((await ask(method, `/${made.id}${path}`, body)).status).toBe(404)
    }
  })

  it('name the field that is not as expected', async () => {
    const refused = async (payload: object) => {
      const { status, body } = await ask<{ problems: { field: string; message: string }[] }>('POST', '', payload)
      return [status, ...body.problems.map(({ field, message }) => `${field} ${message}`)]
    }
    const url = 'https://crm.example/polku'
    expect(await refused({ url: 'http://8.8.8.8/' })).toEqual([422, expect.stringMatching(/^url must be https/)])
    expect(await refused({ url: 'https://169.254.169.254/' })).toEqual([422, expect.stringMatching(/^url leads to a private/)])
    expect(await refused({ url: 'https://me:word@crm.example/' })).toEqual([422, expect.stringMatching(/^url must hold no user name/)])
    expect(await refused({ url, types: ['case.*', 'cases.*'] })).toEqual([422, expect.stringMatching(/^types\.1 must be \*, a word/)])
    expect(await refused({ url, types: [] })).toEqual([422, expect.stringMatching(/^types /)])
    expect(await refused({ url, secret: 'mine' })).toEqual([422, expect.stringMatching(/^secret /)])
  })

  it('need a token that may do everything', async () => {
    for (const scope of ['read', 'ingest'] as const) {
      const headers = { authorization: await server.bearer(scope) }
      expect((await server.app.inject({ url: '/api/v1/webhooks', headers })).statusCode).toBe(403)
    }
    expect((await server.app.inject({ url: '/api/v1/webhooks' })).statusCode).toBe(401)
  })

  it('tell page by page, and 100 at most', async () => {
    const before = (await ask<{ items: WebhookJson[] }>('GET', '?limit=200')).body.items.length
    for (let index = before; index < 100; index++) await make({ url: `https://crm.example/${index}`, enabled: false })
    expect(await ask('POST', '', { url: 'https://crm.example/more' })).toMatchObject({
      status: 409,
      body: { title: expect.stringMatching(/100/) },
    })
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = `?limit=33${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { items, next }: { items: WebhookJson[]; next: string | null } = (
        await ask<{ items: WebhookJson[]; next: string | null }>('GET', query)
      ).body
      ids.push(...items.map(({ id }) => id))
      cursor = next
    }
    expect([ids.length, new Set(ids).size]).toEqual([100, 100])
    await database.query('DELETE FROM webhooks')
  })

  it('tell what an encounter brings about, and what came of telling it', async () => {
    let isUp = false
    const receiver = await openReceiver(() => (isUp ? { status: 200, body: 'thanks' } : { status: 500 }))
    const { id } = await make({ url: receiver.url, types: ['friction.*', 'customer.merged'] })
    startWorker()
    const send = async (payload: object) => {
      const headers = { authorization: await server.bearer('ingest') }
      expect((await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload })).statusCode).toBe(202)
    }
    const encounter = { occurredAt: '2026-03-09T12:00:00Z', touchpoint: 'form', journey: 'loan', matter: 'L', initiator: 'customer' }
    await send([
      { ...encounter, id: 'e-1', customer: { crm: 'C-7' }, signals: ['leaving'] },
      { ...encounter, id: 'e-2', customer: { email: 'aino@example.com' }, matter: 'M' },
    ])
    await receiver.until(1)
    const deliveries = async (query = '') => (await ask<{ items: DeliveryJson[] }>('GET', `/${id}/deliveries${query}`)).body.items
    const tried = async () => {
      while ((await deliveries()).some(({ tries }) => tries.length === 0)) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await tried()
    const [friction] = await deliveries()
    expect(friction).toMatchObject({
      type: 'friction.found',
      state: 'waiting',
      attempts: 1,
      tries: [{ status: 500, problem: 'answered 500' }],
    })
    const { data } = JSON.parse(receiver.received[0]!.body) as { data: { customer: string; links: Record<string, string> } }
    expect(data).toMatchObject({ path: 'loan/L', kind: 'leaving', severity: 5, occurredAt: '2026-03-09T12:00:00Z' })
    for (const link of Object.values(data.links)) {
      const headers = { authorization: await server.bearer('read') }
      expect((await server.app.inject({ url: link.slice('https://polku.example'.length), headers })).statusCode).toBe(200)
    }
    isUp = true
    expect(await ask('POST', `/${id}/deliveries/${friction!.id}/resend`)).toEqual({ status: 202, body: { resent: 1 } })
    await receiver.until(2)
    await send({ ...encounter, id: 'e-3', customer: { crm: 'C-7', email: 'aino@example.com' } })
    const merged = await eventually(async () => receiver.received.map(({ body }) => body).find((body) => body.includes('customer.merged')))
    expect(merged).not.toMatch(/aino|C-7/)
    expect((await deliveries('?type=customer.merged')).map(({ payload }) => payload)).toEqual([merged])
    expect(await deliveries('?until=2026-03-10T12:00:00Z')).toEqual([])
    const test = (await ask<{ delivery: string }>('POST', `/${id}/test`)).body.delivery
    const told = await eventually(async () => receiver.received.find((each) => each.id === test))
    expect(JSON.parse(told.body)).toMatchObject({ type: 'webhook.test', data: { webhook: id } })
    await tried()
    expect((await deliveries('?state=delivered&limit=1'))[0]!.tries.at(-1)).toMatchObject({ status: 200, answer: 'thanks', problem: null })
    expect(await ask('POST', `/${id}/resend`, { since: '2026-03-01T00:00:00Z' })).toEqual({ status: 202, body: { resent: 0 } })
    expect((await ask('POST', `/${id}/deliveries/evt_1-1/resend`)).status).toBe(404)
  })
})
