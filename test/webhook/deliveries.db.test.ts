import { Webhook } from 'standardwebhooks'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { resendAll, resendOne } from '../../src/server/webhook/deliveries.ts'
import { makeSecret, openVault } from '../../src/server/webhook/secrets.ts'
import { prune } from '../../src/server/webhook/prune.ts'
import { changeWebhook, findWebhook, rotateSecret, testWebhook } from '../../src/server/webhook/webhooks.ts'
import { openWebhookHouse, type WebhookHouse } from './house.ts'
import { eventually, openReceiver, type Received } from './receiver.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Checks a request with the public library as if it came at `at`; answers what it says. */
function verified(secret: string, { body, headers }: Received, at = Date.now()): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: at })
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>)
  } finally {
    vi.useRealTimers()
  }
}

describeDatabases('webhooks', (open) => {
  let database: Database
  let house: WebhookHouse

  beforeEach(async () => {
    database = await open()
    house = await openWebhookHouse(database)
  })

  it('are told what they asked for, from now on, thin, and signed as the public library checks it', async () => {
    const all = await openReceiver()
    const some = await openReceiver()
    await house.happen('friction.found')
    const { secret, id } = await house.make(all.url)
    await house.make(some.url, ['case.*', 'path.changed'])
    house.start()
    await house.happen('friction.found', 'case.opened', 'path.changed', 'customer.merged')
    await Promise.all([all.until(4), some.until(2)])
    const types = (list: Received[]) => list.map(({ body }) => (JSON.parse(body) as { type: string }).type).toSorted()
    expect(types(all.received)).toEqual(['case.opened', 'customer.merged', 'friction.found', 'path.changed'])
    expect(types(some.received)).toEqual(['case.opened', 'path.changed'])
    const changed = all.received.find(({ body }) => body.includes('path.changed'))!
    const [customer] = await database.query<{ id: number }>('SELECT id FROM customers')
    const name = `id:${customer!.id}`
    expect(verified(secret, changed)).toEqual({
      type: 'path.changed',
      timestamp: new Date(house.now()).toISOString(),
      data: {
        customer: name,
        path: 'loan/L-3',
        links: {
          customer: `https://polku.example/api/v1/customers/${name}`,
          path: `https://polku.example/api/v1/paths/loan%2FL-3?customer=${name}`,
        },
      },
    })
    expect(changed.headers['content-type']).toBe('application/json')
    expect(() => verified(secret, { ...changed, body: changed.body.replace('L-3', 'L-4') })).toThrow('No matching signature')
    expect(() => verified(secret, changed, house.now() + 6 * MINUTE)).toThrow('too old')
    expect(all.received.map(({ body }) => body).join()).not.toContain('C-1')
    const [kept] = await database.query<{ secret: string }>('SELECT secret FROM webhooks WHERE id = $1', [id])
    expect(kept!.secret).not.toContain(secret.slice(6, 20))
  })

  it('try again under the same id with a new time, ever later, until it is taken', async () => {
    const receiver = await openReceiver((_received, count) => ({ status: count < 4 ? 500 : 200, body: `no ${count}` }))
    const { id, secret } = await house.make(receiver.url)
    house.start()
    await house.happen('case.opened')
    for (const [attempt, pause] of [5.9, 360, 2160].entries()) {
      const count = attempt + 1
      await receiver.until(count)
      const { nextAt } = await eventually(async () => (await house.deliveries(id)).find((each) => each.attempts === count))
      expect(Date.parse(nextAt!)).toBeLessThanOrEqual(house.now() + pause * 1020)
      house.setClock(Date.parse(nextAt!) - 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(receiver.received).toHaveLength(count)
      house.setClock(Date.parse(nextAt!))
    }
    await receiver.until(4)
    const done = await eventually(async () => (await house.deliveries(id)).find((each) => each.state === 'delivered'))
    expect(done.tries.map(({ status, answer, problem }) => [status, answer, problem])).toEqual([
      [500, 'no 1', 'answered 500'],
      [500, 'no 2', 'answered 500'],
      [500, 'no 3', 'answered 500'],
      [200, 'no 4', null],
    ])
    expect(done.nextAt).toBeNull()
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1)
    expect(new Set(receiver.received.map((each) => each.headers['webhook-timestamp'])).size).toBe(4)
    expect(verified(secret, receiver.received[3]!, house.now())).toMatchObject({ type: 'case.opened' })
    expect(await findWebhook(house.parts, id)).toMatchObject({ failingSince: null, waiting: 0, enabled: true })
  })

  it('sign with both secrets while one is being changed for the other', async () => {
    const receiver = await openReceiver()
    const { id, secret } = await house.make(receiver.url)
    const rotated = (await rotateSecret(house.parts, id, 3600))!
    house.start()
    await house.happen('case.opened')
    await receiver.until(1)
    expect(String(receiver.received[0]!.headers['webhook-signature']).split(' ')).toHaveLength(2)
    for (const each of [secret, rotated.secret])
      expect(verified(each, receiver.received[0]!, house.now())).toMatchObject({ type: 'case.opened' })
    // Sent again it would be, had its lease run out before it was settled.
    await eventually(async () => (await house.deliveries(id))[0]?.state === 'delivered')
    house.setClock(house.now() + 3600_000)
    await house.happen('case.withdrawn')
    await receiver.until(2)
    expect(verified(rotated.secret, receiver.received[1]!, house.now())).toMatchObject({ type: 'case.withdrawn' })
    expect(() => verified(secret, receiver.received[1]!, house.now())).toThrow('No matching signature')
    expect(rotated.previousSecretUntil).not.toBeNull()
  })

  it('leave a busy receiver alone as long as it asks for', async () => {
    const receiver = await openReceiver((_received, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '120' } } : { status: 200 },
    )
    const { id } = await house.make(receiver.url)
    house.start()
    await house.happen('case.opened')
    await receiver.until(1)
    await eventually(async () => (await house.deliveries(id)).find((each) => each.attempts === 1))
    house.setClock(house.now() + 119_000)
    await house.happen('case.withdrawn')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(receiver.received).toHaveLength(1)
    house.setClock(house.now() + 1000)
    await receiver.until(3)
  })

  it('are turned off by 410 and after five days without success, and go on from then when turned on', async () => {
    const receiver = await openReceiver((_received, count) => ({ status: count === 1 ? 410 : 200 }))
    const { id } = await house.make(receiver.url)
    house.start()
    await house.happen('case.opened')
    await eventually(async () => (await findWebhook(house.parts, id))?.enabled === false)
    expect(await findWebhook(house.parts, id)).toMatchObject({ disabledBecause: expect.stringContaining('410'), waiting: 1 })
    // Told once it is committed.
    await expect.poll(() => house.lines).toEqual([`Webhook ${id} was turned off. The receiver answered 410: it wants nothing more.`])
    await house.happen('path.changed')
    house.setClock(house.now() + MINUTE)
    await expect(testWebhook(house.parts, id)).rejects.toThrow('turned off')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(receiver.received).toHaveLength(1)
    expect(await changeWebhook(house.parts, id, { enabled: true })).toMatchObject({ disabledBecause: null, failingSince: null })
    await house.happen('case.withdrawn')
    await receiver.until(3)
    const types = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)
    expect(types.toSorted()).toEqual(['case.opened', 'case.opened', 'case.withdrawn'])
  })

  it('are given up after ten attempts, and sent again when asked for', async () => {
    let isUp = false
    const receiver = await openReceiver(() => ({ status: isUp ? 200 : 503 }))
    const { id } = await house.make(receiver.url)
    house.start()
    const begun = house.now()
    await house.happen('case.opened')
    for (let attempt = 1; attempt <= 10; attempt++) {
      await receiver.until(attempt)
      const kept = await eventually(async () => (await house.deliveries(id)).find((each) => each.attempts === attempt))
      if (kept.nextAt !== null) house.setClock(Math.max(Date.parse(kept.nextAt), house.now() + MINUTE))
    }
    const [failed] = await house.deliveries(id)
    expect(failed).toMatchObject({ state: 'failed', attempts: 10, nextAt: null })
    expect(house.now() - begun).toBeGreaterThan(3 * DAY)
    expect(await findWebhook(house.parts, id)).toMatchObject({ enabled: true, failingSince: new Date(begun).toISOString() })
    house.setClock(house.now() + 5 * MINUTE)
    isUp = true
    expect(await resendAll(house.parts, id, house.now())).toBe(0)
    expect(await resendAll(house.parts, id, begun)).toBe(1)
    await receiver.until(11)
    await eventually(async () => (await house.deliveries(id))[0]!.state === 'delivered')
    expect(await resendOne(house.parts, id, failed!.id)).toBe(1)
    await receiver.until(12)
    expect(new Set(receiver.received.map((each) => each.id))).toEqual(new Set([failed!.id]))
    expect(await resendOne(house.parts, id, 'evt_0-0')).toBe(0)
  })

  it('do not wait for each other: a slow receiver holds up only its own', async () => {
    const slow = await openReceiver(() => 'never')
    const quick = await openReceiver()
    const { id } = await house.make(slow.url)
    await house.make(quick.url)
    const patient = house.start(600_000)
    await house.happen(...Array.from({ length: 40 }, () => 'path.changed'))
    await quick.until(40)
    await slow.until(1)
    expect(slow.received.length).toBeLessThanOrEqual(4)
    expect((await house.deliveries(id)).filter((each) => each.attempts > 0)).toEqual([])
    await patient.stop()
    house.start(200)
    const [first] = await eventually(async () => {
      const tried = (await house.deliveries(id)).filter((each) => each.attempts > 0)
      return tried.length > 0 && tried
    })
    expect(first!.tries).toMatchObject([{ status: null, problem: 'did not answer within 0.2 s' }])
  })

  it('cannot be told under another POLKU_SECRET, and say so', async () => {
    const receiver = await openReceiver()
    const { id } = await house.make(receiver.url)
    await database.query('UPDATE webhooks SET secret = $1', [openVault('another secret of the house').seal(makeSecret(), id)])
    house.start()
    await house.happen('case.opened')
    const tried = await eventually(async () => (await house.deliveries(id)).find((each) => each.attempts === 1))
    expect(tried.tries[0]!.problem).toMatch(/rotate the secret/)
    expect(receiver.received).toEqual([])
  })

  it('leave no log and no outbox behind that nobody needs any more, and keep what is still to be told', async () => {
    const events = async () => (await database.query('SELECT 1 FROM outbox')).length
    const begun = house.now()
    await house.happen('case.opened')
    // A webhook's place is behind every transaction under way when it is made, those of other databases on the same server included.
    await eventually(async () => {
      const [row] = await database.query<{ over: boolean }>(
        'SELECT bool_and(tx < pg_snapshot_xmin(pg_current_snapshot())) AS over FROM outbox',
      )
      return row!.over
    })
    await prune(database, begun + 7 * DAY)
    expect(await events()).toBe(1)
    const receiver = await openReceiver()
    const { id } = await house.make(receiver.url)
    await house.happen('case.withdrawn')
    await prune(database, begun + 8 * DAY)
    expect(await events()).toBe(1)
    const worker = house.start()
    await receiver.until(1)
    await eventually(async () => (await house.deliveries(id))[0]?.state === 'delivered')
    await worker.stop()
    await prune(database, begun + 8 * DAY)
    expect([await events(), (await house.deliveries(id)).length]).toEqual([0, 1])
    await prune(database, begun + 15 * DAY)
    expect(await house.deliveries(id)).toEqual([])
  })
})
