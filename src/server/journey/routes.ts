import {
  getFlow as flowContract,
  getFunnel as funnelContract,
  getHours as hoursContract,
  getJourney as journeyContract,
  getJourneys as journeysContract,
  getStages as stagesContract,
  putJourney,
} from '../../api/journey.ts'
import {
  getDeviations as deviationsContract,
  getResumptions as resumptionsContract,
  getSatisfaction as satisfactionContract,
  getSteps as stepsContract,
  getVariants as variantsContract,
  getWaits as waitsContract,
} from '../../api/journeyAnalysis.ts'
import { getPath as pathContract, getPaths as pathsContract } from '../../api/path.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { askJourney } from './askJourney.ts'
import { getJourneys } from './getJourneys.ts'
import { getPaths, getPathsOfKey } from './getPaths.ts'
import { defineAnew } from './defineAnew.ts'

/** The doors to journeys and paths. */
export function journeyRoutes(parts: Parts): Route[] {
  const { database, definitions } = parts
  const journey = async (key: string) => {
    const [found] = await getJourneys(database, await definitions.current(), key)
    if (found === undefined) throw notFound('such journey', 'The journeys are listed at /api/v1/journeys.')
    return found
  }
  const ask = askJourney(parts)
  return [
    route(journeysContract, async () => ({ items: await getJourneys(database, await definitions.current()) })),
    route(journeyContract, ({ params }) => journey(params.key)),
    route(putJourney, async ({ params, given, actor }) => {
      await defineAnew(definitions, 'journey', params.key, given, actor)
      return journey(params.key)
    }),
    route(flowContract, ({ params, query }) => ask.flow(params.key, query)),
    route(funnelContract, ({ params, query }) => ask.funnel(params.key, query)),
    route(stagesContract, ({ params, query }) => ask.stages(params.key, query)),
    route(waitsContract, ({ params, query }) => ask.waits(params.key, query)),
    route(satisfactionContract, ({ params, query }) => ask.satisfaction(params.key, query)),
    route(stepsContract, ({ params, query }) => ask.steps(params.key, query)),
    route(deviationsContract, ({ params, query }) => ask.deviations(params.key, query)),
    route(hoursContract, ({ params, query }) => ask.hours(params.key, query)),
    route(resumptionsContract, ({ params, query }) => ask.resumptions(params.key, query)),
    route(variantsContract, ({ params, query }) => ask.variants(params.key, query)),
    route(pathsContract, async ({ query }) => getPaths(database, query, (await definitions.current()).definitions)),
    route(pathContract, async ({ params, query }) => {
      const customer = query.customer === undefined ? undefined : await findCustomer(database, query.customer)
      const { definitions: current } = await definitions.current()
      const [path, other] = customer === null ? [] : await getPathsOfKey(database, params.key, customer?.id, current)
      if (path === undefined) throw notFound('such path')
      if (other !== undefined) {
        throw new HttpProblem(409, 'ambiguous', 'Several customers have a path of this key.', {
          detail: 'Say which with `customer=kind:value`.',
        })
      }
      return path
    }),
  ]
}
