import { randomUUID } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'
import type { z } from 'zod'
import { serveCustomerPages } from '../case/customerPages.ts'
import { serveAnswerPages } from '../feedback/answerPages.ts'
import { serveStopPages } from '../feedback/stopAsking.ts'
import { openLiveEvents } from '../jobs/liveEvents.ts'
import { openToPages } from './crossOrigin.ts'
import { DOCS, serveDocs } from './docs.ts'
import { accessLog, loggerOptions } from './log.ts'
import { methodsOf } from './methods.ts'
import type { Parts } from './parts.ts'
import { HttpProblem, problemOf } from './problem.ts'
import { registerRoute } from './register.ts'
import { openRoom } from './room.ts'
import type { Route } from './route.ts'
import { routesOf } from './routes.ts'
import { serveScreens } from './screens.ts'
import { answerUnreadable } from './unreadable.ts'

/** The server with all its doors, ready to listen. */
export async function buildServer(parts: Parts): Promise<FastifyInstance> {
  const app = fastify({
    logger: loggerOptions(parts.config.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: [...(parts.config.proxies ?? [])],
    bodyLimit: 1024 * 1024,
    // Closing ends connections that rest and lets requests under way finish.
    forceCloseConnections: 'idle',
    // Who sends letter by letter is not waited for: a head has 20 seconds, a whole request two minutes (5 MB over 340 kbit/s).
    requestTimeout: 120_000,
    clientErrorHandler: answerUnreadable,
    http: { headersTimeout: 20_000, connectionsCheckingInterval: 1000 },
    routerOptions: { maxParamLength: 16_000 },
    // An address that cannot be read never reaches the error handler; its words would quote the address.
    frameworkErrors: (error, _request, reply) => answerProblem(reply as FastifyReply, problemOf(error)),
  })
  // Nothing leaves that its contract does not name.
  app.setSerializerCompiler(({ schema }) => {
    const contract = schema as unknown as z.ZodType
    return (answer) => JSON.stringify(contract.parse(answer))
  })
  app.decorateRequest('actor')
  app.decorateRequest('prolonging')
  app.addHook('onRequest', async (request) => {
    request.actor = { kind: 'nobody' }
    request.prolonging = []
  })
  const takeRoom = openRoom()
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    takeRoom(request.raw, reply.raw)
  })
  accessLog(app)
  answerProblems(app)
  openToPages(app)
  const headers = protectingHeaders()
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers))
  await app.register(compress, { global: true, globalDecompression: false, threshold: 1024 })
  await app.register(rateLimit, { global: false, enableDraftSpec: true, errorResponseBuilder: tooMany })
  const live = openLiveEvents(parts.database, parts.announcements)
  app.addHook('preClose', () => live.close())
  endConnectionsWhenClosing(app)
  const routes = routesOf(parts, live)
  const isStream = (route: Route) => route.contract.reads === 'stream'
  for (const route of routes.filter((each) => !isStream(each))) registerRoute(app, route, parts)
  await app.register(async (streams) => {
    streams.removeAllContentTypeParsers()
    streams.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const route of routes.filter(isStream)) registerRoute(streams, route, parts)
  })
  const contracts = routes.map((route) => route.contract)
  serveDocs(app, contracts, parts.config.version)
  await serveCustomerPages(app, parts)
  await serveAnswerPages(app, parts)
  await serveStopPages(app, parts)
  const panel = panelHeaders(parts.config.panelAncestors ?? [])
  await serveScreens(app, parts.config.webFolder, methodsOf(contracts, DOCS), panel)
  return app
}

/** What is answered after closing began ends its connection: one that stays open would hold the server until its time is up. */
function endConnectionsWhenClosing(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isClosing) reply.header('connection', 'close')
    return payload
  })
}

const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Mantine and the charts set styles on elements.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Without TLS here there is nothing to insist on; whoever puts TLS in front says so there.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'same-origin' },
} satisfies HelmetOptions

/** The headers that keep pages from harm; the same for every answer, so they are made once. */
function protectingHeaders(options: HelmetOptions = HEADERS): Record<string, string> {
  const answer = new ServerResponse(new IncomingMessage(new Socket()))
  helmet(options)(answer.req, answer, () => undefined)
  return answer.getHeaders() as Record<string, string>
}

/** The headers of a customer's panel, which pages of these sites may frame. */
function panelHeaders(ancestors: readonly string[]): Record<string, string> {
  const { contentSecurityPolicy } = HEADERS
  const frameAncestors = ancestors.length === 0 ? ["'none'"] : [...ancestors]
  const directives = { ...contentSecurityPolicy.directives, frameAncestors }
  return protectingHeaders({ ...HEADERS, contentSecurityPolicy: { ...contentSecurityPolicy, directives }, xFrameOptions: false })
}

function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ error }, 'A request failed')
    if (reply.raw.headersSent) return reply.raw.destroy()
    return answerProblem(reply, problem)
  })
}

function answerProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.more.headers ?? {})
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem.body)
}

function tooMany(_request: unknown, { ttl }: { ttl: number }): HttpProblem {
  const seconds = Math.max(1, Math.ceil(ttl / 1000))
  return new HttpProblem(429, 'too-many', 'Too many requests.', {
    detail: `Go on in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  })
}
