import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A Polku of a test's own: where it answers, what it has printed so far, and how to stop it; `stop` tells its exit code. */
export type RunningPolku = { address: string; printed: () => string; stop: () => Promise<number | null> }

/** Starts Polku as `npm start` does, on a free port with an embedded database in a temporary folder; ready when it has told its address. */
export async function startPolku(...args: string[]): Promise<RunningPolku> {
  const folder = mkdtempSync(join(tmpdir(), 'polku-data-'))
  const program = fileURLToPath(new URL('../../bin/start.js', import.meta.url))
  const { DATABASE_URL: _database, POLKU_SECRET: _secret, ...environment } = process.env
  const server = spawn(process.execPath, [program, ...args], {
    env: { ...environment, PORT: '0', POLKU_DATA: join(folder, 'data'), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(server, 'exit') as Promise<[number | null]>
  let printed = ''
  const stop = async () => {
    server.kill('SIGTERM')
    const [code] = await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    return code
  }
  const told = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString()
      const address = /https?:\/\/\S+:\d+/.exec(printed)?.[0]
      if (address !== undefined) resolve(address)
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.once('exit', () => reject(new Error(`Polku ended before it answered:\n${printed}`)))
    setTimeout(() => reject(new Error(`Polku did not answer within two minutes:\n${printed}`)), 120_000).unref()
  })
  try {
    return { address: await told, printed: () => printed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
