import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { runCommandLine } from '../../src/cli/commandLine.ts'
import { listen, loadConfig, openPolku, startTelling, type Polku } from '../../src/compose.ts'
import { createDatabase } from '../setup/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'
import { openReceiver } from '../webhook/receiver.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-webhook-'))

/** Runs `polku webhook …` and catches what it prints. */
async function webhook(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)))
  try {
    return { code: await runCommandLine(['webhook', ...args]), out, err }
  } finally {
    vi.restoreAllMocks()
  }
}

function useSettings(more: Record<string, string>): void {
  const settings = { POLKU_DATA: folder, PORT: '0', LOG_LEVEL: 'silent', HOST: '', POLKU_WEBHOOK_PRIVATE: '127.0.0.1', ...more }
  for (const [key, value] of Object.entries(settings)) vi.stubEnv(key, value)
}

describe('polku webhook, where no server has the database open', () => {
  beforeAll(async () => {
    const { url, drop } = await createDatabase(inject('postgresUrl'))
    useSettings({ DATABASE_URL: url, POLKU_SECRET: 'x'.repeat(32) })
    return async () => {
      vi.unstubAllEnvs()
      await drop()
    }
  })

  it('makes, lists, changes and removes one', async () => {
    const added = await webhook('add', 'https://crm.example/polku', '--types', 'friction.found, case.*')
    expect(added).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^wh_\w{16}\nwhsec_\S{44}$/)],
      err: ['The secret is shown this once.'],
    })
    const id = added.out[0]!.split('\n')[0]!
    expect((await webhook('change', id, '--off')).code).toBe(0)
    expect((await webhook('list')).out.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['webhook', 'url', 'types', 'state', 'waiting'],
      [id, 'https://crm.example/polku', 'friction.found,case.*', 'off', '0'],
    ])
    expect(await webhook('test', id)).toMatchObject({ code: 3, err: [expect.stringMatching(/turned off/)] })
    expect(await webhook('rotate', id, '--overlap', '0')).toMatchObject({ code: 0, out: [expect.stringContaining('whsec_')] })
    expect(await webhook('remove', id)).toMatchObject({ code: 0, out: [`${id} is gone.`] })
    expect((await webhook('list')).out).toEqual(['There are no webhooks.'])
    expect(await webhook('remove', id)).toMatchObject({ code: 3, err: [`There is no webhook ${id}.`] })
  })

  it('says what it does not understand, and which address it refuses', async () => {
    expect(await webhook('add', 'https://10.0.0.1/')).toMatchObject({ code: 3, err: [expect.stringMatching(/^url leads to a private/)] })
    for (const args of [
      ['send'],
      ['add'],
      ['list', 'x'],
      ['change', 'wh_1', '--state', 'failed'],
      ['change', 'wh_1', '--on', '--off'],
      ['resend', 'wh_1'],
    ]) {
      expect((await webhook(...args)).code).toBe(2)
    }
  })
})

describe('polku webhook, beside a running server', () => {
  let polku: Polku
  let server: { address: string; close: () => Promise<void> }
  let worker: { stop: () => Promise<void> }

  beforeAll(async () => {
    prepareHome(folder)
    useSettings({ DATABASE_URL: '' })
    polku = await openPolku(loadConfig())
    server = await listen(polku)
    worker = startTelling(polku, console.error, console.error)
    return async () => {
      await worker.stop()
      await server.close()
      await polku.close()
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true, maxRetries: 3 })
    }
  }, 120_000)

  it('sends a test, tells what came of it, and sends again', async () => {
    let isUp = false
    const receiver = await openReceiver(() => ({ status: isUp ? 200 : 500 }))
    const id = (await webhook('add', receiver.url)).out[0]!.split('\n')[0]!
    expect(await webhook('test', id)).toMatchObject({ code: 3, out: [expect.stringMatching(/^\d attempts?: answered 500$/)] })
    isUp = true
    expect((await webhook('resend', id, '--since', '2026-01-01T00:00:00Z')).out).toEqual(['Sent again: 1 event.'])
    await receiver.until(2)
    expect(await webhook('test', id)).toMatchObject({ code: 0, out: [expect.stringMatching(/^answered 200 in \d+ ms$/)] })
    const delivered = async () => (await webhook('deliveries', id, '--state', 'delivered')).out
    await expect.poll(delivered).toHaveLength(3)
    const out = await delivered()
    expect((await webhook('resend', id, out[1]!.trim().split(' ')[0]!)).out).toEqual(['Sent again: 1 event.'])
    await receiver.until(4)
  })
})
