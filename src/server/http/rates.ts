import type { FastifyRequest } from 'fastify'
import type { Contract } from '../../api/contract.ts'
import { scopeFor } from '../../domain/access/may.ts'

// Meant for programs that run wild, not for busy ones: far above what screens and senders need.
const MOST: Readonly<Record<string, number>> = { read: 6000, admin: 600, ingest: 600_000, 'enter GET': 600 }
/** Who tries passwords and links; a whole office may stand behind one address. */
const MOST_TRIES = 60

/** How many requests a token, or an address without one, may make in a minute. */
export function rateOf({ needs, method }: Contract) {
  const [verb] = needs
  const scope = verb === 'enter' ? `enter ${method}` : scopeFor(...needs)
  return { max: MOST[scope] ?? MOST_TRIES, timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => `${scope} ${callerOf(request)}` }
}

function callerOf({ headers, ip }: FastifyRequest): string {
  const token = /polku_[0-9a-z]{12}/.exec(headers.authorization ?? '')
  return token === null ? ip : token[0]
}
