import { parseArgs } from 'node:util'
import { demoOrganisation } from '../seed/demo.ts'
import type { Database } from '../src/server/db/database.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openMeter } from './processorTime.ts'
import { openPlace, openSender, percentile, startServing, whole, type Serving } from './serving.ts'

const HELP = `Usage: npx tsx bench/intake.ts [--engine postgres|embedded] [--batch 100] [--connections 32] [--customers 4000] [--most N] [--runs 3]
       [--url postgres://…]

Sends a made-up year in order of time to a server and database of its own (with --url, to a database made on that PostgreSQL), everything
on and synced before each answer, and tells encounters a second, the times of requests and processor time. The baseline, on the same engine
in the same run, is a bare INSERT … unnest … ON CONFLICT DO NOTHING of the same rows, 1,000 in a transaction, over two connections.`

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

const AHEAD = 60_000
const demo = demoOrganisation({ customers: Number(values.customers) })
const encounters = demo.encounters.slice(0, Number(values.most))
const batch = Number(values.batch)
const connections = Number(values.connections)

const parcels = Array.from({ length: Math.ceil(encounters.length / batch) }, (_, number) => {
  const part = encounters.slice(number * batch, (number + 1) * batch)
  return { body: JSON.stringify(part), at: Date.parse(part.at(-1)!.occurredAt) }
})

/** The least that keeping costs: each id once and the body as JSON, no rules, 1,000 rows in a transaction. Answers rows a second. */
async function insertBare(database: Database): Promise<number> {
  await database.exec('CREATE TABLE bare (id text PRIMARY KEY, customer text, at bigint, body jsonb)')
  const rows = encounters.map((encounter) => ({
    id: encounter.id,
    customer: String(Object.values(encounter.customer)[0]),
    at: Date.parse(encounter.occurredAt),
    body: JSON.stringify(encounter),
  }))
  let next = 0
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
  const begun = performance.now()
  await Promise.all([lane(), lane()])
  const seconds = (performance.now() - begun) / 1000
  await database.exec('DROP TABLE bare')
  return rows.length / seconds
}

async function send(serving: Serving): Promise<{ rate: number; times: number[]; refused: number; processor: number }> {
  const post = openSender(serving, connections)
  const times: number[] = []
  let refused = 0
  let next = 0
  let told = parcels[0]!.at
  const lane = async () => {
    while (next < parcels.length) {
      const { body, at } = parcels[next++]!
      if (at > told + AHEAD) serving.moveClock((told = at) + AHEAD)
      const { took, text } = await post(body)
      times.push(took)
      refused += (JSON.parse(text) as { rejected: unknown[] }).rejected.length
    }
  }
  serving.moveClock(told + AHEAD)
  const before = process.cpuUsage()
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, lane))
  const rate = encounters.length / ((performance.now() - begun) / 1000)
  const spent = process.cpuUsage(before)
  return { rate, times, refused, processor: (spent.user + spent.system) / 1e6 }
}

async function run(url: string | undefined): Promise<{ rate: number; bare: number }> {
  const place = await openPlace(url)
  try {
    const meter = await openMeter(place.database)
    const bare = await insertBare(place.database)
    const serving = await startServing(place, demo.definitions)
    const [before, own] = [meter().server, serving.processor()]
    const sent = await send(serving)
    const spent = `server ${(serving.processor() - own).toFixed(1)} + database ${(meter().server - before).toFixed(1)} + sender ${sent.processor.toFixed(1)} s`
    await serving.stop()
    console.log(
      `${values.engine}, batches of ${batch}, ${connections} connections, ${whole(encounters.length)} encounters: ${whole(sent.rate)}/s ` +
        `(${whole(sent.rate / batch)} requests/s, p50 ${percentile(sent.times, 0.5).toFixed(1)} ms, p99 ${percentile(sent.times, 0.99).toFixed(1)} ms, ` +
        `refused ${sent.refused}); bare ${whole(bare)}/s; processor ${spent}`,
    )
    return { rate: sent.rate, bare }
  } finally {
    await place.remove()
  }
}

const postgres = values.engine === 'postgres' && values.url === undefined ? await startPostgres() : null
const runs: { rate: number; bare: number }[] = []
for (let number = 0; number < Number(values.runs); number++) runs.push(await run(values.url ?? postgres?.url))
await postgres?.stop()
const rate = percentile(
  runs.map((each) => each.rate),
  0.5,
)
const bare = percentile(
  runs.map((each) => each.bare),
  0.5,
)
console.log(`median ${whole(rate)}/s, ${(rate / bare).toFixed(2)} of the bare insert's ${whole(bare)}/s`)
process.exit(0)
