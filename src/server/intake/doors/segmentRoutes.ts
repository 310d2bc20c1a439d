import { tokenOf } from '../../../domain/access/may.ts'
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { getSegmentSettings, postBatch, SEGMENT_CALLS } from '../../../api/segment.ts'
import { limitItems, readItems } from '../../encounter/readItems.ts'
import { passGate, showsToken } from '../../http/gate.ts'
import type { Parts } from '../../http/parts.ts'
import { HttpProblem } from '../../http/problem.ts'
import { LARGEST_BODY, readBody } from '../../http/readBody.ts'
import { route, type Route } from '../../http/route.ts'
import { isFields, type Fields } from './facets.ts'
import { takeSegment } from './takeSegment.ts'

/** Bytes read of a request that has yet to tell its token. */
const LARGEST_UNKNOWN = 512 * 1024

/** The doors of Segment's HTTP tracking API. */
export function segmentRoutes(parts: Parts): Route[] {
  /** Reads the one object of a request, and lets it in by the key it holds when no header did. */
  async function read(request: FastifyRequest): Promise<Fields> {
    const isKnown = showsToken(request)
    const text = await readBody(request.body as Readable | undefined, request.headers, isKnown ? LARGEST_BODY : LARGEST_UNKNOWN)
    const [item, ...more] = readItems(text, 'application/json')
    const body = item !== undefined && 'value' in item && more.length === 0 ? item.value : null
    const writeKey = isFields(body) ? body['writeKey'] : null
    if (!isKnown) request.actor = await passGate(parts, request, ['send', 'encounter'], typeof writeKey === 'string' ? writeKey : null)
    if (!isFields(body))
      throw new HttpProblem(400, 'unreadable', 'The body is not one JSON object.', { detail: 'Several messages go to /v1/batch.' })
    return body
  }

  async function answer(request: FastifyRequest, messages: readonly unknown[], { sentAt, context }: Fields) {
    const taken = await takeSegment({ messages, sentAt, context }, parts, {
      door: request.routeOptions.url!,
      token: tokenOf(request.actor),
    })
    return { success: true as const, ...taken }
  }

  return [
    route(postBatch, async ({ request }) => {
      const body = await read(request)
      const { batch } = body
      if (!Array.isArray(batch)) {
        throw new HttpProblem(400, 'unreadable', 'The body has no batch.', { detail: 'Send {"batch": [messages], "sentAt": time}.' })
      }
      limitItems(batch.length)
      return answer(request, batch, body)
    }),
    ...SEGMENT_CALLS.map(({ type, contract }) =>
      route(contract, async ({ request }) => answer(request, [{ ...(await read(request)), type }], {})),
    ),
    route(getSegmentSettings, async ({ params, request }) => ({
      integrations: {
        'Segment.io': {
          apiKey: params.token,
          apiHost: `${request.host}/v1`,
          protocol: request.headers['x-forwarded-proto'] === 'https' ? ('https' as const) : request.protocol,
        },
      },
      metrics: { sampleRate: 0 as const },
    })),
  ]
}
