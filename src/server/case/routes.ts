import { getCase as caseContract, getCaseCounts as countsContract, getCases as casesContract } from '../../api/case.ts'
import { getCaseFigures as figuresContract, getCaseHandovers as handoversContract } from '../../api/caseFigures.ts'
import type { Actor } from '../../domain/access/may.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { getCaseFigures } from './getCaseFigures.ts'
import { getCaseHandovers } from './getCaseHandovers.ts'
import { getCasePage } from './getCasePage.ts'
import { getCaseCounts, getCases } from './getCases.ts'
import { caseWorkRoutes } from './workRoutes.ts'

const askerOf = (actor: Actor) => (actor.kind === 'employee' ? actor.id : null)

/** The doors to cases. */
export function caseRoutes(parts: Parts): Route[] {
  const { database, clock } = parts
  return [
    route(casesContract, ({ query, actor }) => getCases(database, query, askerOf(actor), clock())),
    route(countsContract, ({ actor }) => getCaseCounts(database, askerOf(actor), clock())),
    route(figuresContract, ({ query }) => getCaseFigures(database, query)),
    route(handoversContract, ({ query }) => getCaseHandovers(database, query, clock())),
    route(caseContract, async ({ params, actor }) => {
      const found = await getCasePage(parts, Number(params.id.slice(2)), actor)
      if (found === null) throw notFound(`case ${params.id}`)
      return found
    }),
    ...caseWorkRoutes(parts),
  ]
}
