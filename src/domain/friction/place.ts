import { isRemark, type Encounter } from '../encounter/encounter.ts'
import { MATTER, RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { beginPath } from '../journey/walk.ts'
import { compareMarks } from '../kernel/order.ts'
import { namedJourney, type CustomerFold } from './customerFold.ts'

/** A customer's paths by journey, so that placing does not search them all. */
export type PathsByJourney = Map<string, Path[]>

/** Sorts a fold's paths by journey. */
export function pathsByJourney(fold: CustomerFold): PathsByJourney {
  const byJourney: PathsByJourney = new Map()
  for (const path of fold.paths) {
    const paths = byJourney.get(path.journey)
    if (paths) paths.push(path)
    else byJourney.set(path.journey, [path])
  }
  return byJourney
}

/**
 * The path an encounter belongs to, begun when there is none: by matter, else by journey, else the customer's relationship.
 * `passTime` is called for the paths of the journey first, since time may have abandoned them. Changes fold and index.
 */
export function placeOnPath(
  fold: CustomerFold,
  byJourney: PathsByJourney,
  encounter: Encounter,
  definitions: Definitions,
  passTime: (path: Path) => void,
): Path {
  const { journey, matter } = whereTo(fold, encounter, definitions)
  const paths = byJourney.get(journey) ?? []
  for (const path of paths) passTime(path)
  const found = findPath(paths, journey, matter, encounter)
  if (found) return found
  const path = beginPath(journey, matter, encounter)
  fold.paths.push(path)
  if (paths.length === 0) byJourney.set(journey, paths)
  paths.push(path)
  return path
}

function whereTo(fold: CustomerFold, encounter: Encounter, definitions: Definitions): { journey: string; matter: string | null } {
  const named = namedJourney(encounter, definitions)
  if (named === RELATIONSHIP) return { journey: RELATIONSHIP, matter: null }
  const { matter } = encounter
  if (matter === undefined) return { journey: named ?? RELATIONSHIP, matter: null }
  const known = Object.hasOwn(fold.matters, matter) ? fold.matters[matter] : undefined
  return { journey: named ?? known ?? MATTER, matter }
}

function findPath(paths: readonly Path[], journey: string, matter: string | null, encounter: Encounter): Path | null {
  if (journey === RELATIONSHIP) return paths[0] ?? null
  if (matter !== null) return paths.find((path) => path.matter === matter) ?? null
  const anyState = isRemark(encounter)
  let latest: Path | null = null
  for (const path of paths) {
    if (!anyState && (path.state === 'completed' || path.state === 'abandoned')) continue
    if (!latest || compareMarks(path.last, latest.last) > 0) latest = path
  }
  return latest
}
