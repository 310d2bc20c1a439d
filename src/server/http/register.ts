import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Contract } from '../../api/contract.ts'
import type { Actor } from '../../domain/access/may.ts'
import { expectation } from '../../domain/kernel/expectation.ts'
import { findUnkeepable } from '../../domain/kernel/keepable.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { answerOnce } from './answerOnce.ts'
import { passGate, showsToken } from './gate.ts'
import type { Parts } from './parts.ts'
import { wrongInput } from './problem.ts'
import { rateOf } from './rates.ts'
import type { Asked, Route } from './route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. */
    actor: Actor
    /** Cookies that prolong the session of whoever asks. */
    prolonging: string[]
  }
}

/** Puts a contract's door up: gate, reading of what comes in, answer, shape of what goes out. */
export function registerRoute(app: FastifyInstance, route: Route, parts: Parts): void {
  for (const path of [route.contract.path, ...(route.contract.also ?? [])]) registerPath(app, fastifyPath(path), route, parts)
}

function registerPath(app: FastifyInstance, url: string, { contract, answer }: Route, parts: Parts): void {
  const query = querySchema(contract)
  app.route({
    method: contract.method,
    url,
    config: { rateLimit: rateOf(contract) },
    ...(contract.media === undefined && { schema: { response: { [contract.status]: contract.answer } } }),
    preParsing: async (request, _reply, payload) => {
      // With the token in the body, the door itself asks the gate once it has read it.
      if (contract.token === 'body' && !showsToken(request)) return payload
      const elsewhere = contract.token === 'path' ? (request.params as { token: string }).token : null
      request.actor = await passGate(parts, request, contract.needs, elsewhere)
      return payload
    },
    handler: async (request, reply) => {
      reply.code(contract.status)
      if (request.prolonging.length > 0) reply.header('set-cookie', request.prolonging)
      const asked = readAsked(contract, query, request, reply)
      const key = request.headers['idempotency-key']
      if ((contract.method !== 'PUT' && contract.once !== true) || key === undefined) return answer(asked)
      return answerOnce(parts, request, String(key), async () => answer(asked))
    },
  })
}

/** `/customers/{customer}` as Fastify writes it, `/customers/:customer`. */
function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** Doors of the API take no parameter they do not know: a filter misspelt would be one left out. What others' clients add to theirs is passed over. */
function querySchema({ path, query }: Contract): z.ZodType | undefined {
  return path.startsWith('/api/v1/') ? (query ?? z.object({})).strict() : query
}

function readAsked(contract: Contract, known: z.ZodType | undefined, request: FastifyRequest, reply: FastifyReply): Asked<Contract> {
  const params = contract.params && read(contract.params, request.params, 400)
  const query = known && read(known, request.query, 400)
  const body = contract.body && contract.reads !== 'stream' ? read(contract.body, request.body, 422) : undefined
  const asked = { params, query, body, given: request.body, actor: request.actor, request, reply }
  return asked as Asked<Contract>
}

function read(schema: z.ZodType, value: unknown, status: 400 | 422): unknown {
  const unkeepable = findUnkeepable(value)
  if (unkeepable !== null) throw wrongInput(status, [unkeepable])
  const result = schema.safeParse(value, { error: expectation })
  if (result.success) return result.data
  throw wrongInput(status, result.error.issues.flatMap(problemsOf))
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const field = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message }]
  return issue.keys.map((key) => ({ field: field === '' ? key : `${field}.${key}`, message: 'is not known here' }))
}
