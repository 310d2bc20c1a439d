import type { Holdings, Statement } from '../customer/holdings.ts'
import type { Encounter } from '../encounter/encounter.ts'
import { MATTER, RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { compareMarks, type Mark } from '../kernel/order.ts'
import type { FrictionBefore } from './friction.ts'
import { hasPath } from './tracks.ts'

/** What is kept of one customer after reading encounters in order; plain JSON, a function of those encounters alone, and never changed. */
export interface CustomerFold {
  paths: Path[]
  /** The latest encounter in which the customer provided each item. */
  provided: Record<string, Mark>
  holdings: Holdings
  /** Frictions that may still come before a loss. */
  recent: FrictionBefore[]
  last: Mark | null
  /** Time of the latest statement read, in ms since 1970 UTC. */
  toldAt: number | null
}

/** A fold of no encounters. */
export function emptyFold(): CustomerFold {
  return { paths: [], provided: {}, holdings: {}, recent: [], last: null, toldAt: null }
}

/** The journey an encounter itself names: its own, else its touchpoint's only journey by definition. */
export function namedJourney(encounter: Encounter, definitions: Definitions): string | undefined {
  return encounter.journey ?? definitions.onlyJourney(encounter.touchpoint)
}

/** The journey an encounter names for its matter; `relationship` takes no matters, so it names none. */
export function journeyOfMatter(encounter: Encounter, definitions: Definitions): string | undefined {
  const named = namedJourney(encounter, definitions)
  return named === RELATIONSHIP ? undefined : named
}

/**
 * Whether encounters and statements (each in order) can be read on from a fold; false when they reach back before its last encounter
 * or latest statement, or change what was already read: a late matter's journey, or a promise that was past when it was said.
 */
export function canContinue(
  fold: CustomerFold,
  encounters: readonly Encounter[],
  statements: readonly Statement[],
  definitions: Definitions,
): boolean {
  const { last } = fold
  if (last && encounters[0] && compareMarks(encounters[0], last) <= 0) return false
  if (encounters[0] && encounters[0].at < (fold.toldAt ?? -Infinity)) return false
  const known = Math.max(last?.at ?? -Infinity, fold.toldAt ?? -Infinity)
  if (statements.some((statement) => statement.at <= known)) return false
  return encounters.every((encounter) => {
    if (encounter.promises?.some((promise) => promise.dueAt < encounter.at)) return false
    if (encounter.matter === undefined || journeyOfMatter(encounter, definitions) === undefined) return true
    return !hasPath(fold, MATTER, encounter.matter)
  })
}
