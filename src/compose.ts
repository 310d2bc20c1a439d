import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { openDatabase, type Database } from './server/db/database.ts'
import { migrate } from './server/db/migrate.ts'
import { buildServer } from './server/http/buildServer.ts'
import { openIntake, type Intake } from './server/intake/intake.ts'
import { startDeadlineWorker } from './server/jobs/deadlineWorker.ts'
import { keepColumns } from './server/journey/keepColumns.ts'
import { openDefinitionStore, type DefinitionStore } from './server/journey/definitionStore.ts'
import { openCalendar, timeZoneOf } from './server/organisation/calendar.ts'

export type { Encounter } from './domain/encounter/encounter.ts'
export { readEncounter, type Problem } from './domain/encounter/schema.ts'
export { parseInstant } from './domain/kernel/instant.ts'
export { isTracing, loadConfig, readConfig, WrongConfig, type Config } from './config.ts'
export type { Scope } from './api/contract.ts'
export { createToken } from './server/access/tokens.ts'
export { migrate } from './server/db/migrate.ts'
export { digestOf } from './server/encounter/registerIds.ts'
export {
  checkFiles,
  MissingFile,
  readEncounters,
  type FileDamage,
  type FileItem,
  type FilePlace,
  type RejectedRow,
} from './server/intake/files/readEncounters.ts'
export type { Intake } from './server/intake/intake.ts'
export { readMap } from './server/intake/files/readMap.ts'
export { UnusableFile } from './server/intake/files/yamlFile.ts'
export { analyzeEncounters } from './server/journey/analyzeEncounters.ts'
export type { Analysis } from './server/journey/analysis.ts'
export { readDefinitions } from './server/journey/readDefinitions.ts'
export { hasCalendar, openCalendar, timeZoneOf } from './server/organisation/calendar.ts'
export { loadDemo, needsDemo } from './server/organisation/loadDemo.ts'


/** The version of the program. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version

/** Polku put together around one database, without doors. */
export interface Polku {
  config: Config
  database: Database
  definitions: DefinitionStore
  intake: Intake
  timeZone: string
  clock: () => number
  /** Calls the listener after every commit that may have something to tell; answers how to stop. */
  onCommit: (listener: () => void) => () => void
  announced: () => void
  close: () => Promise<void>
}

/** Opens the database as it is: embedded in the data folder, or PostgreSQL. */
export function openUnmigrated(config: Config): Promise<Database> {
  return openDatabase(
    config.databaseUrl === undefined ? { folder: join(config.dataFolder, 'database') } : { url: config.databaseUrl },
  )
}

/** Opens the database (embedded in the data folder, or PostgreSQL), brings it up to date, and puts the parts around it. */
export async function openPolku(config: Config, clock: () => number = Date.now): Promise<Polku> {
  const database = await openUnmigrated(config)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  const commits = new EventEmitter().setMaxListeners(0)
  const announced = () => void commits.emit('commit')
  const definitions = openDefinitionStore(database, openCalendar(), clock)
  return {
    config,
    database,
    definitions,
    intake: openIntake(database, definitions, clock, announced),
    timeZone: timeZoneOf('FI'),
    clock,
    onCommit: (listener) => {
      commits.on('commit', listener)
      return () => commits.off('commit', listener)
    },
    announced,
    close: () => database.close(),
  }
}

/** Opens the doors and the screens over HTTP; tells the address they answer at. Throws when the port is taken. */
export async function listen(polku: Polku): Promise<{ address: string; close: () => Promise<void> }> {
  const { config, database, definitions, intake, timeZone, clock } = polku
  const server = await buildServer({
    database,
    definitions,
    intake,
    clock,
    config: { logLevel: config.logLevel, webFolder: fileURLToPath(new URL('../dist/web', import.meta.url)), version },
    columns: keepColumns(database, timeZone, clock),
    announcements: { subscribe: polku.onCommit },
  })
  await server.listen({ host: config.host, port: config.port })
  const { port } = server.server.address() as AddressInfo
  return { address: `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`, close: () => server.close() }
}

/** Starts the worker that lets time pass: deadlines, encounters whose time has come, changed definitions. */
export function startWorker(polku: Polku, failed: (error: unknown) => void): { stop: () => Promise<void> } {
  return startDeadlineWorker(polku.database, polku.definitions, polku.clock, { announced: polku.announced, failed })
}
