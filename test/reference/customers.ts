import { compareText, sortedTexts } from './encounter.ts'
import type { Encounter } from './encounter.ts'

const kindOrder = ['crm', 'email', 'phone', 'user', 'other', 'anonymous']
const uniqueKinds = ['crm']

function kindOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(':'))
}

function rankOf(identifier: string): number {
  const rank = kindOrder.indexOf(kindOf(identifier))
  return rank === -1 ? kindOrder.indexOf('other') : rank
}

export function strongest(identifiers: string[]): string {
  const [first] = [...identifiers].sort((a, b) => rankOf(a) - rankOf(b) || compareText(a, b))
  if (first === undefined) throw new Error('an encounter without a customer')
  return first
}

/** The connected groups of identifiers over all links, by identifier. */
function groupsOf(encounters: Encounter[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { identifiers } of encounters) {
    if (identifiers.every((each) => groups.get(each) === groups.get(identifiers[0] ?? '') && groups.has(each))) {
      continue
    }
    const joined = sortedTexts(identifiers.flatMap((each) => [each, ...(groups.get(each) ?? [])]))
    for (const each of joined) groups.set(each, joined)
  }
  return groups
}

function isConflict(group: string[]): boolean {
  return uniqueKinds.some((kind) => group.filter((each) => kindOf(each) === kind).length > 1)
}

export interface Customers {
  /** The name of the customer whose encounter this is. */
  of(encounter: Encounter): string
  /** The name of the customer to whom one identifier points. */
  at(identifier: string): string
  /** The identifiers of a customer, sorted as text. */
  identifiers(customer: string): string[]
  conflicts: string[][]
}

export function customersOf(encounters: Encounter[]): Customers {
  const groups = groupsOf(encounters)
  const groupAt = (identifier: string): string[] => {
    const group = groups.get(identifier) ?? [identifier]
    return isConflict(group) ? [identifier] : group
  }
  return {
    of: (encounter) => strongest(groupAt(strongest(encounter.identifiers))),
    at: (identifier) => strongest(groupAt(identifier)),
    identifiers: (customer) => groupAt(customer),
    conflicts: [...new Set(groups.values())].filter(isConflict).sort((a, b) => compareText(a.join('\n'), b.join('\n'))),
  }
}
