import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import { identify, type Identities } from '../../domain/customer/identity.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import type { Queryable } from '../db/database.ts'
import { announce } from '../jobs/announce.ts'
import { assignCustomers, type FormerCustomer } from './assignCustomers.ts'
import { linksOf } from './identityLinks.ts'
import { type LogEntry, makeCustomers, registered, saveIdentifiers, saveNames, writeLog } from './identityRows.ts'
import { judgementsAbout } from './judgements.ts'
import { moveToSurvivors, sendHome, type Joined } from './moveCustomers.ts'
import { nameCustomers } from './nameCustomers.ts'
import type { RegisteredIdentifier, Standing } from './planGroup.ts'
import type { Link } from './resolveCustomers.ts'

/** What is looked at as a whole: registered groups, and links that are not kept yet. */
export interface Regrouping {
  groups: readonly number[]
  links: readonly Link[]
  uniqueKinds: readonly string[]
  now: number
  /** What people said that is the cause of it. */
  judgement?: { id: number; because: string }
}

/** How identifiers stand afterwards, and whose encounters or statements changed: those are to be derived from scratch. */
export interface Regrouped {
  rows: RegisteredIdentifier[]
  changed: Set<number>
}

/** Looks again at who is who in some groups, by every link and all that people said, and brings registry and belongings in line. */
export async function regroup(tx: Queryable, { groups, links, uniqueKinds, now, judgement }: Regrouping): Promise<Regrouped> {
  const members = groups.length === 0 ? [] : await registered(tx, 'group_id = ANY($1::bigint[])', groups)
  const held = new Map(
    [...grouped(members, ({ customer }) => customer)].map(([customer, own]) => [customer, own.map(({ identifier }) => identifier)]),
  )
  const kept = await linksOf(tx, [...held.keys()])
  const identifiers = [...members.map(({ identifier }) => identifier), ...links.flatMap((link) => link.identifiers)]
  const told = await judgementsAbout(tx, identifiers)
  const all = [
    ...identifiers.map((identifier) => [identifier]),
    ...kept.map((link) => link.identifiers),
    ...links.map((link) => link.identifiers),
  ]
  const who = identify(all, uniqueKinds, told)
  const parts = [...who.groups.values()]
  const formers = await formersOf(tx, [...held.keys()])
  const assigned = assignCustomers(parts, held, formers)
  await revive(tx, assigned.revived)
  const made = await makeCustomers(
    tx,
    parts.filter((_, place) => assigned.customers[place] === null).map((part) => part[0]!),
  )
  const customers = parts.map((part, place) => assigned.customers[place] ?? made.get(part[0]!)!)
  const rows = rowsOf(parts, customers, { who, all, told })
  await saveIdentifiers(tx, rows)
  await saveNames(tx, new Map(parts.map((part, place) => [customers[place]!, part[0]!])))
  const customerOf = new Map(rows.map((row) => [row.identifier, row.customer]))
  const changed = await sendHome(tx, kept, (identifier) => customerOf.get(identifier)!)
  const joined = joinedOf(assigned.gone, customers, held)
  await leadFormers(tx, formers, assigned.revived, customerOf)
  await moveToSurvivors(tx, joined, now)
  for (const { survivor, gone } of joined) {
    changed.add(survivor)
    for (const { customer } of gone) changed.delete(customer)
  }
  await nameCustomers(tx, [...changed])
  const parted = partedFrom(members, customerOf)
  const unjoined = new Set(members.filter(({ standing }) => standing === 'conflict').map(({ identifier }) => identifier))
  const conflicts = who.conflicts.map((each) => each.identifiers).filter((each) => !each.every((identifier) => unjoined.has(identifier)))
  await tell(tx, { rows, conflicts, joined, parted, links, judgement, now })
  return { rows, changed }
}

/** Registry rows: the group is what links and joins connect, whatever people separated. */
function rowsOf(
  parts: readonly string[][],
  customers: readonly number[],
  { who, all, told }: { who: Identities; all: readonly (readonly string[])[]; told: Awaited<ReturnType<typeof judgementsAbout>> },
): RegisteredIdentifier[] {
  const customerOf = new Map(parts.flatMap((part, place) => part.map((identifier) => [identifier, customers[place]!] as const)))
  const judged = new Set([...told.joins.flat(), ...told.separations.flat(2)])
  const conflicted = new Set(who.conflicts.flatMap((conflict) => conflict.identifiers))
  const connected = identify([...all, ...told.joins], []).groups
  return [...connected.values()].flatMap((group) => {
    const standing: Standing = group.some((identifier) => judged.has(identifier))
      ? 'judged'
      : group.some((identifier) => conflicted.has(identifier))
        ? 'conflict'
        : 'joined'
    const id = customerOf.get(group[0]!)!
    return group.map((identifier) => ({ identifier, customer: customerOf.get(identifier)!, group: id, standing }))
  })
}

