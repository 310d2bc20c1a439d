import type { Definitions } from './definitions.ts'
import { compareOrder, isDigital, isRemark, stepOf } from './encounter.ts'
import type { Encounter } from './encounter.ts'
import { walk } from './walk.ts'

export interface Path {
  customer: string
  journey: string
  matter: string | null
  encounters: Encounter[]
}

export const relationship = 'relationship'

/** Sorts one customer's encounters (given in order) onto paths. */
export function pathsOf(customer: string, encounters: Encounter[], definitions: Definitions): Path[] {
  const paths: Path[] = []
  for (const encounter of encounters) {
    const place = placeOf(encounter, encounters, definitions)
    const found = findPath(paths, encounter, place, definitions)
    if (found) found.encounters.push(encounter)
    else paths.push({ customer, journey: place, matter: place === relationship ? null : encounter.matter, encounters: [encounter] })
  }
  return paths
}

/** The journey to which an encounter belongs. */
function placeOf(encounter: Encounter, encounters: Encounter[], definitions: Definitions): string {
  const named = (each: Encounter): string | null => each.journey ?? definitions.onlyJourneyOf(each.touchpoint)
  const own = named(encounter)
  if (own !== null) return own
  if (encounter.matter === null) return relationship
  const namers = encounters.filter((each) => each.matter === encounter.matter).map(named)
  return namers.find((journey) => journey !== null && journey !== relationship) ?? 'matter'
}

function findPath(paths: Path[], encounter: Encounter, journey: string, definitions: Definitions): Path | undefined {
  const candidates = paths.filter((path) => path.journey === journey)
  if (journey === relationship) return candidates[0]
  if (encounter.matter !== null) return candidates.find((path) => path.matter === encounter.matter)
  const eligible = isRemark(encounter)
    ? candidates
    : candidates.filter((path) => {
        const { state } = walk(path.journey, path.encounters, encounter.at, definitions).final
        return state !== 'completed' && state !== 'abandoned'
      })
  return eligible.sort((a, b) => compareOrder(lastOf(a), lastOf(b))).at(-1)
}

export function firstOf(path: Path): Encounter {
  const first = path.encounters[0]
  if (!first) throw new Error('a path without encounters')
  return first
}

function lastOf(path: Path): Encounter {
  return path.encounters.at(-1) ?? firstOf(path)
}

/** Every `provides` and `complete` was digital if the first encounter was, non-digital if it was not. */
export function isCompletedInStartChannel(path: Path): boolean {
  const heard = path.encounters.filter((each) => each.channel !== null && each.initiator !== 'third-party')
  const first = heard[0]
  if (!first) return true
  return heard
    .filter((each) => each.provides.length > 0 || each.step === 'complete')
    .every((each) => isDigital(each.channel ?? '') === isDigital(first.channel ?? ''))
}

export interface TeamChange {
  /** The encounter with a team just before. */
  previous: Encounter
  /** The first encounter of the team that took over. */
  taking: Encounter
  /** The taking team's last encounter before, when it had the path earlier: a bounce. */
  earlier: Encounter | null
}

/** The changes of handling team; the sequence starts again after each completing encounter. */
export function teamChanges(path: Path): TeamChange[] {
  if (path.journey === relationship) return []
  const changes: TeamChange[] = []
  let sequence: Encounter[] = []
  for (const encounter of path.encounters) {
    if (encounter.team !== null) {
      const previous = sequence.at(-1)
      if (previous && previous.team !== encounter.team) {
        const earlier = sequence.filter((each) => each.team === encounter.team).at(-1) ?? null
        changes.push({ previous, taking: encounter, earlier })
      }
      sequence.push(encounter)
    }
    if (stepOf(encounter) === 'complete') sequence = []
  }
  return changes
}
