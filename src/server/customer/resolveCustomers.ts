import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import { identify } from '../../domain/customer/identity.ts'
import type { Queryable } from '../db/database.ts'
import { announce } from '../jobs/announce.ts'
import { linkKey, unheardLinks } from './identityLinks.ts'
import { type LogEntry, makeCustomers, registered, saveIdentifiers, saveNames, writeLog } from './identityRows.ts'
import { moveToSurvivors, type Joined } from './moveCustomers.ts'
import { nameCustomers } from './nameCustomers.ts'
import { planGroup, type GroupPlan, type RegisteredIdentifier } from './planGroup.ts'
import { regroup } from './regroup.ts'

/** Identifiers that came together (`kind:value`, strongest first), and the encounter or statement they came with. */
export interface Link {
  identifiers: readonly string[]
  because: string
}

/** Which customer each identifier stands for now, and the customers whose encounters changed hands. */
export interface Resolved {
  customerOf: (identifier: string) => number
  /** To be derived from scratch. */
  changed: Set<number>
  /** Made just now. */
  made: Set<number>
  /** Whether groups were looked at as a whole, so that anything may have become of their customers. */
  regrouped: boolean
}

type Registry = Map<string, RegisteredIdentifier>

/**
 * Finds or makes the customers of identifiers, joins those that a link shows to be one, and sets apart what conflicts or what people
 * separated; encounters, statements and cases go with them. Called under the writer's lock.
 */
export async function resolveCustomers(
  tx: Queryable,
  links: readonly Link[],
  uniqueKinds: readonly string[],
  now: number,
): Promise<Resolved> {
  const registry: Registry = new Map()
  const wanted = [...new Set(links.flatMap((link) => link.identifiers))]
  for (const row of await registered(tx, 'identifier = ANY($1::text[])', wanted)) registry.set(row.identifier, row)
  const resolved: Resolved = {
    customerOf: (identifier) => registry.get(identifier)!.customer,
    changed: new Set(),
    made: new Set(),
    regrouped: false,
  }
  const fresh = await freshLinks(tx, links, registry)
  if (fresh.length === 0) return resolved
  const { plain, single, doubtful } = sortOut(growingGroups(fresh, registry))
  const { plans, refused } = await planPlain(tx, plain, registry, uniqueKinds)
  await carryOut(tx, plans, registry, now, resolved)
  await addSingles(tx, single, registry, now)
  const unclear = [...doubtful, ...refused]
  if (unclear.length === 0) return resolved
  resolved.regrouped = true
  const known = new Set(unclear.flatMap((group) => group.known.map(({ id }) => id)))
  const own = unclear.flatMap((group) => group.links)
  const { rows, changed } = await regroup(tx, { groups: [...known], links: own, uniqueKinds, now })
  for (const row of rows) registry.set(row.identifier, row)
  for (const customer of changed) resolved.changed.add(customer)
  return resolved
}

/** The links that may change who is who. */
async function freshLinks(tx: Queryable, links: readonly Link[], registry: Registry): Promise<Link[]> {
  const fresh: Link[] = []
  const across = new Map<string, { customer: number; link: Link }>()
  for (const link of links) {
    const [first, ...rest] = link.identifiers.map((identifier) => registry.get(identifier))
    if (first === undefined || rest.some((other) => other?.group !== first.group)) fresh.push(link)
    // Within a group that people judged, a link between two customers may make what it leads to doubtful.
    else if (first.standing === 'judged' && rest.some((other) => other!.customer !== first.customer)) {
      across.set(linkKey(link.identifiers), { customer: first.customer, link })
    }
  }
  return across.size === 0 ? fresh : [...fresh, ...(await unheardLinks(tx, [...across.values()])).map(({ link }) => link)]
}

interface GrowingGroup {
  identifiers: Set<string>
  /** The registered groups it joins, and how each stands. */
  known: { id: number; standing: RegisteredIdentifier['standing'] }[]
  links: Link[]
  because: string
}

const GROUP = 'group\u0000:'

/** The connected groups that these links make new, larger or one. */
function growingGroups(links: readonly Link[], registry: Registry): GrowingGroup[] {
  const standings = new Map<number, RegisteredIdentifier['standing']>()
  const nodes = links.map(({ identifiers }) => {
    const known = identifiers.map((identifier) => registry.get(identifier)).filter((row) => row !== undefined)
    for (const { group, standing } of known) standings.set(group, standing)
    return [...identifiers, ...known.map(({ group }) => `${GROUP}${group}`)]
  })
  const home = new Map<string, GrowingGroup>()
  const growing = [...identify(nodes, []).groups.values()].map((members): GrowingGroup => {
    const ids = members.filter((member) => member.startsWith(GROUP)).map((member) => Number(member.slice(GROUP.length)))
    const identifiers = new Set(members.filter((member) => !member.startsWith(GROUP)))
    const group: GrowingGroup = {
      identifiers,
      known: ids.map((id) => ({ id, standing: standings.get(id)! })),
      links: [],
      because: '',
    }
    for (const identifier of identifiers) home.set(identifier, group)
    return group
  })
  for (const link of links) {
    const group = home.get(link.identifiers[0]!)!
    group.links.push(link)
    if (group.because === '' || link.identifiers.length > 1) group.because = link.because
  }
  return growing
}

