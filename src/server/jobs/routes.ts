import { getEvents } from '../../api/organisation.ts'
import { route, type Route } from '../http/route.ts'
import type { LiveEvents } from './liveEvents.ts'
import { streamEvents } from './streamEvents.ts'

/** The door to what happens as it happens. */
export function liveRoutes(live: LiveEvents): Route[] {
  return [
    route(getEvents, async ({ request, reply }) => {
      void streamEvents(live, request, reply)
      return reply
    }),
  ]
}
