import { expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openWebhookHouse } from './house.ts'
import { eventually, openReceiver } from './receiver.ts'

describeDatabases('several delivery workers', (open) => {
  it('send everything once between them', async () => {
    const house = await openWebhookHouse(await open())
    const receiver = await openReceiver()
    const { id } = await house.make(receiver.url)
    house.start()
    house.start()
    house.start()
    for (let round = 0; round < 2; round++) await house.happen(...Array.from({ length: 30 }, () => 'path.changed'))
    await receiver.until(60)
    await eventually(async () => (await house.deliveries(id)).every(({ state }) => state === 'delivered'))
    expect(receiver.received).toHaveLength(60)
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(60)
    expect(house.lines).toEqual([])
  })

  it('tell nothing old after a restore, where every event stands under the restoring transaction', async () => {
    const database = await open()
    const house = await openWebhookHouse(database)
    const receiver = await openReceiver()
    await house.happen('case.opened', 'path.changed')
    await house.make(receiver.url)
    await database.transaction(async (tx) => {
      await tx.query('UPDATE outbox SET tx = pg_current_xact_id()')
      await tx.query('UPDATE webhook_place SET tx = pg_current_xact_id()')
      await tx.query('UPDATE webhooks SET since = pg_current_snapshot()')
    })
    house.start()
    await house.happen('case.withdrawn')
    await receiver.until(1)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['case.withdrawn'])
  })

  it('pass by no event of a transaction that commits after younger ones, and tell none from before the webhook', async () => {
    const database = await open()
    const house = await openWebhookHouse(database)
    const receiver = await openReceiver()
    const write = `INSERT INTO outbox (customer_id, at, type, body) SELECT id, $1, 'path.changed', $2 FROM customers`
    if (database.kind === 'embedded') {
      // One transaction at a time.
      await database.query(write, [house.now(), { path: 'before' }])
      await house.make(receiver.url)
      house.start()
      await database.query(write, [house.now(), { path: 'after' }])
      await receiver.until(1)
      expect(receiver.received[0]!.body).toContain('"after"')
      return
    }
    let commit!: () => void
    const waiting = new Promise<void>((resolve) => (commit = resolve))
    let begin!: () => void
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const slow = database.transaction(async (tx) => {
      await tx.query(write, [house.now(), { path: 'slow' }])
      begin()
      await waiting
    })
    await begun
    await database.query(write, [house.now(), { path: 'before' }])
    await house.make(receiver.url)
    house.start()
    await database.query(write, [house.now(), { path: 'after' }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    commit()
    await slow
    await receiver.until(2)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const paths = receiver.received.map(({ body }) => (JSON.parse(body) as { data: { path: string } }).data.path)
    expect(paths.toSorted()).toEqual(['after', 'slow'])
  })
})
