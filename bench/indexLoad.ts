import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { openCalendar } from '../src/server/organisation/calendar.ts'
import { openDatabase, type Database } from '../src/server/db/database.ts'
import { openIntake } from '../src/server/intake/intake.ts'
import { openDefinitionStore } from '../src/server/journey/definitionStore.ts'
import { openPathIndex } from '../src/server/journey/indexThread.ts'
import { withManyEncounters } from './manyEncounters.ts'
import { openMeter } from './processorTime.ts'

const DAY = 86_400_000
const BATCHES = 30
const IN_BATCH = 100

/** The baseline: the same columns by the same COPY, thrown away. */
async function copyOnly(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const begun = performance.now()
  const statement =
    'COPY (SELECT customer_id, path, step, at, touchpoint, channel, device, stage, hour, resumed FROM encounters) TO STDOUT (FORMAT binary)'
  let bytes = 0
  for await (const chunk of client.query(to(statement)) as AsyncIterable<Buffer>) bytes += chunk.length
  await client.end()
  console.log(`baseline: COPY of ${Math.round(bytes / 2 ** 20)} MB, thrown away`)
  return performance.now() - begun
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!

async function names(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>('SELECT name FROM customers WHERE random() < 0.02 LIMIT 5000')
  return rows.map(({ name }) => name)
}

await withManyEncounters(async (url) => {
  const database = await openDatabase({ url })
  const meter = await openMeter(database)
  console.log(`  ${seconds(middle([await copyOnly(url), await copyOnly(url), await copyOnly(url)]))}`)
  const loads: number[] = []
  for (let run = 0; run < 3; run++) {
    const [begun, before, memory] = [performance.now(), meter(), process.memoryUsage().rss]
    const index = openPathIndex({ database, url, megabytes: 4096, clock: Date.now, subscribe: () => () => undefined, told: console.error })
    await index.settled
    loads.push(performance.now() - begun)
    const after = meter()
    console.log(
      `load ${seconds(loads.at(-1)!)} on the wall; processor: this process ${(after.own - before.own).toFixed(1)} s, PostgreSQL ${(after.server - before.server).toFixed(1)} s; memory + ${Math.round((process.memoryUsage().rss - memory) / 2 ** 20)} MB`,
    )
    if (run === 2) await followCommits(database, index)
    await index.close()
    await wait(500)
  }
  console.log(`load, median: ${seconds(middle(loads))}`)
  await database.close()
})

/** Commits batches of another connection's intake, and tells how long after each commit an answer holds it. */
async function followCommits(database: Database, index: ReturnType<typeof openPathIndex>): Promise<void> {
  const intake = openIntake(database, openDefinitionStore(database, openCalendar(), Date.now), Date.now, () => undefined)
  const known = await names(database)
  const behind: number[] = []
  const taken: number[] = []
  const at = Date.now() - DAY
  for (let batch = 0; batch < BATCHES; batch++) {
    const encounters = Array.from({ length: IN_BATCH }, (_, number) => {
      const [kind, value] = known[(batch * IN_BATCH + number) % known.length]!.split(/:(.*)/) as [string, string]
      return { id: `late-${at}-${batch}-${number}`, at: at + batch, customer: { [kind]: value }, touchpoint: 'call', channel: 'phone' }
    })
    const begun = performance.now()
    await intake.accept(encounters)
    taken.push(performance.now() - begun)
    const committed = performance.now()
    await index.current()
    behind.push(performance.now() - committed)
  }
  console.log(
    `batches of ${IN_BATCH}: taken in ${seconds(middle(taken))}; in the columns, when asked, ${seconds(middle(behind))} after the commit at the median, ${seconds(Math.max(...behind))} at most`,
  )
}
