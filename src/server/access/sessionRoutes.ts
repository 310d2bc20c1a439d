import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  deleteSession,
  deleteSessions,
  getLink,
  getSession,
  getSessions,
  type Me,
  patchSession,
  postForgotten,
  postPassword,
  postSession,
  putPassword,
} from '../../api/session.ts'
import { isAway } from '../../domain/employee/employee.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { demoPeople } from '../employee/demoPeople.ts'
import { getAbsence, keepOwn } from '../employee/keepOwn.ts'
import { isGuest } from '../http/gate.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { openAttempts } from './attempts.ts'
import { createFirstAdmin, isFirstLink, needsFirstAdmin } from './firstAdmin.ts'
import { mailLink } from './mailLink.ts'
import { endOtherSessions, endSession, listSessions } from './sessions.ts'
import type { SignedIn } from './signIn.ts'

/** The doors to sign-in and to what is one's own. */
export function sessionRoutes(parts: Parts): Route[] {
  const { database, clock, people } = parts
  const attempts = openAttempts(clock)

  /** Counts a try against whoever makes it and the address tried; throws problem 429 when there were too many. */
  async function tried<Result>(key: string, attempt: () => Promise<Result | null>): Promise<Result | null> {
    const seconds = attempts.wait(key)
    if (seconds > 0) {
      throw new HttpProblem(429, 'too-many', 'Too many wrong passwords.', {
        detail: `Go on in ${seconds} s, or ask for a link to choose a new one.`,
        headers: { 'retry-after': String(seconds) },
      })
    }
    const result = await attempt()
    if (result === null) attempts.failed(key)
    else attempts.succeeded(key)
    return result
  }

  /** Whoever asks at a door that lets only employees in. */
  async function signedIn({ headers }: FastifyRequest): Promise<SignedIn> {
    return (await people.recall(headers.cookie!))!.employee
  }

  async function meOf({ id, name, email, role, teams, language }: SignedIn): Promise<Me> {
    const absence = await getAbsence(database, id)
    return { id, name, email, role, teams, language: language as Me['language'], away: isAway({ absence }, clock()) }
  }

  /** Signs in and answers who it is; null when address and password do not belong together. */
  async function enter(request: FastifyRequest, reply: FastifyReply, email: string, password: string): Promise<{ me: Me } | null> {
    const signIn = await people.signIn()
    const entered = await signIn.enter(email, password, { address: request.ip, agent: request.headers['user-agent']?.slice(0, 300) })
    if (entered === null) return null
    reply.header('set-cookie', entered.cookies)
    return { me: await meOf(entered.employee) }
  }

  return [
    route(getSession, async ({ request }) => {
      const known = await people.recall(request.headers.cookie ?? '')
      const guest = isGuest(await people.isDemo(), request)
      return {
        me: known && (await meOf(known.employee)),
        guest,
        demo: guest ? await demoPeople(database) : null,
        mail: parts.hasMail,
        ready: !(await needsFirstAdmin(database)),
      }
    }),
    route(postSession, async ({ body, request, reply }) => {
      const entered = await tried(`${request.ip} ${body.email}`, () => enter(request, reply, body.email, body.password))
      if (entered === null) throw new HttpProblem(401, 'unauthorised', 'Address and password do not belong together.')
      return entered
    }),
    route(deleteSession, async ({ request, reply }) => {
      reply.header('set-cookie', await (await people.signIn()).leave(request.headers.cookie ?? ''))
      people.forget()
      return {}
    }),
    route(getSessions, async ({ request }) => {
      const { id, session } = await signedIn(request)
      const rows = await listSessions(database, id, Date.now())
      return {
        items: rows.map(({ createdAt, updatedAt, ...row }) => ({
          ...row,
          here: row.id === session,
          since: formatInstant(createdAt),
          seen: formatInstant(updatedAt),
        })),
      }
    }),
    route(deleteSessions, async ({ params, request }) => {
      const { id, session } = await signedIn(request)
      const ended =
        params.id === 'others' ? await endOtherSessions(database, id, session) : await endSession(database, id, Number(params.id))
      people.forget()
      if (ended === 0 && params.id !== 'others') throw notFound('such session of yours')
      return { ended }
    }),
    route(putPassword, async ({ body, request, reply }) => {
      const { email } = await signedIn(request)
      const signIn = await people.signIn()
      const cookies = await tried(`${request.ip} ${email}`, () => signIn.change(request.headers.cookie!, body.present, body.next))
      if (cookies === null) throw wrongInput(422, [{ field: 'present', message: 'is not your present password' }])
      people.forget()
      reply.header('set-cookie', cookies)
      return {}
    }),
    route(patchSession, async ({ body, request }) => {
      await keepOwn(database, (await signedIn(request)).id, body, clock())
      people.forget()
      return { me: await meOf(await signedIn(request)) }
    }),
    route(postForgotten, async ({ body, request }) => {
      const key = `forgotten ${request.ip} ${body.email}`
      await tried(key, async () => null)
      if (parts.hasMail) await mailLink(parts, { email: body.email }, 'password')
      return {}
    }),
    route(getLink, async ({ params }) => {
      if (await isFirstLink(database, params.link)) return { name: '', email: '', first: true }
      const found = await (await people.signIn()).readLink(params.link)
      const [row] = await database.query<{ name: string; email: string }>('SELECT name, email FROM employees WHERE id = $1 AND active', [
        found,
      ])
      if (row === undefined) throw notFound('such link any more', 'It was used, or it is too old. Ask for another.')
      return { ...row, first: false }
    }),
    route(postPassword, async ({ params, body, request, reply }) => {
      const signIn = await people.signIn()
      const link = (await isFirstLink(database, params.link)) ? await firstLink(params.link, body) : params.link
      const employee = await signIn.readLink(link)
      const [row] = await database.query<{ email: string }>('SELECT email FROM employees WHERE id = $1 AND active', [employee])
      const chosen = row !== undefined && (await signIn.choose(link, body.password))
      if (!chosen) throw notFound('such link any more', 'It was used, or it is too old. Ask for another.')
      await database.query('UPDATE employees SET email_verified = true WHERE id = $1', [employee])
      people.forget()
      return (await enter(request, reply, row.email, body.password))!
    }),
  ]

  /** Makes the first admin and answers the token of a link of their own. */
  async function firstLink(token: string, { name, email }: { name?: string | undefined; email?: string | undefined }): Promise<string> {
    const missing = Object.entries({ name, email }).filter(([, value]) => value === undefined)
    if (name === undefined || email === undefined) {
      throw wrongInput(
        422,
        missing.map(([field]) => ({ field, message: 'is required: the first admin says it' })),
      )
    }
    const id = await createFirstAdmin(database, { token, name, email }, clock())
    if (id === null) throw notFound('such link any more', 'It was used.')
    return (await people.signIn()).link(id, 1)
  }
}
