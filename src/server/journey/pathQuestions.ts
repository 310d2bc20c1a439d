import type { ChannelCount } from '../../domain/journey/questions/getChannels.ts'
import type { Crossings } from '../../domain/journey/questions/getCrossings.ts'
import type { Deviations, Meant } from '../../domain/journey/questions/getDeviations.ts'
import type { Transition } from '../../domain/journey/questions/getFlow.ts'
import type { Forks } from '../../domain/touchpoint/relevance.ts'
import type { FunnelStep, FunnelSteps } from '../../domain/journey/questions/getFunnel.ts'
import type { HourCount } from '../../domain/journey/questions/getHours.ts'
import type { OutcomeCount } from '../../domain/journey/questions/getOutcomes.ts'
import type { TouchpointPlace } from '../../domain/journey/questions/getPlaces.ts'
import type { Resumptions } from '../../domain/journey/questions/getResumptions.ts'
import type { StageCount } from '../../domain/journey/questions/getStages.ts'
import type { StepLink } from '../../domain/journey/questions/getSteps.ts'
import type { Totals } from '../../domain/journey/questions/getTotals.ts'
import type { TouchpointCount } from '../../domain/journey/questions/getTouchpoints.ts'
import type { Variants } from '../../domain/journey/questions/getVariants.ts'
import type { StageWait } from '../../domain/journey/questions/getWaits.ts'
import type { PathFilter } from '../../domain/journey/questions/filter.ts'

/** Every question about many paths; columns and SQL give the same figures. */
export interface PathQuestions {
  flow: (filter: PathFilter) => Promise<Transition[]>
  crossings: (filter: PathFilter) => Promise<Crossings>
  steps: (filter: PathFilter, most: number) => Promise<StepLink[]>
  deviations: (filter: PathFilter, meant: Meant) => Promise<Deviations>
  funnel: (filter: PathFilter, steps: FunnelSteps) => Promise<FunnelStep[]>
  stages: (filter: PathFilter) => Promise<StageCount[]>
  waits: (filter: PathFilter) => Promise<StageWait[]>
  hours: (filter: PathFilter, by: 'channel' | 'device') => Promise<HourCount[]>
  resumptions: (filter: PathFilter) => Promise<Resumptions>
  variants: (filter: PathFilter, top: number) => Promise<Variants>
  touchpoints: (filter: PathFilter) => Promise<TouchpointCount[]>
  /** Forks with at least so many paths on either side. */
  forks: (filter: PathFilter, fewest: number) => Promise<Forks>
  places: (filter: PathFilter, by: 'channel' | 'stage') => Promise<TouchpointPlace[]>
  channels: (filter: PathFilter) => Promise<ChannelCount[]>
  outcomes: (filter: PathFilter) => Promise<OutcomeCount[]>
  totals: (filter: PathFilter) => Promise<Totals>
  /** Paths with at least one encounter that the filter chooses. */
  paths: (filter: PathFilter) => Promise<number>
}
