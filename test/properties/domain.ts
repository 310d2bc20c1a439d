import type { Statement as DatedStatement } from '../../src/domain/customer/holdings.ts'
import { UNIQUE_KINDS } from '../../src/domain/customer/identifier.ts'
import { identify, type Identities } from '../../src/domain/customer/identity.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import { encounterIdentifiers, encounterSchema, readEncounter } from '../../src/domain/encounter/schema.ts'
import { compareFrictions } from '../../src/domain/friction/compare.ts'
import type { Derived } from '../../src/domain/friction/derive.ts'
import { derive } from '../../src/domain/friction/derive.ts'
import { frictionJson } from '../../src/domain/friction/frictionJson.ts'
import { definitionsSchema } from '../../src/domain/journey/definition.ts'
import { openDefinitions, type Definitions } from '../../src/domain/journey/definitions.ts'
import { pathJson } from '../../src/domain/journey/pathJson.ts'
import { compareText, sortedUnique } from '../../src/domain/kernel/order.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import type { RawEncounter, Reference, ReferenceDefinitions } from '../reference/reference.ts'
import type { Statement } from './life.ts'

const calendar = openCalendar()

export function open(definitions: ReferenceDefinitions): Definitions {
  return openDefinitions(definitionsSchema.parse(definitions), calendar)
}

/** Reads an encounter as the doors do; generated ones are never refused. */
export function readOne(raw: RawEncounter): Encounter {
  const read = readEncounter(raw, () => 'never asked')
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.encounter
}

/** The links that exist at a clock. */
export function whoIsWho(encounters: readonly Encounter[], clock: number): Identities {
  return identify(encounters.filter((each) => each.at <= clock).map(encounterIdentifiers), UNIQUE_KINDS)
}

/** The customer of whom a statement tells. */
export function customerOf(statement: Statement, identities: Identities): string {
  const [kind = '', value = ''] = statement.customer.split(':')
  const { customer } = encounterSchema.pick({ customer: true }).parse({ customer: { [kind]: value } })
  return identities.nameOf(customer)
}

export function dated({ asOf, holdings }: Statement): DatedStatement {
  return { at: Date.parse(asOf), ...(holdings && { holdings }) }
}

/** One customer as the derivation leaves it. */
export interface Kept extends Pick<Derived, 'paths' | 'frictions' | 'fold'> {
  customer: string
  ids: Map<string, string[]>
}

/** What the domain makes of it all, each customer from scratch, in the shape of the reference. */
export function derived(given: {
  encounters: RawEncounter[]
  statements?: Statement[]
  definitions: ReferenceDefinitions
  asOf: string
}): Reference {
  const clock = Date.parse(given.asOf)
  const definitions = open(given.definitions)
  const encounters = given.encounters.map(readOne)
  const identities = whoIsWho(encounters, clock)
  const existing = encounters.filter((each) => each.at <= clock)
  const statements = (given.statements ?? []).map((each) => ({ of: customerOf(each, identities), said: dated(each) }))
  const told = statements.filter(({ said }) => said.at <= clock && said.holdings).map(({ of }) => of)
  const kept = sortedUnique([...existing.map((each) => identities.nameOf(each.customer)), ...told]).map((customer): Kept => {
    const record = {
      encounters: encounters.filter((each) => identities.nameOf(each.customer) === customer),
      statements: statements.filter(({ of }) => of === customer).map(({ said }) => said),
    }
    const result = derive(record, definitions, clock)
    const ids = new Map<string, string[]>()
    for (const { path, encounter } of result.placed) ids.set(path, [...(ids.get(path) ?? []), encounter.id])
    return { customer, paths: result.paths, frictions: [...result.frictions, ...result.pending], fold: result.fold, ids }
  })
  return inShapeOfReference(kept, identities, definitions)
}

/** Customers in the shape of the reference. */
export function inShapeOfReference(kept: readonly Kept[], identities: Identities, definitions: Definitions): Reference {
  const paths = kept.flatMap(({ customer, paths: own, ids }) => own.map((path) => ({ path, customer, ids: ids.get(path.key) ?? [] })))
  paths.sort((a, b) => a.path.first.at - b.path.first.at || compareText(a.path.first.id, b.path.first.id))
  const frictions = kept.flatMap(({ customer, paths: own, frictions: found }) =>
    found.map((friction) => ({
      friction,
      json: frictionJson(
        friction,
        customer,
        own.find((path) => path.key === friction.path)!,
      ),
    })),
  )
  frictions.sort((a, b) => compareFrictions(a.friction, b.friction))
  return {
    customers: kept.filter(({ paths: own }) => own.length > 0).length,
    paths: paths.map(({ path, customer, ids }) => {
      const json = pathJson(path, customer, definitions)
      const { journey, matter, state, turn, outcome, encounters, handovers, bounces, resumptions, pausedAt, completedInStartChannel } = json
      const told = { journey, matter, state, turn, outcome, encounters, handovers, bounces, resumptions, pausedAt }
      return { customer, encounterIds: ids, ...told, ...(completedInStartChannel !== undefined && { completedInStartChannel }) }
    }),
    frictions: frictions.map(({ json }) => {
      const { path, ...told } = json
      if (!paths.some((each) => each.path.key === path && each.customer === json.customer))
        throw new Error(`a friction on no path: ${path}`)
      return told
    }),
    holdings: Object.fromEntries(kept.map(({ customer, fold }) => [customer, sortedUnique(Object.keys(fold.holdings))])),
    conflicts: identities.conflicts
      .map(({ identifiers }) => identifiers.toSorted(compareText))
      .sort((a, b) => compareText(a.join('\n'), b.join('\n'))),
  }
}
