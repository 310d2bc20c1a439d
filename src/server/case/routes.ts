import { getCase as caseContract, getCases as casesContract } from '../../api/case.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { getCase, getCases } from './getCases.ts'

/** The doors to cases. */
export function caseRoutes({ database }: Parts): Route[] {
  return [
    route(casesContract, ({ query }) => getCases(database, query)),
    route(caseContract, async ({ params }) => {
      const found = await getCase(database, Number(params.id.slice(2)))
      if (found === null) throw notFound(`case ${params.id}`)
      return found
    }),
  ]
}
