import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoOrganisation } from '../seed/demo.ts'
import { createToken } from '../src/server/access/tokens.ts'
import { openDatabase, type Database } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { createDatabase } from '../test/setup/database.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openMeter, type Spent } from './processorTime.ts'

const HELP = `Usage: npx tsx bench/intake.ts [--engine postgres|embedded] [--batch 100] [--connections 32] [--customers 4000] [--most N] [--runs 3]
       [--url postgres://…]

Sends a made-up year in order of time to a server and database of its own (with --url, to a database made on that PostgreSQL), everything on and synced before each answer, and tells encounters a second,
the times of requests and processor time. The baseline, on the same engine in the same run, is a bare INSERT … unnest … ON CONFLICT DO
NOTHING of the same rows, 1,000 in a transaction.`

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'postgres' },
    batch: { type: 'string', default: '100' },
    connections: { type: 'string', default: '32' },
    customers: { type: 'string', default: '4000' },
    most: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
    url: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const demo = demoOrganisation({ customers: Number(values.customers) })
const encounters = demo.encounters.slice(0, Number(values.most))
const batch = Number(values.batch)

interface Parcel {
  body: string
  /** The latest time in it, in ms since 1970 UTC. */
  at: number
  size: number
}

const parcels: Parcel[] = []
for (let from = 0; from < encounters.length; from += batch) {
  const part = encounters.slice(from, from + batch)
  parcels.push({ body: JSON.stringify(part), at: Date.parse(part.at(-1)!.occurredAt), size: part.length })
}

/** The least that keeping costs: each id once and the body as JSON, no rules, 1,000 rows in a transaction. */
async function insertBare(database: Database): Promise<number> {
  await database.exec('CREATE TABLE bare (id text PRIMARY KEY, customer text, at bigint, body jsonb)')
  const rows = encounters.map((encounter) => ({
    id: encounter.id,
    customer: String(Object.values(encounter.customer)[0]),
    at: Date.parse(encounter.occurredAt),
    body: JSON.stringify(encounter),
  }))
  const lanes = database.kind === 'embedded' ? 1 : 2
  let next = 0
  const begun = performance.now()
  const lane = async () => {
    while (next < rows.length) {
      const part = rows.slice(next, (next += 1000))
      await database.transaction((tx) =>
        tx.query(`INSERT INTO bare SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[]) ON CONFLICT DO NOTHING`, [
          part.map((row) => row.id),
          part.map((row) => row.customer),
          part.map((row) => row.at),
          part.map((row) => row.body),
        ]),
      )
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const seconds = (performance.now() - begun) / 1000
  await database.exec('DROP TABLE bare')
  return rows.length / seconds
}

async function startServer(settings: Record<string, string>): Promise<{ server: ChildProcess; address: string }> {
  const server = fork(new URL('./intakeServer.ts', import.meta.url), {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...settings },
    execArgv: [...process.execArgv, ...(process.env['SERVER_ARGS']?.split(' ') ?? [])],
  })
  const [address] = (await once(server, 'message')) as [string]
  return { server, address }
}

interface Sent {
  rate: number
  p50: number
  p99: number
  refused: number
  /** Seconds of processor: of this process, which sends. */
  own: number
}

async function send(address: string, server: ChildProcess, token: string): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number(values.connections) })
  const times: number[] = []
  let refused = 0
  let next = 0
  let told = 0
  const post = (parcel: Parcel) =>
    new Promise<void>((done, failed) => {
      const from = performance.now()
      const sent = request(
        `${address}/v1/encounters`,
        {
          method: 'POST',
          agent,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(parcel.body),
          },
        },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          answer.on('end', () => {
            times.push(performance.now() - from)
            if (answer.statusCode !== 202) return failed(new Error(`${answer.statusCode} ${text}`))
            refused += (JSON.parse(text) as { rejected: unknown[] }).rejected.length
            done()
          })
        },
      )
      sent.on('error', failed)
      sent.end(parcel.body)
    })
  const lane = async () => {
    while (next < parcels.length) {
      const parcel = parcels[next++]!
      if (parcel.at > told + 60_000) server.send((told = parcel.at) + 60_000)
      await post(parcel)
    }
  }
  server.send(parcels[0]!.at + 60_000)
  const before = process.cpuUsage()
  const begun = performance.now()
  await Promise.all(Array.from({ length: Number(values.connections) }, lane))
  const seconds = (performance.now() - begun) / 1000
  const spent = process.cpuUsage(before)
  agent.destroy()
  times.sort((left, right) => left - right)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!
  return { rate: encounters.length / seconds, p50: at(0.5), p99: at(0.99), refused, own: (spent.user + spent.system) / 1e6 }
}

async function processorOf(server: ChildProcess): Promise<number> {
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(`/proc/${server.pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

interface Run {
  bare: number
  sent: Sent
  server: number
  database: number
}

async function run(settings: Record<string, string>, database: Database, release: () => Promise<void>): Promise<Run> {
  await migrate(database)
  const meter = await openMeter(database)
  const bare = await insertBare(database)
  const { token } = await createToken(database, { name: 'bench', scope: 'admin' }, Date.now())
  await release()
  const { server, address } = await startServer(settings)
  const defined = await fetch(`${address}/api/v1/definitions`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(demo.definitions),
  })
  if (!defined.ok) throw new Error(await defined.text())
  const before: Spent = meter()
  const own = await processorOf(server)
  const sent = await send(address, server, token)
  const result = { bare, sent, server: (await processorOf(server)) - own, database: meter().server - before.server }
  server.kill('SIGTERM')
  await once(server, 'exit')
  return result
}

async function onPostgres(url: string): Promise<Run> {
  const created = await createDatabase(url)
  const database = await openDatabase({ url: created.url })
  try {
    return await run({ DATABASE_URL: created.url, POLKU_SECRET: 'x'.repeat(32) }, database, async () => undefined)
  } finally {
    await database.close()
    await created.drop()
  }
}

async function onEmbedded(): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'polku-bench-'))
  const database = await openDatabase({ folder: join(folder, 'database') })
  try {
    return await run({ POLKU_DATA: folder }, database, () => database.close())
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 3 })
  }
}

function median(numbers: number[]): number {
  return numbers.sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const postgres = values.engine === 'postgres' && values.url === undefined ? await startPostgres() : null
const url = values.url ?? postgres?.url
const runs: Run[] = []
for (let number = 0; number < Number(values.runs); number++) {
  const done = url === undefined ? await onEmbedded() : await onPostgres(url)
  runs.push(done)
  const { sent, bare, server, database } = done
  console.log(
    `${values.engine}, batches of ${batch}, ${values.connections} connections, ${whole(encounters.length)} encounters: ${whole(sent.rate)}/s ` +
      `(${whole(sent.rate / batch)} requests/s, p50 ${sent.p50.toFixed(1)} ms, p99 ${sent.p99.toFixed(1)} ms, refused ${sent.refused}); bare ${whole(bare)}/s; ` +
      `processor server ${server.toFixed(1)} + database ${database.toFixed(1)} + sender ${sent.own.toFixed(1)} s`,
  )
}
await postgres?.stop()
const rate = median(runs.map(({ sent }) => sent.rate))
const bare = median(runs.map((each) => each.bare))
console.log(`median ${whole(rate)}/s, ${(rate / bare).toFixed(2)} of the bare insert's ${whole(bare)}/s`)
