import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { createToken } from '../../src/server/access/tokens.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { LEASE } from '../../src/server/webhook/deliver.ts'
import { createDatabase } from '../setup/database.ts'
import { openWebhookHouse } from './house.ts'
import { eventually, openReceiver } from './receiver.ts'

const SECRET = 'the secret of a house that only tests know'
const root = fileURLToPath(new URL('../..', import.meta.url))
const CUSTOMERS = 20

/** Starts a server of its own process; answers where it listens and how to end it without warning. */
async function serve(environment: Record<string, string>) {
  const given = { ...environment, PORT: '0', POLKU_SECRET: SECRET, POLKU_WEBHOOK_PRIVATE: '127.0.0.1', LOG_LEVEL: 'warn' }
  const server = spawn(process.execPath, [join(root, 'bin/polku.js'), 'serve'], {
    env: { ...process.env, ...given },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  onTestFinished(() => void server.kill('SIGKILL'))
  let printed = ''
  server.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const address = await eventually(async () => /http:\/\/\S+:\d+/.exec(printed)?.[0], 120_000)
  return {
    address,
    kill: async () => {
      server.kill('SIGKILL')
      await ended
    },
  }
}

describe('a server that is killed while it tells a webhook', () => {
  it('loses nothing of what was committed', async () => {
    const { url, drop } = await createDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    let isUp = false
    const receiver = await openReceiver(() => (isUp ? { status: 200 } : 'never'))
    const before = await openDatabase({ url })
    await migrate(before)
    const { token } = await createToken(before, { name: 'test', scope: 'ingest' }, Date.now())
    const { id } = await (await openWebhookHouse(before)).make(receiver.url, ['friction.found'])
    await before.close()

    const server = await serve({ DATABASE_URL: url })
    const encounters = Array.from({ length: CUSTOMERS }, (_, index) => ({
      occurredAt: '2026-03-09T12:00:00Z',
      customer: { crm: `C-${index}` },
      touchpoint: 'form',
      initiator: 'customer',
      signals: ['leaving'],
    }))
    const answer = await fetch(`${server.address}/v1/encounters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(encounters),
    })
    expect(await answer.json()).toMatchObject({ accepted: CUSTOMERS })
    await receiver.until(1)
    await server.kill()
    await receiver.untilAlone()
    const underWay = receiver.received.map((each) => each.id)
    isUp = true

    const after = await openDatabase({ url })
    onTestFinished(() => after.close())
    const house = await openWebhookHouse(after, Date.now() + LEASE)
    house.start()
    await eventually(async () => {
      const deliveries = await house.deliveries(id)
      return deliveries.length === CUSTOMERS && deliveries.every(({ state }) => state === 'delivered')
    })
    const told = receiver.received.slice(underWay.length).map((each) => each.id)
    expect([told.length, new Set(told).size]).toEqual([CUSTOMERS, CUSTOMERS])
    expect(told).toEqual(expect.arrayContaining(underWay))
  }, 180_000)
})
