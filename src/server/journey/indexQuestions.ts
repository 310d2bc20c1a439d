import type { PathColumns } from '../../domain/journey/columns.ts'
import { chosenPaths } from '../../domain/journey/questions/filter.ts'
import { getChannels } from '../../domain/journey/questions/getChannels.ts'
import { getCrossings } from '../../domain/journey/questions/getCrossings.ts'
import { getDeviations } from '../../domain/journey/questions/getDeviations.ts'
import { getFlow } from '../../domain/journey/questions/getFlow.ts'
import { getForks } from '../../domain/journey/questions/getForks.ts'
import { getFunnel } from '../../domain/journey/questions/getFunnel.ts'
import { getHours } from '../../domain/journey/questions/getHours.ts'
import { getOutcomes } from '../../domain/journey/questions/getOutcomes.ts'
import { getPlaces } from '../../domain/journey/questions/getPlaces.ts'
import { getResumptions } from '../../domain/journey/questions/getResumptions.ts'
import { getStages } from '../../domain/journey/questions/getStages.ts'
import { getSteps } from '../../domain/journey/questions/getSteps.ts'
import { getTotals } from '../../domain/journey/questions/getTotals.ts'
import { getTouchpoints } from '../../domain/journey/questions/getTouchpoints.ts'
import { getVariants } from '../../domain/journey/questions/getVariants.ts'
import { getWaits } from '../../domain/journey/questions/getWaits.ts'
import type { PathQuestions } from './pathQuestions.ts'

/** The questions over path columns, as the doors ask them. */
export function askColumns(columns: () => PathColumns): PathQuestions {
  return {
    flow: async (filter) => getFlow(columns(), filter),
    crossings: async (filter) => getCrossings(columns(), filter),
    steps: async (filter, most) => getSteps(columns(), filter, most),
    deviations: async (filter, meant) => getDeviations(columns(), filter, meant),
    funnel: async (filter, steps) => getFunnel(columns(), filter, steps),
    stages: async (filter) => getStages(columns(), filter),
    waits: async (filter) => getWaits(columns(), filter),
    hours: async (filter, by) => getHours(columns(), filter, by),
    resumptions: async (filter) => getResumptions(columns(), filter),
    variants: async (filter, top) => getVariants(columns(), filter, top),
    touchpoints: async (filter) => getTouchpoints(columns(), filter),
    forks: async (filter, fewest) => getForks(columns(), filter, fewest),
    places: async (filter, by) => getPlaces(columns(), filter, by),
    channels: async (filter) => getChannels(columns(), filter),
    outcomes: async (filter) => getOutcomes(columns(), filter),
    totals: async (filter) => getTotals(columns(), filter),
    paths: async (filter) => chosenPaths(columns(), filter).length,
  }
}
