import type { z } from 'zod'
import type {
  getFlow as flowContract,
  getFunnel as funnelContract,
  getHours as hoursContract,
  getStages as stagesContract,
} from '../../api/journey.ts'
import type { getResumptions as resumptionsContract, getVariants as variantsContract } from '../../api/journeyAnalysis.ts'
import type { getSteps as stepsContract } from '../../api/journeyAnalysis.ts'
import { frictionBits } from '../../domain/friction/frictionBits.ts'
import type { PathFilter } from '../../domain/journey/questions/filter.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Parts } from '../http/parts.ts'
import { notFound, wrongInput } from '../http/problem.ts'
import { getSatisfaction } from './getSatisfaction.ts'
import type { PathQuestions } from './pathQuestions.ts'

type Query<C extends { query: z.ZodType }> = z.output<C['query']>
type Filter = Query<typeof stagesContract>

/** Questions about the paths of one journey; each throws problem 404 for a journey nobody knows. */
export function askJourney({ database, paths, definitions }: Pick<Parts, 'database' | 'paths' | 'definitions'>) {
  /** The journey's definition, if it has one. */
  async function open(journey: string) {
    const defined = (await definitions.current()).definitions.journey(journey)
    if (defined !== undefined) return defined
    const [known] = await database.query<{ known: boolean }>('SELECT EXISTS (SELECT 1 FROM paths WHERE journey = $1) AS known', [journey])
    if (!known!.known) throw notFound('such journey', 'The journeys are listed at /api/v1/journeys.')
    return undefined
  }

  async function answer<Answer>(journey: string, query: Filter, question: (ask: PathQuestions, filter: PathFilter) => Promise<Answer>) {
    const filter = filterOf(journey, query)
    const {
      answer: given,
      answeredBy,
      asOf,
    } = await paths((ask) => question(ask, filter), filter.attribute === undefined ? undefined : 'sql')
    return { answeredBy, asOf: formatInstant(asOf), ...given }
  }

  return {
    flow: async (journey: string, query: Query<typeof flowContract>) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => {
        const paths = await ask.paths(filter)
        const transitions = (await ask.flow(filter)).slice(0, query.limit)
        const { crossings, ends } = await ask.crossings(filter)
        const starts = crossings
          .filter(({ from }) => from === null)
          .map(({ from: _from, to, ...counts }) => ({ touchpoint: to, ...counts }))
        const troubled = new Map(crossings.map(({ from, to, withFriction }) => [JSON.stringify([from, to]), withFriction]))
        const withFriction = (from: string, to: string) => troubled.get(JSON.stringify([from, to])) ?? 0
        return {
          paths,
          transitions: transitions.map((each) => ({ ...each, withFriction: withFriction(each.from, each.to) })),
          starts,
          ends,
        }
      })
    },
    steps: async (journey: string, query: Query<typeof stepsContract>) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => ({ paths: await ask.paths(filter), links: await ask.steps(filter, query.most) }))
    },
    waits: async (journey: string, query: Filter) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => ({ cells: await ask.waits(filter) }))
    },
    deviations: async (journey: string, query: Filter) => {
      const defined = await open(journey)
      const meant = { stages: (defined?.stages ?? []).map(({ key }) => key), touchpoints: defined?.touchpoints ?? [] }
      return answer(journey, query, (ask, filter) => ask.deviations(filter, meant))
    },
    funnel: async (journey: string, query: Query<typeof funnelContract>) => {
      const defined = await open(journey)
      const { by } = query
      const given = query.steps
        ?.split(',')
        .map((step) => step.trim())
        .filter((step) => step !== '')
      const steps = given ?? (by === 'stage' ? (defined?.stages ?? []).map((stage) => stage.key) : (defined?.touchpoints ?? []))
      if (steps.length === 0) throw wrongInput(400, [{ field: 'steps', message: `is required: the journey has no ${by}s of its own` }])
      if (steps.length > 50) throw wrongInput(400, [{ field: 'steps', message: 'must be at most 50' }])
      return answer(journey, query, async (ask, filter) => ({
        paths: await ask.paths(filter),
        steps: await ask.funnel(filter, { by, steps, within: query.withinDays * DAY }),
      }))
    },
    stages: async (journey: string, query: Query<typeof stagesContract>) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => ({ cells: await ask.stages(filter) }))
    },
    satisfaction: async (journey: string, query: Filter) => {
      await open(journey)
      return { cells: await getSatisfaction(database, filterOf(journey, query)) }
    },
    hours: async (journey: string, query: Query<typeof hoursContract>) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => {
        const channels = await ask.hours(filter, 'channel')
        const devices = await ask.hours(filter, 'device')
        return {
          channels: channels.map(({ name, hours }) => ({ channel: name, hours: hours.flat() })),
          devices: devices.map(({ name, hours }) => ({ device: name, hours: hours.flat() })),
        }
      })
    },
    resumptions: async (journey: string, query: Query<typeof resumptionsContract>) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => {
        const { resumed, ...rest } = await ask.resumptions(filter)
        return { resumptions: resumed, ...rest }
      })
    },
    variants: async (journey: string, query: Query<typeof variantsContract>) => {
      await open(journey)
      return answer(journey, query, async (ask, filter) => {
        const paths = await ask.paths(filter)
        const { count, top } = await ask.variants(filter, query.limit)
        return { paths, count, variants: top }
      })
    },
  }
}

/** The filter that a query means, as questions over columns take it; an empty name asks for encounters that have none. */
function filterOf(journey: string, query: Filter): PathFilter {
  const filter: PathFilter = { journeys: [journey] }
  if (query.state !== undefined) filter.states = [query.state]
  if (query.kind !== undefined) filter.frictions = frictionBits([query.kind])
  if (query.attribute !== undefined) filter.attribute = query.attribute
  if (query.stage !== undefined) filter.stages = [query.stage || null]
  if (query.touchpoint !== undefined) filter.touchpoints = [query.touchpoint]
  if (query.channel !== undefined) filter.channels = [query.channel || null]
  if (query.device !== undefined) filter.devices = [query.device || null]
  if (query.since !== undefined) filter.since = Date.parse(query.since)
  if (query.until !== undefined) filter.until = Date.parse(query.until)
  return filter
}
