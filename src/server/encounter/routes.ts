import { tokenOf } from '../../domain/access/may.ts'
import type { Readable } from 'node:stream'
import { postEncounters } from '../../api/encounter.ts'
import type { Parts } from '../http/parts.ts'
import { readBody } from '../http/readBody.ts'
import { route, type Route } from '../http/route.ts'
import { readItems } from './readItems.ts'
import { takeItems } from './takeItems.ts'

/** The doors through which encounters come in. */
export function encounterRoutes(parts: Parts): Route[] {
  return [
    route(postEncounters, async ({ request, query }) => {
      const text = await readBody(request.body as Readable, request.headers)
      const items = readItems(text, request.headers['content-type'] ?? '')
      return takeItems(items, parts, { ...query, door: postEncounters.path, token: tokenOf(request.actor) })
    }),
  ]
}
