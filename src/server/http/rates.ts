import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../api/contract.ts'

// Meant for programs that run wild, not for busy ones: far above what screens and senders need.
const MOST: Record<Scope, number> = { read: 6000, admin: 600, ingest: 600_000 }

/** How many requests a token, or an address without one, may make in a minute. */
export function rateOf(scope: Scope) {
  return { max: MOST[scope], timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => `${scope} ${callerOf(request)}` }
}

function callerOf({ headers, ip }: FastifyRequest): string {
  const token = /polku_[0-9a-z]{12}/.exec(headers.authorization ?? '')
  return token === null ? ip : token[0]
}
