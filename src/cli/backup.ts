import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { getBackup } from '../api/access.ts'
import { backup, checkBackup, findServing, loadConfig, openUnmigrated, pendingMigrations, version, type Serving } from '../compose.ts'
import { EXIT, Failure, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { checkOutFile } from './outFile.ts'

export const help = [
  'Usage: polku backup FILE',
  '',
  'Writes everything the database holds at this moment into one file, while the server runs. polku restore puts it back, into the',
  'embedded database or PostgreSQL, wherever it came from. The file holds personal data; POLKU_SECRET is not in it: keep that apart.',
].join('\n')

export async function run(args: string[]): Promise<ExitCode> {
  const { files } = readArguments(args, {}, 'some', 'one file')
  const [file, ...others] = files
  if (others.length > 0) throw new WrongUsage('Name one file.')
  await checkOutFile(file!)
  const config = loadConfig()
  const serving = await findServing(config)
  const rows = serving ? await fetchBackup(serving, file!) : await write(file!)
  console.log(`${rows === null ? 'Everything' : `${rows.toLocaleString('en')} rows`} written to ${file}.`)
  if (config.databaseUrl === undefined) console.log(`Not in it: ${config.dataFolder}/secret. Keep a copy of that file elsewhere.`)
  else console.log('Not in it: POLKU_SECRET. Keep a copy of it elsewhere.')
  return EXIT.done
}

async function write(file: string): Promise<number> {
  const database = await openUnmigrated(loadConfig())
  try {
    const pending = await pendingMigrations(database)
    if (pending.length > 0) throw new Failure('The tables are not those of this version: run polku migrate first.')
    return await backup(database, file, { polku: version, takenAt: Date.now() })
  } finally {
    await database.close()
  }
}

async function fetchBackup({ address, key }: Serving, file: string): Promise<null> {
  const response = await fetch(address + getBackup.path, { headers: { authorization: `Bearer ${key}` } })
  if (!response.ok || response.body === null) throw new Failure(`The server at ${address} refused (${response.status}).`)
  const unfinished = `${file}.${process.pid}.unfinished`
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(unfinished, { mode: 0o600, flush: true }))
    await checkBackup(unfinished)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return null
}
