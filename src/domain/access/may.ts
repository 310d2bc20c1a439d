import type { Role } from '../employee/employee.ts'

/** What a token may do: send encounters, read, or change everything. */
export type Scope = 'ingest' | 'read' | 'admin'

/** Who asks. An owner is whoever may read this installation's files; a guest looks at the demo organisation from this machine itself. */
export type Actor =
  | { kind: 'employee'; id: number; name: string; role: Role; teams: readonly string[] }
  | { kind: 'token'; id: string; scope: Scope }
  | { kind: 'owner' }
  | { kind: 'guest' }
  | { kind: 'nobody' }

/**
 * What is done to a thing: send encounters; read; work on cases of customers; change what is set up or known; enter, which is to become
 * somebody.
 */
export type Verb = 'send' | 'read' | 'work' | 'change' | 'enter'

/** What something is done to. */
export type Thing =
  | 'encounter'
  | 'mention'
  | 'customer'
  | 'identity'
  | 'journey'
  | 'touchpoint'
  | 'voice'
  | 'friction'
  | 'case'
  | 'feedback'
  | 'organisation'
  | 'team'
  | 'quarantine'
  | 'export'
  | 'backup'
  | 'token'
  | 'webhook'
  | 'notice'
  | 'employee'
  | 'session'

type Rights = Readonly<Partial<Record<Verb, readonly Thing[]>>>

const EVERYBODY: readonly Thing[] = [
  'customer',
  'identity',
  'journey',
  'touchpoint',
  'friction',
  'case',
  'feedback',
  'organisation',
  'team',
  'mention',
  'voice',
]

const RIGHTS: Readonly<Record<Exclude<Role, 'admin'>, Rights>> = {
  viewer: { read: [...EVERYBODY, 'session'], change: ['session'] },
  agent: { read: [...EVERYBODY, 'session'], work: ['case', 'customer', 'feedback', 'mention'], change: ['session'] },
  lead: {
    read: [...EVERYBODY, 'session', 'quarantine', 'export', 'employee', 'notice'],
    work: ['case', 'customer', 'feedback', 'mention'],
    change: ['session', 'identity', 'journey', 'touchpoint', 'quarantine', 'notice', 'feedback', 'mention'],
  },
}

/** Whether somebody may do something to a sort of thing; single things may be narrower still (whose case it is, say). */
export function may(actor: Actor, verb: Verb, thing: Thing): boolean {
  if (verb === 'enter') return true
  switch (actor.kind) {
    case 'owner':
      // What is somebody's own needs somebody.
      return thing !== 'session'
    case 'employee':
      return actor.role === 'admin' ? verb !== 'send' : (RIGHTS[actor.role][verb]?.includes(thing) ?? false)
    case 'token':
      if (thing === 'session') return false
      if (actor.scope === 'admin') return true
      return actor.scope === 'ingest'
        ? verb === 'send' && (thing === 'encounter' || thing === 'mention')
        : verb === 'read' && EVERYBODY.includes(thing)
    case 'guest':
      return verb === 'read' && EVERYBODY.includes(thing)
    case 'nobody':
      return false
  }
}

/** The scope that a token needs to do something. */
export function scopeFor(verb: Verb, thing: Thing): Scope {
  return (['ingest', 'read', 'admin'] as const).find((scope) => may({ kind: 'token', id: '', scope }, verb, thing)) ?? 'admin'
}

/** Id of the token that somebody shows; null without one. */
export function tokenOf(actor: Actor): string | null {
  return actor.kind === 'token' ? actor.id : null
}
