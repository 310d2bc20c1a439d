import { loadConfig, migrate, openUnmigrated } from '../compose.ts'
import { EXIT, readArguments, type ExitCode } from './command.ts'

export const help = [
  'Usage: polku migrate',
  '',
  'Brings the tables of the database up to this version of Polku. The server does the same when it starts.',
].join('\n')

export async function run(args: string[]): Promise<ExitCode> {
  readArguments(args, {}, 'none')
  const database = await openUnmigrated(loadConfig())
  try {
    const applied = await migrate(database)
    console.log(applied.length === 0 ? 'The tables are up to date.' : `Applied: ${applied.join(', ')}.`)
  } finally {
    await database.close()
  }
  return EXIT.done
}
