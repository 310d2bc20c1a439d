import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { may, scopeFor, type Actor } from '../../domain/access/may.ts'
import type { Contract } from '../../api/contract.ts'
import { recallToken } from '../access/tokens.ts'
import type { Parts } from './parts.ts'
import { HttpProblem } from './problem.ts'

const LOCAL_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/
const LOCAL_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

type Needs = Contract['needs']
type GateParts = Pick<Parts, 'database' | 'config' | 'clock' | 'people'>

/**
 * Lets a request through to an operation and answers who asks, or throws the problem that says what is missing. `elsewhere` is the token
 * when it stands where the operation's own clients put it.
 */
export async function passGate(parts: GateParts, request: FastifyRequest, needs: Needs, elsewhere: string | null = null): Promise<Actor> {
  const actor = await actorOf(parts, request, needs, elsewhere)
  if (may(actor, ...needs)) return actor
  throw refusalOf(actor, needs)
}

async function actorOf(parts: GateParts, request: FastifyRequest, needs: Needs, elsewhere: string | null): Promise<Actor> {
  const { database, config, clock, people } = parts
  const shown = credentialOf(request.headers.authorization)
  const isSending = needs[0] === 'send'
  // A page that is left can send no headers. What a page holds may only ever send, and a token in an address may be seen by others.
  const given = shown ?? (isSending ? (tokenInAddress(request) ?? elsewhere) : null)
  if (shown !== null && isLocal(request) && isLocalKey(shown, config.localKey)) return { kind: 'owner' }
  if (given !== null) {
    const token = await recallToken(database, given, clock())
    if (token === null) throw unauthorised('The token is not known here, or it was revoked.', howTo(needs))
    const isPublic = shown === null || (isSending && isForeignPage(request, config.publicUrl))
    if (isPublic && token.scope !== 'ingest' && may({ kind: 'token', ...token }, ...needs)) {
      throw new HttpProblem(403, 'forbidden', 'Only a token with scope ingest may stand in a page, an address or a body.', {
        detail: 'Others may have seen this one: revoke it, and make one that can only send.',
      })
    }
    return { kind: 'token', id: token.id, scope: token.scope }
  }
  const cookie = request.headers.cookie
  const known = cookie === undefined ? null : await people.recall(cookie)
  if (known === null && (isSending || !isGuest(await people.isDemo(), request))) return { kind: 'nobody' }
  // Cookies go along by themselves, and this machine is where it is whoever's page asks.
  if (isForeignPage(request, config.publicUrl)) {
    throw new HttpProblem(403, 'forbidden', 'Pages of other sites may not use Polku in somebody’s name.', { detail: howTo(needs) })
  }
  if (known === null) return { kind: 'guest' }
  request.prolonging = known.cookies
  return known.actor
}

function refusalOf(actor: Actor, needs: Needs): HttpProblem {
  const [verb, thing] = needs
  switch (actor.kind) {
    case 'token': {
      return new HttpProblem(403, 'forbidden', `${needsToken(needs).slice(0, -1)}; yours has ${actor.scope}.`, { detail: howTo(needs) })
    }
    case 'employee':
      return new HttpProblem(403, 'forbidden', `The role ${actor.role} does not include this (${verb} ${thing}).`, {
        detail: 'An admin can give you another role.',
      })
    case 'owner':
      return new HttpProblem(403, 'forbidden', 'This is somebody’s own: sign in.')
    case 'guest':
      return unauthorised('Guests of the demo organisation may only look: sign in.', howTo(needs))
    case 'nobody':
      return unauthorised(
        verb === 'send' ? needsToken(needs) : `Sign in, or show a token with scope ${scopeFor(verb, thing)}.`,
        howTo(needs),
      )
  }
}

function needsToken(needs: Needs): string {
  return `This needs a token with scope ${scopeFor(...needs)}.`
}

function isLocalKey(given: string, key: string | undefined): boolean {
  if (key === undefined) return false
  const [left, right] = [Buffer.from(given), Buffer.from(key)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function howTo(needs: Needs): string {
  if (needs[1] === 'session') return 'POST /api/v1/session with e-mail and password, and send the cookie along.'
  return `Make one with \`polku token create --scope ${scopeFor(...needs)}\` and send it as \`Authorization: Bearer …\`, or as the user name of Basic with an empty password.`
}

function unauthorised(title: string, detail: string): HttpProblem {
  return new HttpProblem(401, 'unauthorised', title, { detail, headers: { 'www-authenticate': 'Bearer realm="Polku"' } })
}

/** The token in an `Authorization` header, as Bearer or as the user name of Basic; null without the header. */
function credentialOf(header: string | undefined): string | null {
  if (header === undefined) return null
  const [scheme = '', rest = ''] = header.trim().split(/\s+/, 2)
  if (scheme.toLowerCase() === 'bearer') return rest
  if (scheme.toLowerCase() !== 'basic') return ''
  const text = Buffer.from(rest, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? text : text.slice(0, colon)
}

/** Whether a request tells its token before its body is read. */
export function showsToken(request: FastifyRequest): boolean {
  return request.headers.authorization !== undefined || tokenInAddress(request) !== null
}

/** The token in the query, as pages send it that are being left. */
function tokenInAddress({ query }: FastifyRequest): string | null {
  const token = (query as Record<string, unknown> | null)?.['token']
  return typeof token === 'string' ? token : null
}

/** Whether a page of another site asks; browsers say so by either header. */
export function isForeignPage({ headers }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}` && headers.origin !== new URL(publicUrl).origin
}

/** Whether a form was sent from a page of ours; a page that tells nobody where it stands tells its origin as null, too. */
export function isOwnForm(request: FastifyRequest, publicUrl: string): boolean {
  const { origin } = request.headers
  if (origin === 'null' && request.headers['sec-fetch-site'] === undefined) return true
  return origin === 'null' ? request.headers['sec-fetch-site'] === 'same-origin' : !isForeignPage(request, publicUrl)
}

/** Whether somebody looks at the demo organisation from this machine itself. */
export function isGuest(isDemo: boolean, request: FastifyRequest): boolean {
  return isDemo && isLocal(request)
}

/** Whether a request comes from this machine itself: under a local name and through no proxy. */
function isLocal({ headers, socket }: FastifyRequest): boolean {
  const name = LOCAL_NAME.exec(headers.host ?? '')
  if (name === null || !LOCAL_ADDRESS.test(socket.remoteAddress ?? '')) return false
  // What came through a proxy may be from anywhere.
  if (headers.forwarded !== undefined || headers.via !== undefined || headers['x-forwarded-for'] !== undefined) return false
  // Requests that a test injects have no port.
  return socket.localPort === undefined || Number(name[2] ?? 80) === socket.localPort
}
