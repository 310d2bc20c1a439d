import { createReadStream, createWriteStream, mkdtempSync, rmSync, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { openDefinitions } from '../src/domain/journey/definitions.ts'
import { DAY } from '../src/domain/kernel/duration.ts'
import { openDatabase } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { YEAR_BEGINNING } from './madeYear.ts'
import { COLUMNS, linesOf } from './manyLines.ts'

const ENCOUNTERS_EACH = 16.5
const TABLES = ['customers', 'identifiers', 'paths', 'frictions', 'encounters', 'encounter_ids']
const WEEKS = 53

/**
 * Fills the database at `url` with a made-up year of about so many encounters, as intake would have left it: derived by the domain,
 * encounters in order of time. What the same call made before is used again. Tells how many there are.
 */
export async function manyEncounters(url: string, count = 10_000_000): Promise<number> {
  const database = await openDatabase({ url })
  await migrate(database)
  await database.exec('CREATE TABLE IF NOT EXISTS bench_made (asked bigint PRIMARY KEY, encounters bigint NOT NULL)')
  const [made] = await database.query<{ encounters: number }>('SELECT encounters FROM bench_made WHERE asked = $1', [count])
  if (made === undefined) {
    await database.exec(`TRUNCATE bench_made, ${TABLES.join(', ')}, named_keys`)
    await make(url, count)
    await database.query('INSERT INTO bench_made SELECT $1::bigint, count(*) FROM encounters', [count])
  }
  const [row] = made ? [made] : await database.query<{ encounters: number }>('SELECT encounters FROM bench_made WHERE asked = $1', [count])
  await database.close()
  return row!.encounters
}

async function make(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    "SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '512MB'; SET max_parallel_maintenance_workers = 2",
  )
  const restore = await dropIndexes(client)
  const folder = mkdtempSync(join(tmpdir(), 'polku-many-'))
  try {
    const weeks = Array.from({ length: WEEKS }, (_, week) => createWriteStream(join(folder, String(week)), { highWaterMark: 2 ** 20 }))
    await writeCustomers(url, Math.ceil(count / ENCOUNTERS_EACH), weeks)
    for (let week = 0; week < WEEKS; week++) await copyWeek(client, join(folder, String(week)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  // The registry knows every id; the digests of contents are needed by no question.
  await client.query('INSERT INTO encounter_ids (id, digest) SELECT id, md5(id)::uuid FROM encounters')
  await client.query(
    "INSERT INTO named_keys SELECT DISTINCT 'touchpoint', touchpoint, 0 FROM encounters UNION SELECT DISTINCT 'journey', journey, 0 FROM encounters",
  )
  await client.query("SELECT setval(pg_get_serial_sequence('customers', 'id'), (SELECT max(id) FROM customers))")
  await restore()
  await client.query(`VACUUM (ANALYZE) ${TABLES.join(', ')}, named_keys`)
  await client.end()
}

/** Building indexes at the end is many times quicker than keeping them; tells how to bring them back. */
async function dropIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ drop: string; add: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
     FROM pg_constraint WHERE contype = 'p' AND conrelid = ANY($1::regclass[])`,
    [TABLES],
  )
  const { rows: indexes } = await client.query<{ drop: string; add: string }>(
    `SELECT format('DROP INDEX %I', indexname) AS drop, indexdef AS add FROM pg_indexes
     WHERE tablename = ANY($1) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)`,
    [TABLES],
  )
  const all = [...keys, ...indexes]
  await client.query(all.map(({ drop }) => drop).join(';'))
  return async () => {
    for (const { add } of all) await client.query(add)
  }
}

/** Writes all but the encounters into their tables, and the encounters into a file for each week. */
async function writeCustomers(url: string, customers: number, weeks: readonly WriteStream[]): Promise<void> {
  const definitions = openDefinitions({}, openCalendar())
  const copies = {
    customers: await openCopy(url, 'customers'),
    identifiers: await openCopy(url, 'identifiers'),
    paths: await openCopy(url, 'paths'),
    frictions: await openCopy(url, 'frictions'),
  }
  for (let number = 1; number <= customers; number++) {
    const { encounters, ...lines } = linesOf(number, definitions)
    for (const { at, line } of encounters) weeks[Math.floor((at - YEAR_BEGINNING) / (7 * DAY))]!.write(line)
    for (const table of ['customers', 'identifiers', 'paths', 'frictions'] as const) {
      const { stream } = copies[table]
      if (lines[table] !== '' && !stream.write(lines[table])) await once(stream, 'drain')
    }
    if (number % 500 === 0) await Promise.all(weeks.filter((week) => week.writableNeedDrain).map((week) => once(week, 'drain')))
    if (number % 50_000 === 0) console.error(`${number} of ${customers} customers`)
  }
  for (const week of weeks) week.end()
  await Promise.all(weeks.map((week) => finished(week)))
  await Promise.all(Object.values(copies).map(({ close }) => close()))
}

async function openCopy(url: string, table: keyof typeof COLUMNS): Promise<{ stream: CopyStreamQuery; close: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const stream = client.query(copyFrom(`COPY ${table} (${COLUMNS[table]}) FROM STDIN`))
  return {
    stream,
    close: async () => {
      stream.end()
      await finished(stream)
      await client.end()
    },
  }
}

async function copyWeek(client: pg.Client, file: string): Promise<void> {
  const lines = (await text(createReadStream(file))).split('\n').filter((each) => each !== '')
  lines.sort((left, right) => (left < right ? -1 : 1))
  const stream = client.query(copyFrom(`COPY encounters (${COLUMNS.encounters}) FROM STDIN`))
  for (let from = 0; from < lines.length; from += 1000) {
    if (!stream.write(`${lines.slice(from, from + 1000).join('\n')}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await finished(stream)
  rmSync(file)
}

/** The database of `--url`, or one on a server of the benchmark's own whose files lie in `--folder` (a temporary one when absent). */
export async function withManyEncounters(work: (url: string, encounters: number) => Promise<void>): Promise<void> {
  const { values } = parseArgs({
    strict: false,
    options: { url: { type: 'string' }, folder: { type: 'string' }, encounters: { type: 'string', default: '10000000' } },
  })
  const server = values.url === undefined ? await startPostgres(values.folder as string | undefined) : null
  try {
    const url = server?.url ?? (values.url as string)
    const begun = performance.now()
    const encounters = await manyEncounters(url, Number(values.encounters))
    console.log(`${encounters.toLocaleString('en')} encounters, ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    await work(url, encounters)
  } finally {
    await server?.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await withManyEncounters(async (url) => {
    console.log(url)
  })
}
