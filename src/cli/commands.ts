import type { Command } from './command.ts'

/** A command before it is loaded. */
export interface Listed {
  does: string
  load: () => Promise<Command>
}

/** Every command by name, in the order in which the help tells them. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  serve: {
    does: 'starts the server: doors, screens and the watch over deadlines',
    load: () => import('./serve.ts'),
  },
  analyze: {
    does: 'tells what happened on the paths of encounters in files, without a server',
    load: () => import('./analyze.ts'),
  },
  drivers: {
    does: 'tells what moves an outcome in a table of answers, without a server',
    load: () => import('./drivers.ts'),
  },
  import: {
    does: 'takes encounters from files into the database',
    load: () => import('./import.ts'),
  },
  export: {
    does: 'writes everything, or a part of it, to a file that import takes in again',
    load: () => import('./export.ts'),
  },
  quarantine: {
    does: 'shows, repairs and discards items that doors refused',
    load: () => import('./quarantine.ts'),
  },
  define: {
    does: 'puts definitions of journeys, touchpoints and channels into force',
    load: () => import('./define.ts'),
  },
  token: {
    does: 'makes a token for another system',
    load: () => import('./token.ts'),
  },
  user: {
    does: 'invites somebody to sign in',
    load: () => import('./user.ts'),
  },
  webhook: {
    does: 'tells other systems what happens, and what came of telling them',
    load: () => import('./webhook.ts'),
  },
  customer: {
    does: 'shows how a customer came to be one, and says who is who',
    load: () => import('./customer.ts'),
  },
  voice: {
    does: 'tells what texts say: language, feeling, themes; nothing leaves the machine',
    load: () => import('./voice.ts'),
  },
  migrate: {
    does: 'brings the tables of the database up to this version',
    load: () => import('./migrate.ts'),
  },
  rebuild: {
    does: 'derives everything again from encounters and the definitions in force',
    load: () => import('./rebuild.ts'),
  },
  backup: {
    does: 'writes everything the database holds into one file',
    load: () => import('./backup.ts'),
  },
  restore: {
    does: 'puts a backup into an empty database',
    load: () => import('./restore.ts'),
  },
  doctor: {
    does: 'says what is wrong with a set-up and how to mend it',
    load: () => import('./doctor.ts'),
  },
}
