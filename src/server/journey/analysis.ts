import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { FrictionJson } from '../../domain/friction/frictionJson.ts'
import type { NotJudged } from '../../domain/friction/notJudged.ts'
import type { PathJson } from '../../domain/journey/pathJson.ts'
import type { OutcomeCount } from '../../domain/journey/questions/getOutcomes.ts'
import type { Totals } from '../../domain/journey/questions/getTotals.ts'
import type { Transition } from '../../domain/journey/questions/getFlow.ts'
import type { Variants } from '../../domain/journey/questions/getVariants.ts'

type PathTotals = Pick<Totals, 'total' | 'active' | 'paused' | 'abandoned' | 'completed' | 'resumptions' | 'pathsWithResumption'>

/** What `polku analyze` tells of encounters: the document of `--json`; times as RFC 3339, null without encounters. */
export interface Analysis {
  /** Encounters that exist at the clock, each id once. */
  encounters: number
  /** Encounters refused because their id had come with other content. */
  rejected: number
  /** Encounters that came again with the same id and content. */
  duplicates: number
  /** Encounters dated after the clock: they do not exist yet. */
  later: number
  customers: number
  asOf: string | null
  firstAt: string | null
  lastAt: string | null
  paths: PathTotals
  /** What paths came to, most first; null = none, or none yet. */
  outcomes: OutcomeCount[]
  handovers: number
  pathsWithHandover: number
  bounces: number
  pathsWithBounce: number
  touchpoints: { touchpoint: string; encounters: number; customers: number }[]
  transitions: Transition[]
  variants: Variants
  channels: { channel: string | null; encounters: number }[]
  /** Kinds that occurred, by name. */
  frictions: { kind: FrictionKind; count: number; customers: number }[]
  /** By time, then customer. */
  losses: { customer: string; products: string[]; leadTimeSeconds: number }[]
  notJudged: NotJudged[]
  pathDurationSeconds: Totals['durationSeconds']
  pathList?: PathJson[]
  frictionList?: FrictionJson[]
}
