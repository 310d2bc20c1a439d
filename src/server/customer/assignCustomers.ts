import { compareIdentifiers } from '../../domain/customer/identifier.ts'

/** A customer that was joined with another one: identifiers it had then and those the survivor had, strongest first. */
export interface FormerCustomer {
  customer: number
  survivor: number
  identifiers: string[]
  survivorIdentifiers: string[]
  at: number
}

/** Which customer each part becomes; null = one is to be made. */
export interface Assigned {
  /** By the parts' order. */
  customers: (number | null)[]
  /** Former customers that are there again. */
  revived: Set<number>
  /** Customers that are no more, and the part that what they had went to, by its place. */
  gone: Map<number, number>
}

/**
 * Gives each part of a group of identifiers a customer: every customer stays with the identifiers it began with, the oldest where several
 * would; customers that were joined come back under their own number; what is left gets a new one.
 */
export function assignCustomers(
  parts: readonly (readonly string[])[],
  held: ReadonlyMap<number, readonly string[]>,
  formers: readonly FormerCustomer[],
): Assigned {
  const partOf = new Map(parts.flatMap((part, place) => part.map((identifier) => [identifier, place] as const)))
  const customers: (number | null)[] = parts.map(() => null)
  const gone = new Map<number, number>()
  const take = (customer: number, identifier: string | undefined): boolean => {
    const place = identifier === undefined ? undefined : partOf.get(identifier)
    if (place === undefined) return false
    if (customers[place] !== null) gone.set(customer, place)
    else customers[place] = customer
    return customers[place] === customer
  }
  for (const [customer, identifiers] of [...held].sort(([left], [right]) => left - right)) {
    const first = formers
      .filter(({ survivor }) => survivor === customer)
      .sort((left, right) => left.at - right.at || left.customer - right.customer)[0]
    const core = first?.survivorIdentifiers.find((identifier) => partOf.has(identifier))
    take(customer, core ?? [...identifiers].sort(compareIdentifiers)[0])
  }
  const revived = new Set<number>()
  for (const { customer, identifiers } of [...formers].sort((left, right) => left.customer - right.customer)) {
    if (take(customer, identifiers[0])) revived.add(customer)
  }
  return { customers, revived, gone }
}
