import type { FastifyInstance } from 'fastify'
import { tokenOf } from '../../domain/access/may.ts'
import { errorCode } from '../db/transaction.ts'

/** The log's set-up: JSON lines on standard output, with nothing of what a request or the database held. */
export function loggerOptions(level: string) {
  return { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, serializers: { error: errorOf } }
}

/** Tells of each request by its route: addresses and queries hold identifiers of customers. */
export function accessLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, actor } = request
    const token = tokenOf(actor)
    request.log.info(
      { method, route: routeOptions.url ?? null, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...(token && { token }) },
      'answered',
    )
  })
}

/** An error without its message when it comes from the database, which quotes values there. */
function errorOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'unknown' }
  const code = errorCode(error)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const { constraint, table } = error as { constraint?: string; table?: string }
  const isFromDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(isFromDatabase ? { constraint, table } : { message: error.message }),
    stack: frames.slice(0, 12).join('\n'),
  }
}
