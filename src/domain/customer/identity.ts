import { separate, type Separation } from './identityParts.ts'
import { compareIdentifiers, identifierTexts, kindOf, type Identifiers } from './identifier.ts'

export type { Separation } from './identityParts.ts'

/** Two values of a unique kind in one connected group of identifiers: the group (strongest first) is not joined. */
export interface IdentityConflict {
  kind: string
  values: string[]
  identifiers: string[]
}

/** Who is who: the customer's outward name for each joined identifier, and the groups that were not joined. */
export interface Identities {
  nameOf: (identifiers: Identifiers) => string
  /** Identifiers of each customer by its outward name, strongest first. */
  groups: Map<string, string[]>
  conflicts: IdentityConflict[]
  /** Identifiers linked with both sides of a separation: customers of their own until people say whose they are. */
  contested: string[][]
}

/** What people said of identifiers, in the order in which they said it: which are one person's, and which are not. */
export interface Judgements {
  /** Identifiers of one person, whatever kinds are unique. */
  joins: readonly (readonly string[])[]
  separations: readonly Separation[]
}

/** Nothing said by people. */
export const NO_JUDGEMENTS: Judgements = { joins: [], separations: [] }

/**
 * Joins identifiers into customers: the connected groups over all links (each link the identifiers given together, as `kind:value`) and
 * over what people joined. Where people separated two sides, no link joins these, and what is linked with both stands alone. A group
 * that then holds two values of a unique kind is not joined: each encounter goes to its own strongest identifier. The order of the
 * links changes nothing.
 */
export function identify(
  links: Iterable<readonly string[]>,
  uniqueKinds: readonly string[],
  { joins, separations }: Judgements = NO_JUDGEMENTS,
): Identities {
  const all = separations.length + joins.length === 0 ? links : [...links, ...joins]
  let groups = [...connect(all).values()]
  let contested: string[][] = []
  if (separations.length > 0) ({ groups, contested } = separate(groups, all, separations))
  const { find } = unite(joins)
  return { ...nameGroups(groups, uniqueKinds, find), contested: contested.map((each) => each.sort(compareIdentifiers)) }
}

/** The connected groups over links. */
function connect(links: Iterable<readonly string[]>): Map<string, string[]> {
  const { members, find } = unite(links)
  const groups = new Map<string, string[]>()
  for (const identifier of members()) {
    const root = find(identifier)
    const group = groups.get(root)
    if (group) group.push(identifier)
    else groups.set(root, [identifier])
  }
  return groups
}

function nameGroups(
  given: readonly string[][],
  uniqueKinds: readonly string[],
  sameAs: (identifier: string) => string,
): Omit<Identities, 'contested'> {
  const names = new Map<string, string>()
  const groups = new Map<string, string[]>()
  const conflicts: IdentityConflict[] = []
  for (const group of given) {
    group.sort(compareIdentifiers)
    const conflict = group.length > 1 ? conflictIn(group, uniqueKinds, sameAs) : null
    if (conflict) {
      conflicts.push(conflict)
      for (const identifier of group) {
        names.set(identifier, identifier)
        groups.set(identifier, [identifier])
      }
    } else {
      for (const identifier of group) names.set(identifier, group[0]!)
      groups.set(group[0]!, group)
    }
  }
  conflicts.sort((left, right) => compareIdentifiers(left.identifiers[0]!, right.identifiers[0]!))
  const nameOf = (identifiers: Identifiers): string => {
    const strongest = identifierTexts(identifiers)[0]!
    return names.get(strongest) ?? strongest
  }
  return { nameOf, groups, conflicts }
}

/** Values that people joined count as one. */
function conflictIn(group: string[], uniqueKinds: readonly string[], sameAs: (identifier: string) => string): IdentityConflict | null {
  for (const kind of uniqueKinds) {
    const values = group.filter((identifier) => kindOf(identifier) === kind)
    if (values.length > 1 && new Set(values.map(sameAs)).size > 1) return { kind, values, identifiers: group }
  }
  return null
}

function unite(links: Iterable<readonly string[]>): { members: () => Iterable<string>; find: (identifier: string) => string } {
  const parent = new Map<string, string>()
  for (const link of links) {
    for (const identifier of link) if (!parent.has(identifier)) parent.set(identifier, identifier)
    for (let index = 1; index < link.length; index++) join(parent, link[0]!, link[index]!)
  }
  return { members: () => parent.keys(), find: (identifier) => (parent.has(identifier) ? find(parent, identifier) : identifier) }
}

function find(parent: Map<string, string>, identifier: string): string {
  let root = identifier
  for (let next = parent.get(root)!; next !== root; next = parent.get(root)!) root = next
  for (let at = identifier; at !== root;) {
    const next = parent.get(at)!
    parent.set(at, root)
    at = next
  }
  return root
}

function join(parent: Map<string, string>, left: string, right: string): void {
  const a = find(parent, left)
  const b = find(parent, right)
  if (a !== b) parent.set(b, a)
}
