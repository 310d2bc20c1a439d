import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Contract } from '../../api/contract.ts'
import { docsPage } from './docsPage.ts'
import { describeApi } from './openApi.ts'

/** Where the description is read. */
export const DOCS = ['/api/openapi.json', '/api/docs', '/api/docs/style.css'] as const

const STYLE = new URL('./docs.css', import.meta.url)

/** Serves the API's description as OpenAPI 3.1, and as a page to read. */
export function serveDocs(app: FastifyInstance, contracts: readonly Contract[], version: string): void {
  // Made when first asked for: it takes a quarter of a second that a start need not wait for.
  let described: ReturnType<typeof describeApi> | undefined
  const api = () => (described ??= describeApi(contracts, version))
  let page: string | undefined
  const style = readFileSync(STYLE, 'utf8')
  app.get(DOCS[0], (_request, reply) => reply.header('cache-control', 'no-cache').send(api()))
  app.get(DOCS[1], (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send((page ??= docsPage(api(), contracts))),
  )
  app.get(DOCS[2], (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(style))
}
