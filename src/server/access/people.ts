import type { Actor } from '../../domain/access/may.ts'
import type { Database } from '../db/database.ts'
import type { SignedIn, SignIn } from './signIn.ts'

/** Who shows a cookie, as the gate needs it; `cookies` prolong a session that is being used. */
export interface Recalled {
  actor: Extract<Actor, { kind: 'employee' }>
  employee: SignedIn
  cookies: string[]
}

/** Those who may come in. */
export interface People {
  signIn: () => Promise<SignIn>
  /** Who shows these cookies; null when nobody does. One who was found stands for a second without being looked up again. */
  recall: (cookie: string) => Promise<Recalled | null>
  /** Looks everybody up again: somebody left, or may do something else now. */
  forget: () => void
  /** Whether the organisation is the demo one, whose guests may look around from this machine itself. */
  isDemo: () => Promise<boolean>
}

const REMEMBERED = 1000
const MOST_REMEMBERED = 10_000
const COOKIE = /(?:^|;\s*)(?:__Secure-)?polku\.session_token=/

/** Opens the doors for people; sign-in itself is loaded when the first of them comes. */
export function openPeople(database: Database, given: { secret: string; publicUrl: string }): People {
  let opened: Promise<SignIn> | undefined
  const signIn = () => (opened ??= import('./signIn.ts').then(({ openSignIn }) => openSignIn(database, given)))
  const known = new Map<string, { found: Promise<Recalled | null>; until: number }>()
  let demo: { found: Promise<boolean>; until: number } | undefined

  async function find(cookie: string): Promise<Recalled | null> {
    const found = await (await signIn()).recall(cookie)
    if (found === null) return null
    const { id, name, role, teams } = found.employee
    return { actor: { kind: 'employee', id, name, role, teams }, ...found }
  }

  return {
    signIn,
    recall: (cookie) => {
      if (!COOKIE.test(cookie)) return Promise.resolve(null)
      const recent = known.get(cookie)
      if (recent !== undefined && recent.until > performance.now()) return recent.found
      if (known.size > MOST_REMEMBERED) known.clear()
      const entry = { found: find(cookie), until: performance.now() + REMEMBERED }
      known.set(cookie, entry)
      const forget = () => void (known.get(cookie) === entry && known.delete(cookie))
      entry.found.then((person) => void (person === null && forget()), forget)
      return entry.found
    },
    forget: () => known.clear(),
    isDemo: () => {
      if (demo !== undefined && demo.until > performance.now()) return demo.found
      const found = database
        .query<{ demo: boolean }>(`SELECT EXISTS (SELECT 1 FROM settings WHERE key = 'demo') AS demo`)
        .then(([row]) => row!.demo)
      demo = { found, until: performance.now() + REMEMBERED }
      found.catch(() => (demo = undefined))
      return found
    },
  }
}
