import type { Holdings, Statement } from '../customer/holdings.ts'
import type { Encounter } from '../encounter/encounter.ts'
import { MATTER, RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { compareMarks, type Mark } from '../kernel/order.ts'
import type { FrictionBefore } from './friction.ts'

/** What is kept of one customer after reading encounters in order; plain JSON, a function of those encounters alone. */
export interface CustomerFold {
  paths: Path[]
  /** The latest encounter in which the customer provided each item. */
  provided: Record<string, Mark>
  holdings: Holdings
  /** The journey of each matter: that of the earliest encounter naming the matter with a journey. */
  matters: Record<string, string>
  /** Frictions that may still come before a loss. */
  recent: FrictionBefore[]
  last: Mark | null
  /** Time of the latest statement read, in ms since 1970 UTC. */
  toldAt: number | null
}

/** A fold of no encounters. */
export function emptyFold(): CustomerFold {
  return { paths: [], provided: {}, holdings: {}, matters: {}, recent: [], last: null, toldAt: null }
}

/** The journey an encounter itself names: its own, else its touchpoint's only journey by definition. */
export function namedJourney(encounter: Encounter, definitions: Definitions): string | undefined {
  return encounter.journey ?? definitions.onlyJourney(encounter.touchpoint)
}

/** The journey an encounter names for its matter; `relationship` takes no matters, so it names none. */
function journeyOfMatter(encounter: Encounter, definitions: Definitions): string | undefined {
  const named = namedJourney(encounter, definitions)
  return named === RELATIONSHIP ? undefined : named
}

/** Notes the journeys that encounters (in order) name for matters not yet known. */
export function noteMatters(fold: CustomerFold, encounters: readonly Encounter[], definitions: Definitions): void {
  let noted: string | undefined
  for (const encounter of encounters) {
    const { matter } = encounter
    if (matter === undefined || matter === noted) continue
    if (!Object.hasOwn(fold.matters, matter)) {
      const journey = journeyOfMatter(encounter, definitions)
      if (journey === undefined) continue
      fold.matters[matter] = journey
    }
    noted = matter
  }
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
    if (encounter.matter === undefined || Object.hasOwn(fold.matters, encounter.matter)) return true
    const placed = fold.paths.some((path) => path.journey === MATTER && path.matter === encounter.matter)
    return !placed || journeyOfMatter(encounter, definitions) === undefined
  })
}
