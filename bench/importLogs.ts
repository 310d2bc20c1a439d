import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { analyzeFiles } from '../src/cli/analyze.ts'
import { importItems } from '../src/cli/import.ts'
import type { Encounter } from '../src/domain/encounter/encounter.ts'
import { compareMarks } from '../src/domain/kernel/order.ts'
import { openDatabase, type Database } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { digestOf } from '../src/server/encounter/registerIds.ts'
import { readEncounters, type FileItem } from '../src/server/intake/files/readEncounters.ts'
import { readMap } from '../src/server/intake/files/readMap.ts'
import { loadColumns } from '../src/server/journey/loadColumns.ts'
import { askFigures, figuresOf } from '../test/acceptance/figures.ts'
import { createDatabase } from '../test/setup/database.ts'
import { openServer } from '../test/setup/openServer.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openMeter, type Spent } from './processorTime.ts'

const HELP = `Usage: npx tsx bench/importLogs.ts FILE [--map MAP] [--engine embedded|postgres] [--in-order]

Imports a log into an empty embedded database, a PostgreSQL of its own, or both one after the other; asks the doors for every figure
that polku analyze tells and compares. --in-order sorts all encounters by time first, so that every batch touches many customers.`

const BATCH = 1000
const SETTLE = 60_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { map: { type: 'string' }, engine: { type: 'string' }, 'in-order': { type: 'boolean', default: false } },
})
const file = positionals[0]
if (file === undefined) throw new Error(HELP)

type Item = Extract<FileItem, { encounter: unknown }>

async function* batchesOf(items: readonly Item[]): AsyncGenerator<Item[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH)
}

async function readAll(): Promise<Item[]> {
  const items: Item[] = []
  const map = values.map === undefined ? undefined : await readMap(values.map)
  for await (const batch of readEncounters([file!], { map, hash: digestOf })) {
    for (const item of batch) if ('encounter' in item) items.push(item)
  }
  return values['in-order'] ? items.sort((left, right) => compareMarks(left.encounter, right.encounter)) : items
}

/** The least that keeping costs: each id once and the body as JSON, no rules, one transaction for each batch. */
async function insertBare(database: Database, encounters: readonly Encounter[]): Promise<void> {
  await database.exec('CREATE TABLE bare (id text PRIMARY KEY, customer text, at bigint, body jsonb)')
  for (let from = 0; from < encounters.length; from += BATCH) {
    const rows = encounters.slice(from, from + BATCH)
    await database.transaction((tx) =>
      tx.query(`INSERT INTO bare SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[]) ON CONFLICT DO NOTHING`, [
        rows.map((row) => row.id),
        rows.map((row) => Object.values(row.customer)[0]!),
        rows.map((row) => row.at),
        rows,
      ]),
    )
  }
  await database.exec('DROP TABLE bare')
}

async function measure<Result>(name: string, count: number, meter: () => Spent, work: () => Promise<Result>): Promise<Result> {
  const before = meter()
  const result = await work()
  const after = meter()
  const spent = (key: keyof Spent) => after[key] - before[key]
  const rate = (seconds: number) => `${Math.round(count / seconds).toLocaleString('en')}/s`
  const processor = spent('own') + spent('server')
  console.log(
    `  ${name.padEnd(36)}${spent('wall').toFixed(1).padStart(7)} s  processor ${spent('own').toFixed(1)} + ${spent('server').toFixed(1)} s` +
      `  ${rate(spent('wall'))} (processor ${rate(processor)})`,
  )
  return result
}

async function run(database: Database, items: readonly Item[], expected: ReturnType<typeof figuresOf>, asOf: number): Promise<void> {
  await migrate(database)
  const meter = await openMeter(database)
  const count = items.length
  const encounters = items.map((item) => item.encounter)
  await measure('bare INSERT … unnest', count, meter, () => insertBare(database, encounters))
  const server = await openServer(database, asOf)
  const accept = (given: readonly Encounter[]) => server.intake.accept(given, SETTLE)
  await measure('import', count, meter, () => importItems(batchesOf(items), accept, false))
  await measure('cases, once all is there', count, meter, () => server.settled())
  await measure('the same file again', count, meter, () => importItems(batchesOf(items), accept, false))
  await measure('path columns loaded', count, meter, () => loadColumns(database))
  const found = await measure('every figure asked for', count, meter, () => askFigures(server))
  console.log(isDeepStrictEqual(found, expected) ? '  all figures as polku analyze tells them' : '  FIGURES DIFFER')
  const { states, outcomes, frictions } = found
  console.log(`  ${JSON.stringify({ states, outcomes, frictions })}`)
  console.log(`  most memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  await server.app.close()
}

async function onEmbedded(work: (database: Database) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'polku-bench-'))
  const database = await openDatabase({ folder })
  try {
    await work(database)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, maxRetries: 3 })
  }
}

async function onPostgres(work: (database: Database) => Promise<void>): Promise<void> {
  const server = await startPostgres()
  const { url, drop } = await createDatabase(server.url)
  const database = await openDatabase({ url })
  try {
    await work(database)
  } finally {
    await database.close()
    await drop()
    await server.stop()
  }
}

const { document } = await analyzeFiles([file], { map: values.map })
const items = await readAll()
console.log(`${items.length.toLocaleString('en')} encounters, ${document.customers.toLocaleString('en')} customers`)
for (const [engine, open] of Object.entries({ embedded: onEmbedded, postgres: onPostgres })) {
  if (values.engine !== undefined && values.engine !== engine) continue
  console.log(engine)
  await open((database) => run(database, items, figuresOf(document), Date.parse(document.asOf!)))
}
