import { openDatabase, type Database } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { openIntake } from '../src/server/intake/intake.ts'
import { askRebuild, rebuildAll } from '../src/server/intake/rebuild.ts'
import { readStanding } from '../src/server/intake/rebuildStanding.ts'
import { openDefinitionStore } from '../src/server/journey/definitionStore.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'
import { readEncounter } from '../src/domain/encounter/schema.ts'
import { digestOf } from '../src/server/encounter/registerIds.ts'
import { demoOrganisation } from '../seed/demo.ts'
import { createDatabase } from '../test/setup/database.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openMeter } from './processorTime.ts'

/** How often each is measured. */
const TIMES = 3

const server = await startPostgres()
const { url, drop } = await createDatabase(server.url)
const database = await openDatabase({ url })
try {
  await migrate(database)
  const demo = demoOrganisation()
  const clock = () => Date.parse('2026-04-01T00:00:00Z')
  const definitions = openDefinitionStore(database, openCalendar(), clock)
  await definitions.putAll(demo.definitions)
  const encounters = demo.encounters.flatMap((item) => {
    const read = readEncounter(item, digestOf)
    return 'encounter' in read ? [read.encounter] : []
  })
  await openIntake(database, definitions, clock, () => undefined).accept(encounters)
  await database.exec('VACUUM ANALYZE')
  const [{ count } = { count: 0 }] = await database.query<{ count: number }>('SELECT count(*) AS count FROM encounters')
  const parts = { database, definitions, clock }
  const rebuild = async () => {
    await askRebuild(parts, null)
    await rebuildAll(parts, async () => undefined)
  }
  await measure('the same rows read alone', count, () => readAll(database))
  await measure('rebuild, nothing differs', count, rebuild)
  await measure('rebuild, every customer differs', count, async () => {
    await database.query('UPDATE customers SET first_at = 1 WHERE encounters > 0')
    await rebuild()
  })
} finally {
  await database.close()
  await drop()
  await server.stop()
}

/** Every customer's rows, as many at once as a rebuild reads. */
async function readAll(from: Database): Promise<void> {
  const [{ last } = { last: 0 }] = await from.query<{ last: number }>('SELECT max(id) AS last FROM customers')
  const read = async (first: number) => {
    for (let at = first; at <= last; at += 600) await readStanding(from, { first: at, last: at + 199 })
  }
  await Promise.all([read(0), read(200), read(400)])
}

async function measure(name: string, count: number, work: () => Promise<void>): Promise<void> {
  const meter = await openMeter(database)
  const walls: number[] = []
  const processors: number[] = []
  for (let time = 0; time < TIMES; time++) {
    const before = meter()
    await work()
    const after = meter()
    walls.push(after.wall - before.wall)
    processors.push(after.own - before.own + after.server - before.server)
  }
  const middle = (values: number[]) => [...values].sort((left, right) => left - right)[Math.floor(TIMES / 2)]!
  const rate = (seconds: number) => `${Math.round(count / seconds).toLocaleString('en')}/s`
  console.log(`${name.padEnd(36)}${rate(middle(walls)).padStart(12)} (processor ${rate(middle(processors))})`)
}
