import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MethodsAt } from './methods.ts'
import { notFound, wrongMethod } from './problem.ts'

/** What may be framed where the setting says so. */
const PANEL = /^\/panel\/customers\//
const NO_SCREEN = /^\/(api|v1|r|k|me)(\/|$)/

/**
 * Serves the built screens; an address that is no file and no door's is a place on the screens. `methodsAt` knows the doors; `panel` are
 * the headers of what other sites may frame.
 */
export async function serveScreens(
  app: FastifyInstance,
  folder: string | undefined,
  methodsAt: MethodsAt,
  panel: Readonly<Record<string, string>>,
): Promise<void> {
  const isBuilt = folder !== undefined && existsSync(join(folder, 'index.html'))
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Names of built files change with what they hold.
        const kept = path.includes(`${sep}assets${sep}`)
        reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (isBuilt && isScreen(request)) {
      if (PANEL.test(request.url)) reply.removeHeader('x-frame-options').headers(panel)
      return reply.sendFile('index.html')
    }
    if (request.url === '/' && isReading(request)) return reply.redirect('/api/docs')
    const methods = methodsAt(request.url)
    if (methods.length > 0) throw wrongMethod(request.method, methods)
    throw notFound('such address', 'The operations are listed at /api/docs.')
  })
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

function isScreen(request: FastifyRequest): boolean {
  const { url, headers } = request
  if (!isReading(request) || NO_SCREEN.test(url)) return false
  return (headers.accept ?? '*/*').includes('text/html') || !/\.\w+(\?|$)/.test(url)
}
