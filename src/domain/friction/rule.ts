import type { Encounter } from '../encounter/encounter.ts'
import type { Holdings } from '../customer/holdings.ts'
import type { Definitions, Parameters } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import type { Lapse, PathBefore } from '../journey/walk.ts'
import type { Mark } from '../kernel/order.ts'
import type { FrictionDetails, FrictionKind } from './friction.ts'

/** An encounter at the moment it has walked its path on. */
export interface Moment {
  encounter: Encounter
  remark: boolean
  path: Path
  before: PathBefore
  /** The latest encounter in which the customer provided each item, on any path and before this one. */
  provided: Readonly<Record<string, Mark>>
  /** The customer's products before it. */
  holdings: Readonly<Holdings>
  definitions: Definitions
}

/** The parameters in force at a moment, for the rules that come to need them. */
export function parametersOf({ definitions, path, encounter }: Moment): Parameters {
  return definitions.parameters(path.journey, encounter.touchpoint)
}

/** Reports a friction of the rule's kind: when it became true (ms since 1970 UTC), its evidence in any order, and its details. */
export type Report = (at: number, evidence: readonly Mark[], details?: FrictionDetails) => void

/** One kind of friction: what it does at an encounter, when time passes a deadline, and when a path lapses. Rules may change the part of the path that is theirs. */
export interface Rule {
  kind: FrictionKind
  /** Whether it applies to the built-in journey `relationship` too. */
  everywhere: boolean
  atEncounter?: (moment: Moment, report: Report) => void
  /** Lets time pass up to (not including) `until`. */
  atTime?: (path: Path, until: number, report: Report) => void
  atLapse?: (path: Path, lapse: Lapse, report: Report) => void
  /** The next deadline of this rule on a path; null when there is none. */
  due?: (path: Path) => number | null
}
