/** Identifiers (`kind:value`) of which people said that those of one side are not the same person as those of the other. */
export type Separation = readonly [one: readonly string[], other: readonly string[]]

type Edges = Map<string, Set<string>>

/**
 * Takes connected groups apart where separations, one after the other, go through them. A link does not lead from one side to the
 * other; identifiers that are linked with both sides all the same belong to neither and are told as contested.
 */
export function separate(
  groups: readonly string[][],
  links: Iterable<readonly string[]>,
  separations: readonly Separation[],
): { groups: string[][]; contested: string[][] } {
  const homeOf = new Map<string, number>()
  groups.forEach((group, home) => group.forEach((identifier) => homeOf.set(identifier, home)))
  const torn = new Map<number, Separation[]>()
  for (const separation of separations) {
    const homes = separation.map((side) => new Set(side.map((identifier) => homeOf.get(identifier))))
    for (const home of homes[0]!) {
      if (home !== undefined && homes[1]!.has(home)) torn.set(home, [...(torn.get(home) ?? []), separation])
    }
  }
  const edges: Edges = new Map()
  for (const home of torn.keys()) for (const identifier of groups[home]!) edges.set(identifier, new Set())
  for (const link of links) if (torn.has(homeOf.get(link[0]!)!)) addEdges(edges, link)
  const parts = groups.filter((_, home) => !torn.has(home))
  const contested: string[][] = []
  for (const [home, own] of torn) {
    const doubtful = new Set<string>()
    for (const separation of own) for (const identifier of cut(edges, separation)) doubtful.add(identifier)
    const remaining = componentsOf(groups[home]!, edges)
    parts.push(...remaining)
    contested.push(...remaining.filter((part) => doubtful.has(part[0]!)).map((part) => [...part]))
  }
  return { groups: parts, contested }
}

/** What was given together is linked each with each. */
function addEdges(edges: Edges, link: readonly string[]): void {
  for (const from of link) for (const to of link) if (from !== to) edges.get(from)!.add(to)
}

/** Takes away the links between the two sides, and around what is linked with both; tells what that is. */
function cut(edges: Edges, [one, other]: Separation): Set<string> {
  const sides = [new Set(one), new Set(other)] as const
  for (const from of sides[0]) for (const to of sides[1]) removeEdge(edges, from, to)
  const fromOther = flood(edges, sides[1], sides[0])
  const contested = new Set([...flood(edges, sides[0], sides[1])].filter((identifier) => fromOther.has(identifier)))
  for (const identifier of contested) {
    for (const to of edges.get(identifier)!) if (!contested.has(to)) removeEdge(edges, identifier, to)
  }
  return contested
}

function removeEdge(edges: Edges, from: string, to: string): void {
  edges.get(from)?.delete(to)
  edges.get(to)?.delete(from)
}

/** All that is reached from some identifiers without entering others. */
function flood(edges: Edges, from: Iterable<string>, closed: ReadonlySet<string>): Set<string> {
  const reached = new Set([...from].filter((identifier) => edges.has(identifier)))
  for (const identifier of reached) for (const to of edges.get(identifier)!) if (!closed.has(to)) reached.add(to)
  return reached
}

function componentsOf(identifiers: readonly string[], edges: Edges): string[][] {
  const seen = new Set<string>()
  const components: string[][] = []
  for (const identifier of identifiers) {
    if (seen.has(identifier)) continue
    const component = flood(edges, [identifier], new Set())
    for (const each of component) seen.add(each)
    components.push([...component])
  }
  return components
}
