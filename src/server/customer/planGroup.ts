import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import { identify } from '../../domain/customer/identity.ts'

/** An identifier in the registry: its customer and its connected group. */
export interface RegisteredIdentifier {
  identifier: string
  customer: number
  group: number
}

/** What a connected group of identifiers is to become. */
export interface GroupPlan {
  /** Strongest first. */
  identifiers: string[]
  because: string
  /** Whether it holds two values of a unique kind, so that each identifier is a customer of its own. */
  conflict: boolean
  /** Customers it had. */
  involved: Set<number>
  /** The identifier after which the customer of each identifier is called. */
  ownerOf: Map<string, string>
  /** Existing customers by that identifier. */
  owners: Map<string, number>
  /** Owners whose customer is yet to be made. */
  unowned: string[]
  /** Customers that stood for several identifiers and now do for one. */
  split: number[]
}

/** Plans a connected group: one customer (the oldest it had survives), or, when unique kinds conflict, one for each identifier. */
export function planGroup(
  members: readonly string[],
  because: string,
  registry: ReadonlyMap<string, RegisteredIdentifier>,
  uniqueKinds: readonly string[],
): GroupPlan {
  const identifiers = [...members].sort(compareIdentifiers)
  const conflict = identify([identifiers], uniqueKinds).conflicts.length > 0
  const held = new Map<number, string[]>()
  for (const identifier of identifiers) {
    const customer = registry.get(identifier)?.customer
    if (customer !== undefined) held.set(customer, [...(held.get(customer) ?? []), identifier])
  }
  const ownerOf = new Map(identifiers.map((identifier) => [identifier, conflict ? identifier : identifiers[0]!]))
  const owners = new Map<string, number>()
  if (conflict) for (const [customer, own] of held) owners.set(own[0]!, customer)
  else if (held.size > 0) owners.set(identifiers[0]!, Math.min(...held.keys()))
  return {
    identifiers,
    because,
    conflict,
    involved: new Set(held.keys()),
    ownerOf,
    owners,
    unowned: [...new Set(ownerOf.values())].filter((owner) => !owners.has(owner)),
    split: conflict ? [...held].filter(([, own]) => own.length > 1).map(([customer]) => customer) : [],
  }
}
