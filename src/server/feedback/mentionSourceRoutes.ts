import {
  deleteMentionSource,
  getMentionSources,
  patchMentionSource,
  postMentionSource,
  readMentionSource,
} from '../../api/mentionSource.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { changeSource, listSources, makeSource, readSoon, removeSource } from './mentionSources.ts'

/** The doors to feeds and pages that are read for mentions. */
export function mentionSourceRoutes({ database, clock, webhooks: { policy } }: Parts): Route[] {
  return [
    route(getMentionSources, async () => ({ items: await listSources(database), next: null })),
    route(postMentionSource, ({ body }) => makeSource(database, body, policy, clock())),
    route(patchMentionSource, ({ params, body }) => changeSource(database, params.source, body, policy, clock())),
    route(deleteMentionSource, async ({ params }) => {
      await removeSource(database, params.source)
      return { id: params.source }
    }),
    route(readMentionSource, ({ params }) => readSoon(database, params.source, clock())),
  ]
}
