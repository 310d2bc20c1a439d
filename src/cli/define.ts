import { readDefinitionFiles } from '../compose.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku } from './localPolku.ts'

export const help = [
  'Usage: polku define FOLDER',
  '',
  'Puts journeys, touchpoints and channels from .yaml, .yml or .json files into force, without a restart. What differs from',
  'what is in force becomes a new version, and the paths concerned are derived again. docs/definitions.md tells the fields.',
].join('\n')

export async function run(args: string[]): Promise<ExitCode> {
  const { files } = readArguments(args, {}, 'some', 'one folder')
  const [folder, ...others] = files
  if (others.length > 0) throw new WrongUsage('Name one folder.')
  const given = await readDefinitionFiles(folder!)
  const polku = await openLocalPolku()
  try {
    const changed = await polku.define(given)
    if (changed.length === 0) console.log('Nothing differs from what is in force.')
    for (const { sort, key, version } of changed) console.log(`${sort} ${key}: version ${version}`)
  } finally {
    await polku.close()
  }
  return EXIT.done
}
