import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../api/contract.ts'
import { isAllowed, recallToken } from '../access/tokens.ts'
import type { Parts } from './parts.ts'
import { HttpProblem } from './problem.ts'

const LOCAL_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/
const LOCAL_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/**
 * Lets a request through to an operation, or throws the problem that says what is missing; answers the token's id, null without one.
 * `elsewhere` is the token when it stands where the operation's own clients put it. Until there is sign-in, reading needs no token from this machine itself: asked under a local name, by no other site's page and
 * through no proxy.
 */
export async function passGate(
  { database, config, clock }: Pick<Parts, 'database' | 'config' | 'clock'>,
  request: FastifyRequest,
  scope: Scope,
  elsewhere: string | null = null,
): Promise<string | null> {
  const shown = credentialOf(request.headers.authorization)
  // A page that is left can send no headers. What a page holds may only ever send, and a token in an address may be seen by others.
  const given = shown ?? (scope === 'ingest' ? (tokenInAddress(request) ?? elsewhere) : null)
  if (shown !== null && isLocal(request) && isLocalKey(shown, config.localKey)) return null
  if (given !== null) {
    const token = await recallToken(database, given, clock())
    if (token === null) throw unauthorised(scope, 'The token is not known here, or it was revoked.')
    if (!isAllowed(token.scope, scope)) {
      throw new HttpProblem(403, 'forbidden', `This needs a token with scope ${scope}; yours has ${token.scope}.`, { detail: howTo(scope) })
    }
    const isPublic = shown === null || (scope === 'ingest' && isForeignPage(request))
    if (isPublic && token.scope !== 'ingest') {
      const title = 'Only a token with scope ingest may stand in a page, an address or a body.'
      throw new HttpProblem(403, 'forbidden', title, {
        detail: 'Others may have seen this one: revoke it, and make one that can only send.',
      })
    }
    return token.id
  }
  if (scope !== 'read') throw unauthorised(scope, `This needs a token with scope ${scope}.`)
  if (isForeignPage(request)) {
    throw new HttpProblem(403, 'forbidden', 'Pages of other sites may not read here.', { detail: howTo(scope) })
  }
  if (!isLocal(request)) throw unauthorised(scope, 'From elsewhere this needs a token with scope read.')
  return null
}

function isLocalKey(given: string, key: string | undefined): boolean {
  if (key === undefined) return false
  const [left, right] = [Buffer.from(given), Buffer.from(key)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function howTo(scope: Scope): string {
  return `Make one with \`polku token create --scope ${scope}\` and send it as \`Authorization: Bearer …\`, or as the user name of Basic with an empty password.`
}

function unauthorised(scope: Scope, title: string): HttpProblem {
  return new HttpProblem(401, 'unauthorised', title, { detail: howTo(scope), headers: { 'www-authenticate': 'Bearer realm="Polku"' } })
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

function isForeignPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`
}

function isLocal({ headers, socket }: FastifyRequest): boolean {
  const name = LOCAL_NAME.exec(headers.host ?? '')
  if (name === null || !LOCAL_ADDRESS.test(socket.remoteAddress ?? '')) return false
  // What came through a proxy may be from anywhere.
  if (headers.forwarded !== undefined || headers.via !== undefined || headers['x-forwarded-for'] !== undefined) return false
  // Requests that a test injects have no port.
  return socket.localPort === undefined || Number(name[2] ?? 80) === socket.localPort
}
