import { betterAuth } from 'better-auth/minimal'
import { APIError } from 'better-auth/api'
import { PASSWORD_LENGTH, type Role } from '../../domain/employee/employee.ts'
import type { Database } from '../db/database.ts'
import { keepAuthIn } from './authTables.ts'

const DAY_SECONDS = 86_400

/** Somebody who is signed in. */
export interface SignedIn {
  id: number
  name: string
  email: string
  role: Role
  language: string
  teams: string[]
  /** Number of the session. */
  session: number
}

/** From where somebody signs in, as their list of sessions tells it. */
export interface Place {
  address: string
  agent: string | undefined
}

/** What comes of signing in: who it is, and the cookies that say so; null when address and password do not belong together. */
export type Entered = { employee: SignedIn; cookies: string[] } | null

/** Signing in by password, and the sessions that come of it. */
export interface SignIn {
  enter: (email: string, password: string, place: Place) => Promise<Entered>
  /** Who shows these cookies; null when nobody does, or they have left. `cookies` prolong a session that is being used. */
  recall: (cookie: string) => Promise<{ employee: SignedIn; cookies: string[] } | null>
  leave: (cookie: string) => Promise<string[]>
  /** Makes a one-time link's token, with which this employee may choose a password within so many hours. */
  link: (employee: number, hours: number) => Promise<string>
  /** Whose password a link's token lets choose; null when it is unknown, used or too old. */
  readLink: (token: string) => Promise<number | null>
  /** Chooses a password by a link's token and ends every session; false when the token is unknown, used or too old. */
  choose: (token: string, password: string) => Promise<boolean>
  /** Changes the password of whoever shows these cookies and ends their other sessions; null when the present one is wrong. */
  change: (cookie: string, present: string, next: string) => Promise<string[] | null>
}

/** Opens sign-in on the database; cookies are secure when the public address is. */
export function openSignIn(database: Database, { secret, publicUrl }: { secret: string; publicUrl: string }): SignIn {
  const auth = betterAuth({
    appName: 'Polku',
    baseURL: publicUrl,
    secret,
    database: keepAuthIn(database),
    user: { modelName: 'employees' },
    session: { modelName: 'sessions', expiresIn: 14 * DAY_SECONDS, updateAge: DAY_SECONDS },
    account: { modelName: 'credentials' },
    verification: { modelName: 'verifications' },
    emailAndPassword: {
      enabled: true,
      // Who works here is invited.
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      revokeSessionsOnPasswordReset: true,
    },
    // The doors count attempts themselves, for they know who is behind a proxy.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What it would log names people.
    logger: { disabled: true },
    advanced: {
      database: { generateId: 'serial' },
      cookiePrefix: 'polku',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-polku-address'] },
    },
  })

  const headersOf = (cookie: string) => new Headers({ cookie, origin: publicUrl })

  async function recall(cookie: string) {
    const { headers, response } = await auth.api.getSession({ headers: headersOf(cookie), returnHeaders: true })
    if (response === null) return null
    const employee = await findSignedIn(database, Number(response.user.id), Number(response.session.id))
    return employee && { employee, cookies: headers.getSetCookie() }
  }

  return {
    recall,
    enter: async (email, password, { address, agent }) => {
      const headers = new Headers({ origin: publicUrl, 'x-polku-address': address, ...(agent !== undefined && { 'user-agent': agent }) })
      const entered = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }).catch(refused)
      if (entered === null) return null
      const cookies = entered.headers.getSetCookie()
      const known = await recall(cookies.map((cookie) => cookie.split(';', 1)[0]).join('; '))
      return known && { employee: known.employee, cookies }
    },
    leave: async (cookie) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(cookie), returnHeaders: true })
      return headers.getSetCookie()
    },
    link: async (employee, hours) => {
      const { internalAdapter } = await auth.$context
      const token = crypto.randomUUID().replaceAll('-', '') + crypto.randomUUID().replaceAll('-', '')
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: String(employee),
        expiresAt: new Date(Date.now() + hours * 3_600_000),
      })
      return token
    },
    readLink: async (token) => {
      const { internalAdapter } = await auth.$context
      const found = await internalAdapter.findVerificationValue(`reset-password:${token}`)
      return found === null || found === undefined || found.expiresAt.getTime() < Date.now() ? null : Number(found.value)
    },
    choose: async (token, password) =>
      (await auth.api.resetPassword({ body: { token, newPassword: password }, headers: headersOf('') }).catch(refused)) !== null,
    change: async (cookie, present, next) => {
      const body = { currentPassword: present, newPassword: next, revokeOtherSessions: true }
      const changed = await auth.api.changePassword({ body, headers: headersOf(cookie), returnHeaders: true }).catch(refused)
      return changed === null ? null : changed.headers.getSetCookie()
    },
  }
}

/** What was refused to whoever asked is an answer; anything else stays an error. */
function refused(error: unknown): null {
  if (error instanceof APIError && Number(error.statusCode) < 500) return null
  throw error
}

async function findSignedIn(database: Database, id: number, session: number): Promise<SignedIn | null> {
  const [found] = await database.query<Omit<SignedIn, 'session'>>(
    `SELECT employees.id, name, email, role, language,
       coalesce((SELECT array_agg(team ORDER BY team) FROM team_members WHERE employee_id = employees.id), '{}') AS teams
     FROM employees WHERE employees.id = $1 AND active`,
    [id],
  )
  return found === undefined ? null : { ...found, session }
}
