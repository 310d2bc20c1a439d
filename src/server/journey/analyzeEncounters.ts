import type { Encounter } from '../../domain/encounter/encounter.ts'
import { compareFrictions } from '../../domain/friction/compare.ts'
import { derive, type Derived } from '../../domain/friction/derive.ts'
import { nothingSeen, seeEncounter, seePath } from '../../domain/friction/facetsSeen.ts'
import type { Friction, FrictionKind } from '../../domain/friction/friction.ts'
import { frictionsByPath } from '../../domain/friction/frictionBits.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import { notJudged } from '../../domain/friction/notJudged.ts'
import { openColumns } from '../../domain/journey/columnsBuilder.ts'
import type { PathColumns } from '../../domain/journey/columns.ts'
import type { DefinitionsOutput } from '../../domain/journey/definition.ts'
import { openDefinitions, type Definitions } from '../../domain/journey/definitions.ts'
import type { Path } from '../../domain/journey/path.ts'
import { pathJson } from '../../domain/journey/pathJson.ts'
import { getChannels } from '../../domain/journey/questions/getChannels.ts'
import { getFlow } from '../../domain/journey/questions/getFlow.ts'
import { getOutcomes } from '../../domain/journey/questions/getOutcomes.ts'
import { getTotals } from '../../domain/journey/questions/getTotals.ts'
import { getTouchpoints } from '../../domain/journey/questions/getTouchpoints.ts'
import { getVariants } from '../../domain/journey/questions/getVariants.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareMarks, compareText } from '../../domain/kernel/order.ts'
import type { WorkingCalendar } from '../../domain/organisation/calendar.ts'
import type { Analysis } from './analysis.ts'
import { gatherEncounters, type Gathered } from './gatherEncounters.ts'

/** What an analysis needs besides encounters; `asOf` in ms since 1970 UTC, `spillAfter` the most encounters held in memory. */
export interface AnalyzeOptions {
  definitions: DefinitionsOutput
  calendar: WorkingCalendar
  asOf?: number
  details?: boolean
  spillAfter?: number
}

const TOP_VARIANTS = 20

/** Tells what happened on the paths of encounters read from anywhere, in any order; fails only when the source or the disk does. */
export async function analyzeEncounters(source: AsyncIterable<Encounter[]>, options: AnalyzeOptions): Promise<Analysis> {
  const definitions = openDefinitions(options.definitions, options.calendar)
  const tally = openTally(definitions, options.details ?? false)
  let analysis: Analysis | null = null
  await gatherEncounters(source, options, async (gathered, customers) => {
    for await (const { name, encounters } of customers) {
      tally.add(name, derive({ encounters }, definitions, gathered.clock ?? 0))
    }
    analysis = tally.close(gathered)
  })
  return analysis!
}

interface OwnFriction {
  friction: Friction
  customer: string
  path: Path
}

/** Adds customers up as they are derived. */
function openTally(definitions: Definitions, details: boolean) {
  const columns = openColumns(definitions.calendar.timeZone)
  let customers = 0
  const seen = nothingSeen()
  const kinds = new Map<FrictionKind, { count: number; customers: number }>()
  const losses: { at: number; loss: Analysis['losses'][number] }[] = []
  const paths: { path: Path; customer: string }[] = []
  const frictions: OwnFriction[] = []
  const add = (customer: string, derived: Derived): void => {
    const own = [...derived.frictions, ...derived.pending]
    customers++
    columns.addCustomer(derived, frictionsByPath(own))
    for (const path of derived.paths) seePath(seen, path, definitions)
    const byKey = new Map(derived.paths.map((path) => [path.key, path]))
    for (const { encounter, path, previous } of derived.placed) {
      seeEncounter(seen, encounter, byKey.get(path)!.journey, previous === null, definitions)
    }
    countKinds(kinds, own)
    for (const { kind, at, products = [], leadTimeSeconds = 0 } of own) {
      if (kind === 'loss') losses.push({ at, loss: { customer, products, leadTimeSeconds } })
    }
    if (!details) return
    for (const path of derived.paths) paths.push({ path, customer })
    for (const friction of own) frictions.push({ friction, customer, path: byKey.get(friction.path)! })
  }
  const close = (gathered: Gathered): Analysis => ({
    ...summarise(columns.seal(), customers, gathered),
    frictions: [...kinds].map(([kind, counts]) => ({ kind, ...counts })).sort((a, b) => compareText(a.kind, b.kind)),
    losses: losses.sort((a, b) => a.at - b.at || compareLosses(a.loss, b.loss)).map(({ loss }) => loss),
    notJudged: notJudged(seen),
    ...(details && {
      pathList: paths
        .sort((a, b) => compareMarks(a.path.first, b.path.first))
        .map(({ path, customer }) => pathJson(path, customer, definitions)),
      frictionList: frictions.sort(compareOwn).map(({ friction, customer, path }) => frictionJson(friction, customer, path)),
    }),
  })
  return { add, close }
}

function compareLosses(left: Analysis['losses'][number], right: Analysis['losses'][number]): number {
  return compareText(left.customer, right.customer) || compareText(left.products.join('\n'), right.products.join('\n'))
}

function compareOwn(left: OwnFriction, right: OwnFriction): number {
  return compareFrictions(left.friction, right.friction) || compareText(left.path.key, right.path.key)
}

function countKinds(kinds: Map<FrictionKind, { count: number; customers: number }>, own: readonly Friction[]): void {
  const met = new Set<FrictionKind>()
  for (const { kind } of own) {
    const counts = kinds.get(kind) ?? { count: 0, customers: 0 }
    kinds.set(kind, counts)
    counts.count++
    if (!met.has(kind)) counts.customers++
    met.add(kind)
  }
}

function summarise(columns: PathColumns, customers: number, gathered: Gathered): Omit<Analysis, 'frictions' | 'losses' | 'notJudged'> {
  const { handovers, pathsWithHandover, bounces, pathsWithBounce, durationSeconds, ...paths } = getTotals(columns, {})
  const { time } = columns.encounters
  return {
    encounters: time.length,
    rejected: gathered.rejected,
    duplicates: gathered.duplicates,
    later: gathered.later,
    customers,
    asOf: gathered.clock === null ? null : formatInstant(gathered.clock),
    firstAt: paths.total === 0 ? null : formatInstant(time.reduce((first, at) => Math.min(first, at))),
    lastAt: paths.total === 0 ? null : formatInstant(time.reduce((last, at) => Math.max(last, at))),
    paths,
    outcomes: getOutcomes(columns, {}),
    handovers,
    pathsWithHandover,
    bounces,
    pathsWithBounce,
    touchpoints: getTouchpoints(columns, {}).map(({ touchpoint, encounters, customers }) => ({ touchpoint, encounters, customers })),
    transitions: getFlow(columns, {}),
    variants: getVariants(columns, {}, TOP_VARIANTS),
    channels: getChannels(columns, {}).map(({ channel, encounters }) => ({ channel, encounters })),
    pathDurationSeconds: durationSeconds,
  }
}
