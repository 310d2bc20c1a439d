import { getModelCalls as callsContract, postSummary, postThemeName } from '../../api/voiceSummary.ts'
import { tokenOf, type Actor } from '../../domain/access/may.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { getModelCalls } from './modelCalls.ts'
import { summarise } from './summary.ts'
import { nameTheme } from './summaryThemeName.ts'

/** The doors to summaries of what people said, and to what was sent for them. */
export function summaryRoutes({ database, clock, model }: Parts): Route[] {
  const askerOf = (actor: Actor) => ({ endpoint: model, by: nameOf(actor), now: clock() })
  return [
    route(postSummary, ({ body, actor }) => summarise(database, body, askerOf(actor))),
    route(postThemeName, ({ body, actor }) => nameTheme(database, body.words, askerOf(actor))),
    route(callsContract, ({ query }) => getModelCalls(database, query)),
  ]
}

function nameOf(actor: Actor): string | null {
  if (actor.kind === 'employee') return actor.name
  const token = tokenOf(actor)
  return token === null ? null : `token ${token}`
}
