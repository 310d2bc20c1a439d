import { tokenOf } from '../../../domain/access/may.ts'
import type { Readable } from 'node:stream'
import { postCloudEvents } from '../../../api/cloudEvents.ts'
import type { Parts } from '../../http/parts.ts'
import { readBody } from '../../http/readBody.ts'
import { route, type Route } from '../../http/route.ts'
import { readCloudEvents } from './readCloudEvents.ts'
import { takeOnce } from './takeOnce.ts'

/** The door for CloudEvents. */
export function cloudEventRoutes(parts: Parts): Route[] {
  return [
    route(postCloudEvents, async ({ request }) => {
      const text = await readBody(request.body as Readable | undefined, request.headers)
      const items = readCloudEvents(text, request.headers, parts.clock())
      return takeOnce(items, parts, { door: postCloudEvents.path, token: tokenOf(request.actor) })
    }),
  ]
}
