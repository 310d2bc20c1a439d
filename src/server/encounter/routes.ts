import type { Readable } from 'node:stream'
import { postEncounters } from '../../api/encounter.ts'
import type { Parts } from '../http/parts.ts'
import { readBody } from '../http/readBody.ts'
import { route, type Route } from '../http/route.ts'
import { readItems } from './readItems.ts'
import { takeItems } from './takeItems.ts'

/** The doors through which encounters come in. */
export function encounterRoutes({ intake }: Parts): Route[] {
  return [
    route(postEncounters, async ({ request, query }) => {
      const text = await readBody(request.body as Readable, request.headers)
      return takeItems(readItems(text, request.headers['content-type'] ?? ''), intake, query)
    }),
  ]
}
