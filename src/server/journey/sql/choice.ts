import { FRICTION_KINDS } from '../../../domain/friction/friction.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import { customersWith } from '../../customer/customersWith.ts'
import { all, type Sql, sql } from '../../db/sql.ts'

/** The condition that an encounter `e` is chosen, by what it says and by its path. */
export function encounterChosen(filter: PathFilter): Sql {
  return all([encounterFits(filter), pathOfEncounterFits(filter)])
}

/** The condition that an encounter `e` passes the filters of encounters; its path is asked separately. */
export function encounterFits(filter: PathFilter): Sql {
  return all([
    filter.since === undefined ? null : sql`e.at >= ${filter.since}`,
    filter.until === undefined ? null : sql`e.at < ${filter.until}`,
    facetsFit(filter),
  ])
}

function facetsFit(filter: PathFilter): Sql | null {
  const facets = [
    oneOf(sql`e.touchpoint`, filter.touchpoints),
    oneOf(sql`e.channel`, filter.channels),
    oneOf(sql`e.device`, filter.devices),
    oneOf(sql`e.stage`, filter.stages),
  ]
  return facets.every((facet) => facet === null) ? null : all(facets)
}

/** Null among the names stands for "none given". */
function oneOf(column: Sql, names: readonly (string | null)[] | undefined): Sql | null {
  if (names === undefined) return null
  const given = sql`${column} = ANY(${names.filter((name) => name !== null)}::text[])`
  return names.includes(null) ? sql`(${given} OR ${column} IS NULL)` : given
}

/** The condition that the path of an encounter `e` passes the filters of paths. */
export function pathOfEncounterFits(filter: PathFilter): Sql {
  const { journeys, states, frictions, attribute } = filter
  return all([
    attribute === undefined ? null : sql`e.customer_id IN (${customersWith(attribute)})`,
    journeys === undefined ? null : sql`e.journey = ANY(${journeys}::text[])`,
    states === undefined
      ? null
      : sql`EXISTS (SELECT 1 FROM paths p WHERE p.customer_id = e.customer_id AND p.key = e.path AND p.state = ANY(${states}::text[]))`,
    frictions === undefined ? null : sql`(e.customer_id, e.path) IN (${pathsWithFriction(frictions)})`,
  ])
}

function pathsWithFriction(bits: number): Sql {
  const kinds = FRICTION_KINDS.filter((_, bit) => (bits & (1 << bit)) !== 0)
  return sql`SELECT f.customer_id, f.path FROM frictions f WHERE f.kind = ANY(${kinds}::text[])`
}

/** The condition that a path `p` passes the filters of paths. */
export function pathFits({ journeys, states, frictions, attribute }: PathFilter): Sql {
  return all([
    attribute === undefined ? null : sql`p.customer_id IN (${customersWith(attribute)})`,
    journeys === undefined ? null : sql`p.journey = ANY(${journeys}::text[])`,
    states === undefined ? null : sql`p.state = ANY(${states}::text[])`,
    frictions === undefined ? null : sql`(p.customer_id, p.key) IN (${pathsWithFriction(frictions)})`,
  ])
}

/** Whether a filter chooses every encounter of the paths it chooses. */
export function isAboutPathsOnly(filter: PathFilter): boolean {
  return filter.since === undefined && filter.until === undefined && facetsFit(filter) === null
}

/** Paths `p` that are chosen with at least one of their encounters, and the conditions on them, as they stand after FROM. */
export function fromChosenPaths(filter: PathFilter): Sql {
  const { since, until } = filter
  const within = all([
    pathFits(filter),
    // What ended before, or began after, holds no chosen encounter.
    since === undefined ? null : sql`p.last_at >= ${since}`,
    until === undefined ? null : sql`p.first_at < ${until}`,
  ])
  if (facetsFit(filter) !== null) {
    const journeys = filter.journeys === undefined ? null : sql`e.journey = ANY(${filter.journeys}::text[])`
    const some = sql`SELECT e.customer_id, e.path FROM encounters e WHERE ${all([encounterFits(filter), journeys])}`
    return sql`paths p WHERE ${within} AND (p.customer_id, p.key) IN (${some})`
  }
  if (since === undefined || until === undefined) return sql`paths p WHERE ${within}`
  return sql`paths p JOIN encounters e ON e.customer_id = p.customer_id AND e.path = p.key WHERE ${within} AND ${isFirstWithin(filter)}`
}

/** The condition that an encounter `e` is the first of its path in the time of a filter without facets: the one before came earlier. */
function isFirstWithin(filter: PathFilter): Sql {
  return all([encounterFits(filter), sql`e.gap IS NULL OR e.at - e.gap < ${filter.since}`])
}
