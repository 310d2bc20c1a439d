import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepSecret, type Config } from './config.ts'
import { customerPages } from './respond/case/casePage.ts'
import { answerPages } from './respond/feedback/answerPage.ts'
import { openDatabase, type Database } from './server/db/database.ts'
import { migrate } from './server/db/migrate.ts'
import { readScripts } from './server/feedback/answerScripts.ts'
import { openResponses } from './server/feedback/takeResponses.ts'
import { domainOf, openReplyAddresses } from './server/case/replyAddress.ts'
import type { buildServer } from './server/http/buildServer.ts'
import { openIntake } from './server/intake/intake.ts'
import { openKeptMemory } from './server/intake/keptMemory.ts'
import { passTime } from './server/jobs/deadlineWorker.ts'
import { answerPaths } from './server/journey/indexAnswers.ts'
import { openPathIndex, type PathIndex } from './server/journey/indexThread.ts'
import { askPathsBySql } from './server/journey/sql/askPathsBySql.ts'
import { openDefinitionStore } from './server/journey/definitionStore.ts'
import { openPeople } from './server/access/people.ts'
import { keepDemoPeople } from './server/access/keepDemoPeople.ts'
import { tellServing } from './server/access/serving.ts'
import { openCalendar, timeZoneOf } from './server/organisation/calendar.ts'
import { loadDemo as loadOrganisation, type Demo } from './server/organisation/loadDemo.ts'
import { modelEndpoint } from './server/voice/askModel.ts'
import { openTextReader } from './server/voice/readTexts.ts'
import { openVoiceInUse } from './server/voice/voiceInUse.ts'
import { addressPolicy } from './server/webhook/address.ts'
import { openVault } from './server/webhook/secrets.ts'
import type { Polku } from './polku.ts'

export type { Polku } from './polku.ts'
export { startWorker, startMail, receiveMail, startAsking, startTelling, startNoticing, startReadingMentions } from './workers.ts'
export { isTracing, loadConfig, WrongConfig, type Config } from './config.ts'
export type { Scope } from './domain/access/may.ts'
export type { DefinitionsInput } from './domain/journey/definition.ts'
export { findServing, type Serving } from './server/access/serving.ts'
export { createToken } from './server/access/tokens.ts'
export { backup } from './server/db/backup.ts'
export { UnusableBackup } from './server/db/backupFile.ts'
export { migrate, pendingMigrations } from './server/db/migrate.ts'
export { checkBackup, restore } from './server/db/restore.ts'
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
export { EXPORT_FILES, exportTo, type ExportFormat } from './server/intake/export/exportTo.ts'
export { statementJson } from './server/intake/export/statementJson.ts'
export type { CustomerStatement } from './server/intake/tellStatements.ts'
export type { IntakeResult } from './server/intake/intake.ts'
export { latestRebuild, rebuildAll } from './server/intake/rebuild.ts'
export { readMap, readRepairMap } from './server/intake/files/readMap.ts'
export { UnusableFile } from './server/intake/files/yamlFile.ts'
export { analyzeEncounters } from './server/journey/analyzeEncounters.ts'
export type { Analysis } from './server/journey/analysis.ts'
export { readDefinitionFiles, readDefinitions } from './server/journey/readDefinitions.ts'
export { readAnswerTable } from './server/measure/readAnswerTable.ts'
export { modelEndpoint, reachModel } from './server/voice/askModel.ts'
export { openVoices } from './server/voice/openVoices.ts'
export { hasCalendar, openCalendar, timeZoneOf } from './server/organisation/calendar.ts'
export { needsDemo } from './server/organisation/loadDemo.ts'
export { makeFirstLink, needsFirstAdmin } from './server/access/firstAdmin.ts'
export { demoPeople } from './server/employee/demoPeople.ts'

/** The version of the program. */
export const version: string = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version

/** Where the built screens lie. */
export const screensFolder: string = fileURLToPath(new URL('../dist/web', import.meta.url))

/** Opens the database as it is: embedded in the data folder, or PostgreSQL; `warn` hears what an operator should know, else the terminal does. */
export function openUnmigrated({ databaseUrl: url, dataFolder }: Config, warn?: (message: string) => void): Promise<Database> {
  return openDatabase(url === undefined ? { folder: join(dataFolder, 'database'), warn } : { url, warn })
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
  const secret = config.secret ?? keepSecret(config.dataFolder)
  const commits = new EventEmitter().setMaxListeners(0)
  const announced = () => void commits.emit('commit')
  const definitions = openDefinitionStore(database, openCalendar(), clock)
  const memory = openKeptMemory()
  const texts = openTextReader(openVoiceInUse(database))
  const intake = openIntake(database, definitions, clock, announced, memory)
  return {
    config,
    database,
    definitions,
    intake,
    responses: openResponses({ database, intake, clock, announced }),
    texts,
    memory,
    webhooks: {
      database,
      vault: openVault(secret),
      policy: addressPolicy(config.webhookNetworks),
      clock,
    },
    people: openPeople(database, { secret, publicUrl: config.publicUrl }),
    hasMail: config.smtpUrl !== undefined && config.mailFrom !== undefined,
    replies:
      config.smtpInPort === undefined || config.mailFrom === undefined ? null : openReplyAddresses(secret, domainOf(config.mailFrom)),
    timeZone: timeZoneOf('FI'),
    clock,
    onCommit: (listener) => {
      commits.on('commit', listener)
      return () => commits.off('commit', listener)
    },
    announced,
    close: async () => {
      await texts.close()
      await database.close()
    },
  }
}

