import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import { identify } from '../../domain/customer/identity.ts'

/** How a connected group stands: one customer, not joined because of a unique kind, or concerned by what people said. */
export type Standing = 'joined' | 'conflict' | 'judged'

/** An identifier in the registry: its customer and its connected group. */
export interface RegisteredIdentifier {
  identifier: string
  customer: number
  group: number
  standing: Standing
}

/** What a connected group of identifiers is to become: one customer, the oldest it had. */
export interface GroupPlan {
  /** Strongest first. */
  identifiers: string[]
  because: string
  /** Its customer; null while that is yet to be made. */
  survivor: number | null
  /** Identifiers by the customers it had. */
  held: Map<number, string[]>
}

/** Plans a connected group of which people said nothing; null when unique kinds conflict in it, so that it is not joined. */
export function planGroup(
  members: readonly string[],
  because: string,
  registry: ReadonlyMap<string, RegisteredIdentifier>,
  uniqueKinds: readonly string[],
): GroupPlan | null {
  const identifiers = [...members].sort(compareIdentifiers)
  if (identify([identifiers], uniqueKinds).conflicts.length > 0) return null
  const held = new Map<number, string[]>()
  for (const identifier of identifiers) {
    const customer = registry.get(identifier)?.customer
    if (customer === undefined) continue
    const own = held.get(customer)
    if (own) own.push(identifier)
    else held.set(customer, [identifier])
  }
  return { identifiers, because, survivor: held.size > 0 ? Math.min(...held.keys()) : null, held }
}
