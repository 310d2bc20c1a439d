import { getThemes as themesContract, getVerbatims as verbatimsContract } from '../../api/verbatim.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { getThemes } from './getThemes.ts'
import { getVerbatims } from './getVerbatims.ts'

/** The doors to what people say in their own words. */
export function verbatimRoutes({ database, clock }: Parts): Route[] {
  return [
    route(verbatimsContract, ({ query }) => getVerbatims(database, query)),
    route(themesContract, ({ query }) => getThemes(database, query, clock())),
  ]
}
