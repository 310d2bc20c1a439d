import { createToken, loadConfig, openPolku, type Scope } from '../compose.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'

const SCOPES: readonly Scope[] = ['ingest', 'read', 'admin']

export const help = [
  'Usage: polku token create --scope ingest|read|admin [--name NAME]',
  '',
  'Makes a token for another system and prints it once; only a digest of it is kept.',
  'ingest sends encounters, read reads, admin does everything.',
  'The embedded database serves one process at a time: stop the server first, or use PostgreSQL.',
].join('\n')

export async function run([action, ...args]: string[]): Promise<ExitCode> {
  if (action !== 'create') throw new WrongUsage(help)
  const { values } = readArguments(args, { scope: { type: 'string' }, name: { type: 'string' } }, 'none')
  const scope = SCOPES.find((known) => known === values.scope)
  if (!scope) throw new WrongUsage(`--scope must be one of ${SCOPES.join(', ')}.`)
  const polku = await openPolku(loadConfig())
  try {
    const { token } = await createToken(polku.database, { name: values.name ?? scope, scope }, Date.now())
    console.log(token)
  } finally {
    await polku.close()
  }
  return EXIT.done
}
