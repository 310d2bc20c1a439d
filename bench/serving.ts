import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DefinitionsInput } from '../src/domain/journey/definition.ts'
import { createToken } from '../src/server/access/tokens.ts'
import { openDatabase, type Database } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { createDatabase } from '../test/setup/database.ts'

/** Polku in a process of its own, whose clock the benchmark moves. */
export interface Serving {
  address: string
  token: string
  moveClock: (at: number) => void
  /** Seconds of processor that it has spent. */
  processor: () => number
  /** Memory that it holds, in bytes. */
  memory: () => number
  stop: () => Promise<void>
  /** Ends it at once, whatever it is at. */
  kill: () => void
}

/** Where a benchmark's server keeps what it takes: an empty database, and what the server must be told to find it. */
export interface Place {
  database: Database
  settings: Record<string, string>
  /** Lets go of the database where only one may hold it. */
  release: () => Promise<void>
  remove: () => Promise<void>
}

/** An empty place in the embedded database, or on the PostgreSQL at `url`. */
export async function openPlace(url: string | undefined): Promise<Place> {
  if (url === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'polku-bench-'))
    const database = await openDatabase({ folder: join(folder, 'database') })
    await migrate(database)
    const remove = async () => rmSync(folder, { recursive: true, maxRetries: 3 })
    return { database, settings: { POLKU_DATA: folder }, release: () => database.close(), remove }
  }
  const created = await createDatabase(url)
  const database = await openDatabase({ url: created.url })
  await migrate(database)
  return {
    database,
    settings: { DATABASE_URL: created.url, POLKU_SECRET: 'x'.repeat(32) },
    release: async () => undefined,
    remove: async () => {
      await database.close()
      await created.drop()
    },
  }
}

/** Starts Polku on a place, with a token that may do everything and these definitions. */
export async function startServing(place: Place, definitions: DefinitionsInput, more: Record<string, string> = {}): Promise<Serving> {
  const { token } = await createToken(place.database, { name: 'bench', scope: 'admin' }, Date.now())
  await place.release()
  const server = fork(new URL('./intakeServer.ts', import.meta.url), {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...place.settings, ...more },
    execArgv: [...process.execArgv, ...(process.env['SERVER_ARGS']?.split(' ') ?? [])],
  })
  const [address] = (await once(server, 'message')) as [string]
  const defined = await fetch(`${address}/api/v1/definitions`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(definitions),
  })
  if (!defined.ok) throw new Error(await defined.text())
  return {
    address,
    token,
    moveClock: (at) => void server.send(at),
    processor: () => processorOf(server),
    memory: () => memoryOf(server),
    stop: async () => {
      server.kill('SIGTERM')
      await once(server, 'exit')
    },
    kill: () => void server.kill('SIGKILL'),
  }
}

/** Sends bodies to the native door over so many kept connections; answers how long each took in ms, and the text of the answer. */
export function openSender({ address, token }: Serving, connections: number): (body: string) => Promise<{ took: number; text: string }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return (body) =>
    new Promise((done, failed) => {
      const from = performance.now()
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }
      const sent = request(`${address}/v1/encounters`, { method: 'POST', agent, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => {
          if (answer.statusCode === 202) done({ took: performance.now() - from, text })
          else failed(new Error(`${answer.statusCode} ${text}`))
        })
      })
      sent.on('error', failed)
      sent.end(body)
    })
}

/** The value below which a share of numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** A number as people write it. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function processorOf({ pid }: ChildProcess): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  // Linux counts processor time in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function memoryOf({ pid }: ChildProcess): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(text)![1]) * 1024
}
