import type { FastifyInstance } from 'fastify'

/** So long browsers need not ask again, in seconds. */
const REMEMBERED = '86400'

/**
 * Lets pages of other sites send encounters: the doors under /v1 take a token that such a page shows itself, never one that a browser
 * adds by itself, so that any site may ask. What is read stays closed to them.
 */
export function openToPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin === undefined || !request.url.startsWith('/v1/')) return
    reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' })
  })
  app.options('/v1/*', (_request, reply) =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'POST',
        // The asterisk does not stand for Authorization.
        'access-control-allow-headers': '*, authorization',
        'access-control-max-age': REMEMBERED,
      })
      .send(),
  )
}
