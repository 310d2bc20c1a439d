import type { Scope } from '../compose.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku } from './localPolku.ts'

const SCOPES: readonly Scope[] = ['ingest', 'read', 'admin']

export const help = [
  'Usage: polku token create --scope ingest|read|admin [--name NAME]',
  '',
  'Makes a token for another system and prints it once; only a digest of it is kept.',
  'ingest sends encounters, read reads, admin does everything.',
].join('\n')

export async function run([action, ...args]: string[]): Promise<ExitCode> {
  if (action !== 'create') throw new WrongUsage(help)
  const { values } = readArguments(args, { scope: { type: 'string' }, name: { type: 'string' } }, 'none')
  const scope = SCOPES.find((known) => known === values.scope)
  if (!scope) throw new WrongUsage(`--scope must be one of ${SCOPES.join(', ')}.`)
  const polku = await openLocalPolku()
  try {
    console.log(await polku.createToken(values.name ?? scope, scope))
  } finally {
    await polku.close()
  }
  return EXIT.done
}
