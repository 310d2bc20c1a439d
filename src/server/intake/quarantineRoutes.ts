import { getQuarantine, getRefusedItem, postDiscard, postReplay, putRefusedItem } from '../../api/quarantine.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { discardRefused, listRefused, showRefused } from './quarantineList.ts'
import { repairRefused, replayRefused } from './quarantineReplay.ts'

/** The doors to what other doors refused. */
export function quarantineRoutes(parts: Parts): Route[] {
  const found = <Item>(id: number, item: Item | null): Item => {
    if (item === null) throw notFound(`item ${id} in quarantine`)
    return item
  }
  return [
    route(getQuarantine, ({ query }) => listRefused(parts.database, query)),
    route(getRefusedItem, async ({ params: { id } }) => found(id, await showRefused(parts.database, id))),
    route(putRefusedItem, async ({ params: { id }, body }) => found(id, await repairRefused(parts, id, body))),
    route(postReplay, ({ body }) => replayRefused(parts, body)),
    route(postDiscard, async ({ body }) => ({ discarded: await discardRefused(parts.database, body) })),
  ]
}