/** Puts up the doors and the screens, without anybody hearing of them yet. */
async function serverOf(polku: Polku, localKey: string, index: PathIndex | null): ReturnType<typeof buildServer> {
  const { config, database, definitions, intake, clock } = polku
  // Loaded only here: commands that open no doors start sooner without it.
  const { buildServer: build } = await import('./server/http/buildServer.ts')
  return build({
    database,
    definitions,
    intake,
    clock,
    config: {
      logLevel: config.logLevel,
      webFolder: screensFolder,
      version,
      localKey,
      publicUrl: config.publicUrl,
      proxies: config.proxies,
      panelAncestors: config.panelAncestors,
    },
    people: polku.people,
    responses: polku.responses,
    texts: polku.texts,
    respond: {
      pages: customerPages,
      style: new URL('./respond/respond.css', import.meta.url),
      answers: answerPages,
      answerStyles: [
        new URL('./respond/respond.css', import.meta.url),
        new URL('./respond/feedback/answer.css', import.meta.url),
        new URL('./respond/feedback/widget.css', import.meta.url),
        new URL('./respond/feedback/scores.css', import.meta.url),
      ],
      scripts: readScripts(new URL('../dist/respond', import.meta.url)),
    },
    model: modelEndpoint({ url: config.modelUrl, key: config.modelKey, model: config.modelName }, config.webhookNetworks),
    hasMail: polku.hasMail,
    replies: polku.replies,
    paths: answerPaths(index, askPathsBySql(database), clock),
    announcements: { subscribe: polku.onCommit, announced: polku.announced },
    webhooks: polku.webhooks,
  })
}

/** Opens the doors and the screens over HTTP; tells the address they answer at. Throws when the port is taken. */
export async function listen(polku: Polku): Promise<{ address: string; close: () => Promise<void> }> {
  const { config } = polku
  const localKey = randomBytes(32).toString('base64url')
  const index = openPathIndex({
    database: polku.database,
    url: config.databaseUrl,
    megabytes: config.indexMegabytes,
    clock: polku.clock,
    subscribe: polku.onCommit,
    listen: polku.memory.tellPaths,
    told: console.error,
  })
  const server = await serverOf(polku, localKey, index)
  try {
    await server.listen({ host: config.host, port: config.port })
  } catch (error) {
    await index.close()
    throw error
  }
  const { port } = server.server.address() as AddressInfo
  const address = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  const forget = config.databaseUrl === undefined ? tellServing(config.dataFolder, address, localKey) : () => undefined
  return {
    address,
    close: async () => {
      forget()
      await server.close()
      await index.close()
    },
  }
}

/** Lets everything that is due happen now, cases that wait for a file included. */
export async function letTimePass({ database, definitions, clock, memory }: Polku): Promise<void> {
  await database.query('UPDATE customers SET alert_at = 0 WHERE alert_at IS NOT NULL')
  await passTime(database, definitions, clock, memory)
}

/** Answers as the doors would, from within this process and to its owner. */
export async function answerWithin(
  polku: Polku,
): Promise<
  (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown) => Promise<{ status: number; text: string }>
> {
  const key = randomBytes(32).toString('base64url')
  // Standard output is the command's own.
  const server = await serverOf({ ...polku, config: { ...polku.config, logLevel: 'silent' } }, key, null)
  return async (method, url, body) => {
    const headers = { authorization: `Bearer ${key}`, host: 'localhost' }
    const answer = await server.inject({ method, url, headers, ...(body !== undefined && { payload: body as object }) })
    return { status: answer.statusCode, text: answer.body }
  }
}

/** Loads the demo organisation: its people, then everything that happened; `told` hears once its people can sign in. */
export async function loadDemo(
  polku: Polku,
  demo: Demo & Parameters<typeof keepDemoPeople>[1],
  progress: (done: number, of: number) => void,
  told: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await keepDemoPeople(polku.database, demo, polku.clock())
  await told()
  await loadOrganisation(polku, demo, progress)
}
