import { existsSync } from 'node:fs'
import { findServing, loadConfig, openUnmigrated, restore, UnusableBackup } from '../compose.ts'
import { EXIT, Failure, readArguments, WrongUsage, type ExitCode } from './command.ts'

export const help = [
  'Usage: polku restore FILE [--replace]',
  '',
  'Puts a backup into a database that holds nothing, whole or not at all; the file is checked to its end first. Stop every server that',
  'uses the database before.',
  '',
  '  --replace  give up what the database holds',
].join('\n')

export async function run(args: string[]): Promise<ExitCode> {
  const { values, files } = readArguments(args, { replace: { type: 'boolean', default: false } }, 'some', 'one file')
  const [file, ...others] = files
  if (others.length > 0) throw new WrongUsage('Name one file.')
  if (!existsSync(file!)) throw new WrongUsage(`There is no file ${file}.`)
  const config = loadConfig()
  const serving = await findServing(config)
  if (serving) throw new Failure(`A server uses the database (${serving.address}). Stop it, then restore.`)
  const database = await openUnmigrated(config)
  try {
    const { polku, takenAt, rows } = await restore(database, file!, { replace: values.replace })
    console.log(`Restored ${rows.toLocaleString('en')} rows, as they were at ${new Date(takenAt).toISOString()} (Polku ${polku}).`)
  } catch (error) {
    if (error instanceof UnusableBackup) throw new Failure(error.message)
    throw error
  } finally {
    await database.close()
  }
  return EXIT.done
}
