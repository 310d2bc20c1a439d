import { postEmployee } from '../api/employee.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku } from './localPolku.ts'

export const help = [
  'Usage: polku user create --email ADDRESS --name NAME [--role admin|lead|agent|viewer] [--team KEY]…',
  '',
  'Invites somebody and prints the link by which they choose a password, once, within seven days.',
  'An admin may do everything, a lead answers for journeys and cases, an agent for cases; a viewer (the default) looks.',
].join('\n')

export async function run([action, ...args]: string[]): Promise<ExitCode> {
  if (action !== 'create') throw new WrongUsage(help)
  const options = {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', default: 'viewer' },
    team: { type: 'string', multiple: true, default: [] as string[] },
  } as const
  const { email, name, role, team } = readArguments(args, options, 'none').values
  if (email === undefined || name === undefined) throw new WrongUsage('--email and --name are needed.')
  const polku = await openLocalPolku()
  try {
    const { link, mailed } = await polku.call(postEmployee, { body: { email, name, role, teams: team } })
    console.log(link)
    if (mailed) console.error('The link was mailed, too.')
  } finally {
    await polku.close()
  }
  return EXIT.done
}