/** What grows plainly; what grows an unjoined group by identifiers nobody knew; and what has to be looked at as a whole. */
function sortOut(growing: readonly GrowingGroup[]): Record<'plain' | 'single' | 'doubtful', GrowingGroup[]> {
  const sorted = { plain: [] as GrowingGroup[], single: [] as GrowingGroup[], doubtful: [] as GrowingGroup[] }
  for (const group of growing) {
    if (group.known.every(({ standing }) => standing === 'joined')) sorted.plain.push(group)
    else if (group.known.length === 1 && group.known[0]!.standing === 'conflict') sorted.single.push(group)
    else sorted.doubtful.push(group)
  }
  return sorted
}

async function planPlain(
  tx: Queryable,
  growing: readonly GrowingGroup[],
  registry: Registry,
  uniqueKinds: readonly string[],
): Promise<{ plans: GroupPlan[]; refused: GrowingGroup[] }> {
  const groups = growing.flatMap((group) => group.known.map(({ id }) => id))
  const members = groups.length === 0 ? [] : await registered(tx, 'group_id = ANY($1::bigint[])', groups)
  const homes = new Map(growing.flatMap((group) => group.known.map(({ id }) => [id, group] as const)))
  for (const member of members) {
    registry.set(member.identifier, member)
    homes.get(member.group)!.identifiers.add(member.identifier)
  }
  const plans: GroupPlan[] = []
  const refused: GrowingGroup[] = []
  for (const group of growing) {
    const plan = planGroup([...group.identifiers], group.because, registry, uniqueKinds)
    if (plan) plans.push(plan)
    else refused.push(group)
  }
  return { plans, refused }
}

async function carryOut(tx: Queryable, plans: readonly GroupPlan[], registry: Registry, now: number, resolved: Resolved): Promise<void> {
  const made = await makeCustomers(
    tx,
    plans.filter((plan) => plan.survivor === null).map((plan) => plan.identifiers[0]!),
  )
  for (const id of made.values()) resolved.made.add(id)
  const rows: RegisteredIdentifier[] = []
  const names = new Map<number, string>()
  const joined: Joined[] = []
  const log: LogEntry[] = []
  for (const { identifiers, because, survivor, held } of plans) {
    const name = identifiers[0]!
    const customer = survivor ?? made.get(name)!
    for (const identifier of identifiers) {
      const before = registry.get(identifier)
      if (before?.customer === customer && before.group === customer) continue
      const row: RegisteredIdentifier = { identifier, customer, group: customer, standing: 'joined' }
      rows.push(row)
      registry.set(identifier, row)
    }
    if (survivor !== null && !held.get(survivor)!.includes(name)) names.set(survivor, name)
    if (held.size < 2) continue
    const gone = [...held].filter(([id]) => id !== customer).map(([id, own]) => ({ customer: id, identifiers: own }))
    joined.push({ survivor: customer, identifiers: held.get(customer)!, gone })
    log.push({ customer, event: 'joined', identifiers, because })
    resolved.changed.add(customer)
  }
  await saveIdentifiers(tx, rows)
  await saveNames(tx, names)
  if (joined.length === 0) return
  await moveToSurvivors(tx, joined, now)
  await nameCustomers(
    tx,
    joined.map(({ survivor }) => survivor),
  )
  await writeLog(tx, log, now)
  await announce(
    tx,
    joined.map(({ survivor, gone }) => ({
      customer: survivor,
      type: 'customer.merged' as const,
      body: { gone: gone.map(({ customer }) => customer) },
    })),
    now,
  )
}

/** Each new identifier of a group that is not joined is a customer of its own. */
async function addSingles(tx: Queryable, growing: readonly GrowingGroup[], registry: Registry, now: number): Promise<void> {
  const singles = growing.flatMap((group) =>
    [...group.identifiers].filter((identifier) => !registry.has(identifier)).map((identifier) => ({ identifier, group })),
  )
  const made = await makeCustomers(
    tx,
    singles.map(({ identifier }) => identifier),
  )
  const rows = singles.map(({ identifier, group }): RegisteredIdentifier => ({
    identifier,
    customer: made.get(identifier)!,
    group: group.known[0]!.id,
    standing: 'conflict',
  }))
  for (const row of rows) registry.set(row.identifier, row)
  await saveIdentifiers(tx, rows)
  const log = singles.map(({ identifier, group }): LogEntry => ({
    customer: made.get(identifier)!,
    event: 'conflict',
    identifiers: [...group.identifiers].sort(compareIdentifiers),
    because: group.because,
  }))
  await writeLog(tx, log, now)
}
