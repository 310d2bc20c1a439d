import type { Command } from './command.ts'

/** A command before it is loaded. */
export interface Listed {
  does: string
  load: () => Promise<Command>
}

/** Every command by name, in the order in which the help tells them. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  analyze: {
    does: 'tells what happened on the paths of encounters in files, without a server',
    load: () => import('./analyze.ts'),
  },
  import: {
    does: 'takes encounters from files into the database',
    load: () => import('./import.ts'),
  },
}