async function formersOf(tx: Queryable, customers: readonly number[]): Promise<FormerCustomer[]> {
  return tx.query<FormerCustomer>(
    `SELECT customer_id AS customer, survivor_id AS survivor, identifiers, survivor_identifiers AS "survivorIdentifiers", at
     FROM former_customers WHERE survivor_id = ANY($1::bigint[])`,
    [customers],
  )
}

async function revive(tx: Queryable, customers: ReadonlySet<number>): Promise<void> {
  if (customers.size === 0) return
  await tx.query('DELETE FROM former_customers WHERE customer_id = ANY($1::bigint[])', [[...customers]])
  await tx.query("INSERT INTO customers (id, name) SELECT id, '' FROM unnest($1::bigint[]) AS given(id)", [[...customers]])
}

/** Former customers that are not there again lead to where their identifiers are. */
async function leadFormers(
  tx: Queryable,
  formers: readonly FormerCustomer[],
  revived: ReadonlySet<number>,
  customerOf: ReadonlyMap<string, number>,
): Promise<void> {
  const moved = formers
    .filter(({ customer }) => !revived.has(customer))
    .map((former) => ({ ...former, home: customerOf.get(former.identifiers[0]!) ?? former.survivor }))
    .filter(({ survivor, home }) => survivor !== home)
  if (moved.length === 0) return
  await tx.query(
    `UPDATE former_customers SET survivor_id = given.home FROM unnest($1::bigint[], $2::bigint[]) AS given(was, home)
     WHERE customer_id = given.was`,
    [moved.map(({ customer }) => customer), moved.map(({ home }) => home)],
  )
}

function joinedOf(gone: ReadonlyMap<number, number>, customers: readonly number[], held: ReadonlyMap<number, readonly string[]>): Joined[] {
  const bySurvivor = grouped(
    [...gone].filter(([customer]) => held.has(customer)),
    ([, place]) => customers[place]!,
  )
  const sorted = (customer: number) => [...(held.get(customer) ?? [])].sort(compareIdentifiers)
  return [...bySurvivor].map(([survivor, each]) => ({
    survivor,
    identifiers: sorted(survivor),
    gone: each.map(([customer]) => ({ customer, identifiers: sorted(customer) })),
  }))
}

/** Customers whose identifiers now belong to several, with those that left them. */
function partedFrom(members: readonly RegisteredIdentifier[], customerOf: ReadonlyMap<string, number>): Map<number, Set<number>> {
  const parted = new Map<number, Set<number>>()
  for (const [before, own] of grouped(members, ({ customer }) => customer)) {
    const now = new Set(own.map(({ identifier }) => customerOf.get(identifier)!))
    if (now.size < 2) continue
    const stays = now.has(before) ? before : [...now][0]!
    now.delete(stays)
    parted.set(stays, now)
  }
  return parted
}

interface Telling {
  rows: readonly RegisteredIdentifier[]
  /** Groups that are not joined, and were not known for it. */
  conflicts: readonly string[][]
  joined: readonly Joined[]
  parted: ReadonlyMap<number, ReadonlySet<number>>
  links: readonly Link[]
  judgement: Regrouping['judgement']
  now: number
}

async function tell(tx: Queryable, { rows, conflicts, joined, parted, links, judgement, now }: Telling): Promise<void> {
  const because = judgement?.because ?? links.find((link) => link.identifiers.length > 1)?.because ?? ''
  const own = grouped(rows, ({ customer }) => customer)
  const identifiersOf = (customer: number) =>
    own
      .get(customer)!
      .map(({ identifier }) => identifier)
      .sort(compareIdentifiers)
  const entry = (event: LogEntry['event'], customer: number, identifiers = identifiersOf(customer)): LogEntry => ({
    customer,
    event,
    identifiers,
    because,
    judgement: judgement?.id,
  })
  const customerOf = new Map(rows.map((row) => [row.identifier, row.customer]))
  const unjoined = new Set(conflicts.flat().map((identifier) => customerOf.get(identifier)!))
  const separated = new Set([...parted].flatMap(([customer, others]) => [customer, ...others]).filter((each) => !unjoined.has(each)))
  await writeLog(
    tx,
    [
      ...joined.map(({ survivor }) => entry('joined', survivor)),
      ...[...separated].map((customer) => entry('separated', customer)),
      ...conflicts.map((identifiers) => entry('conflict', customerOf.get(identifiers[0]!)!, identifiers)),
    ],
    now,
  )
  await announce(
    tx,
    [
      ...joined.map(({ survivor, gone }) => ({
        customer: survivor,
        type: 'customer.merged' as const,
        body: { gone: gone.map(({ customer }) => customer) },
      })),
      ...[...parted].map(([customer, others]) => ({ customer, type: 'customer.unmerged' as const, body: { parted: [...others] } })),
    ],
    now,
  )
}
