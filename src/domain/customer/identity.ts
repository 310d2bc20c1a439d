import { compareIdentifiers, identifierTexts, kindOf, type Identifiers } from './identifier.ts'

/** Two values of a unique kind in one connected group of identifiers: the group (strongest first) is not joined. */
export interface IdentityConflict {
  kind: string
  values: string[]
  identifiers: string[]
}

/** Who is who: the customer's outward name for each joined identifier, and the groups that were not joined. */
export interface Identities {
  nameOf: (identifiers: Identifiers) => string
  groups: Map<string, string[]>
  conflicts: IdentityConflict[]
}

/**
 * Joins identifiers into customers: the connected groups over all links (each link the identifiers given together, as `kind:value`).
 * A group that holds two values of a unique kind is not joined: each encounter goes to its own strongest identifier.
 */
export function identify(links: Iterable<readonly string[]>, uniqueKinds: readonly string[]): Identities {
  const parent = new Map<string, string>()
  for (const link of links) {
    for (const identifier of link) if (!parent.has(identifier)) parent.set(identifier, identifier)
    for (let index = 1; index < link.length; index++) join(parent, link[0]!, link[index]!)
  }
  const groups = new Map<string, string[]>()
  for (const identifier of parent.keys()) {
    const root = find(parent, identifier)
    const group = groups.get(root)
    if (group) group.push(identifier)
    else groups.set(root, [identifier])
  }
  return nameGroups(groups, uniqueKinds)
}

function nameGroups(byRoot: Map<string, string[]>, uniqueKinds: readonly string[]): Identities {
  const names = new Map<string, string>()
  const groups = new Map<string, string[]>()
  const conflicts: IdentityConflict[] = []
  for (const group of byRoot.values()) {
    group.sort(compareIdentifiers)
    const conflict = group.length > 1 ? conflictIn(group, uniqueKinds) : null
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

function conflictIn(group: string[], uniqueKinds: readonly string[]): IdentityConflict | null {
  for (const kind of uniqueKinds) {
    const values = group.filter((identifier) => kindOf(identifier) === kind)
    if (values.length > 1) return { kind, values, identifiers: group }
  }
  return null
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
