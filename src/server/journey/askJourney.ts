import type { z } from 'zod'
import type {
  getFlow as flowContract,
  getFunnel as funnelContract,
  getHours as hoursContract,
  getResumptions as resumptionsContract,
  getStages as stagesContract,
} from '../../api/journey.ts'
import { frictionBits } from '../../domain/friction/frictionBits.ts'
import { chosenPaths, type PathFilter } from '../../domain/journey/questions/filter.ts'
import { getFlow } from '../../domain/journey/questions/getFlow.ts'
import { getFunnel } from '../../domain/journey/questions/getFunnel.ts'
import { getHours } from '../../domain/journey/questions/getHours.ts'
import { getResumptions } from '../../domain/journey/questions/getResumptions.ts'
import { getStages } from '../../domain/journey/questions/getStages.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Parts } from '../http/parts.ts'
import { notFound, wrongInput } from '../http/problem.ts'

type Query<C extends { query: z.ZodType }> = z.output<C['query']>
type Filter = Query<typeof stagesContract>

/** Questions about the paths of one journey, answered from path columns; each throws problem 404 for a journey nobody knows. */
export function askJourney({ columns, definitions }: Pick<Parts, 'columns' | 'definitions'>) {
  async function open(journey: string, query: Filter) {
    const fresh = await columns()
    const { definitions: current } = await definitions.current()
    const defined = current.journey(journey)
    if (defined === undefined && !fresh.columns.journeys.includes(journey)) {
      throw notFound('such journey', 'The journeys are listed at /api/v1/journeys.')
    }
    const answered = { answeredBy: 'columns' as const, asOf: formatInstant(fresh.asOf) }
    return { columns: fresh.columns, filter: filterOf(journey, query), answered, defined }
  }

  return {
    flow: async (journey: string, query: Query<typeof flowContract>) => {
      const { columns: paths, filter, answered } = await open(journey, query)
      const transitions = getFlow(paths, filter).slice(0, query.limit)
      return { ...answered, paths: chosenPaths(paths, filter).length, transitions }
    },
    funnel: async (journey: string, query: Query<typeof funnelContract>) => {
      const { columns: paths, filter, answered, defined } = await open(journey, query)
      const { by } = query
      const given = query.steps
        ?.split(',')
        .map((step) => step.trim())
        .filter((step) => step !== '')
      const steps = given ?? (by === 'stage' ? (defined?.stages ?? []).map((stage) => stage.key) : (defined?.touchpoints ?? []))
      if (steps.length === 0) throw wrongInput(400, [{ field: 'steps', message: `is required: the journey has no ${by}s of its own` }])
      if (steps.length > 50) throw wrongInput(400, [{ field: 'steps', message: 'must be at most 50' }])
      const funnel = getFunnel(paths, filter, { by, steps, within: query.withinDays * DAY })
      return { ...answered, paths: chosenPaths(paths, filter).length, steps: funnel }
    },
    stages: async (journey: string, query: Query<typeof stagesContract>) => {
      const { columns: paths, filter, answered } = await open(journey, query)
      return { ...answered, cells: getStages(paths, filter) }
    },
    hours: async (journey: string, query: Query<typeof hoursContract>) => {
      const { columns: paths, filter, answered } = await open(journey, query)
      const channels = getHours(paths, filter, 'channel').map(({ name, hours }) => ({ channel: name, hours: hours.flat() }))
      return { ...answered, channels }
    },
    resumptions: async (journey: string, query: Query<typeof resumptionsContract>) => {
      const { columns: paths, filter, answered } = await open(journey, query)
      const { resumed, ...rest } = getResumptions(paths, filter)
      return { ...answered, resumptions: resumed, ...rest }
    },
  }
}

/** The filter that a query means, as questions over columns take it. */
function filterOf(journey: string, query: Filter): PathFilter {
  const filter: PathFilter = { journeys: [journey] }
  if (query.state !== undefined) filter.states = [query.state]
  if (query.kind !== undefined) filter.frictions = frictionBits([query.kind])
  if (query.stage !== undefined) filter.stages = [query.stage]
  if (query.touchpoint !== undefined) filter.touchpoints = [query.touchpoint]
  if (query.channel !== undefined) filter.channels = [query.channel]
  if (query.device !== undefined) filter.devices = [query.device]
  if (query.since !== undefined) filter.since = Date.parse(query.since)
  if (query.until !== undefined) filter.until = Date.parse(query.until)
  return filter
}
