import { identify } from '../../domain/customer/identity.ts'
import type { Queryable } from '../db/database.ts'
import { announce } from '../jobs/announce.ts'
import { moveToIdentifiers, moveToSurvivors } from './moveCustomers.ts'
import { nameCustomers } from './nameCustomers.ts'
import { planGroup, type GroupPlan, type RegisteredIdentifier } from './planGroup.ts'

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
  joined: { survivor: number; name: string; gone: number[] }[]
}

type Registry = Map<string, RegisteredIdentifier>

/**
 * Finds or makes the customers of identifiers, joins those that a link shows to be one, and sets apart the groups that hold two
 * values of a unique kind; encounters, statements and cases go with them. Called under the writer's lock.
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
    joined: [],
  }
  const growing = growingGroups(links, registry)
  if (growing.length === 0) return resolved
  const groups = growing.flatMap((group) => group.known)
  const members = groups.length === 0 ? [] : await registered(tx, 'group_id = ANY($1::bigint[])', groups)
  const newHome = new Map(growing.flatMap((group) => group.known.map((id) => [id, group] as const)))
  for (const member of members) {
    registry.set(member.identifier, member)
    newHome.get(member.group)!.identifiers.add(member.identifier)
  }
  const plans = growing.map((group) => planGroup([...group.identifiers], group.because, registry, uniqueKinds))
  await carryOut(tx, plans, registry, now, resolved)
  return resolved
}

interface GrowingGroup {
  identifiers: Set<string>
  /** Ids of the registered groups it joins. */
  known: number[]
  because: string
}

const GROUP = 'group\u0000:'

/** The connected groups that these links make new, larger or one; groups that stay as they are are left out. */
function growingGroups(links: readonly Link[], registry: Registry): GrowingGroup[] {
  const groupOf = (identifier: string) => registry.get(identifier)?.group
  const nodes = links.map(({ identifiers }) => {
    const known = identifiers.map(groupOf).filter((group) => group !== undefined)
    return [...identifiers, ...known.map((group) => `${GROUP}${group}`)]
  })
  const growing: GrowingGroup[] = []
  const home = new Map<string, GrowingGroup>()
  for (const members of identify(nodes, []).groups.values()) {
    const known = members.filter((member) => member.startsWith(GROUP)).map((member) => Number(member.slice(GROUP.length)))
    const identifiers = new Set(members.filter((member) => !member.startsWith(GROUP)))
    if (known.length === 1 && [...identifiers].every((identifier) => registry.has(identifier))) continue
    const group = { identifiers, known, because: '' }
    growing.push(group)
    for (const identifier of identifiers) home.set(identifier, group)
  }
  for (const { identifiers, because } of links) {
    const group = home.get(identifiers[0]!)
    if (group && (group.because === '' || identifiers.length > 1)) group.because = because
  }
  return growing
}

async function registered(
  tx: Queryable,
  where: 'identifier = ANY($1::text[])' | 'group_id = ANY($1::bigint[])',
  values: readonly unknown[],
): Promise<RegisteredIdentifier[]> {
  return tx.query<RegisteredIdentifier>(`SELECT identifier, customer_id AS customer, group_id AS "group" FROM identifiers WHERE ${where}`, [
    values,
  ])
}

async function carryOut(tx: Queryable, plans: readonly GroupPlan[], registry: Registry, now: number, resolved: Resolved): Promise<void> {
  const made = await makeCustomers(
    tx,
    plans.flatMap((plan) => plan.unowned),
  )
  const rows: RegisteredIdentifier[] = []
  const names = new Map<number, string>()
  const log: LogEntry[] = []
  for (const plan of plans) {
    const customerNamed = (owner: string) => plan.owners.get(owner) ?? made.get(owner)!
    const group = customerNamed(plan.ownerOf.get(plan.identifiers[0]!)!)
    for (const identifier of plan.identifiers) {
      const owner = plan.ownerOf.get(identifier)!
      rows.push({ identifier, customer: customerNamed(owner), group })
      names.set(customerNamed(owner), owner)
    }
    const customer = group
    const entry = { customer, identifiers: plan.identifiers, because: plan.because }
    if (plan.conflict) log.push({ ...entry, event: 'conflict' })
    else if (plan.involved.size > 1) {
      log.push({ ...entry, event: 'joined' })
      const gone = [...plan.involved].filter((id) => id !== customer)
      resolved.joined.push({ survivor: customer, name: plan.identifiers[0]!, gone })
      resolved.changed.add(customer)
    }
  }
  for (const row of rows) registry.set(row.identifier, row)
  await saveIdentifiers(tx, rows, names)
  await moveToSurvivors(tx, resolved.joined)
  const split = plans.flatMap((plan) => plan.split)
  for (const customer of await moveToIdentifiers(tx, split)) resolved.changed.add(customer)
  await nameCustomers(tx, [...resolved.changed])
  await writeLog(tx, log, now)
  await announce(
    tx,
    resolved.joined.map(({ survivor }) => ({ customer: survivor, type: 'customer.merged', body: {} })),
    now,
  )
}

async function makeCustomers(tx: Queryable, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const rows = await tx.query<{ id: number; name: string }>(
    'INSERT INTO customers (name) SELECT * FROM unnest($1::text[]) RETURNING id, name',
    [names],
  )
  return new Map(rows.map((row) => [row.name, row.id]))
}

async function saveIdentifiers(tx: Queryable, rows: readonly RegisteredIdentifier[], names: ReadonlyMap<number, string>): Promise<void> {
  await tx.query(
    `INSERT INTO identifiers (identifier, customer_id, group_id) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[])
     ON CONFLICT (identifier) DO UPDATE SET customer_id = excluded.customer_id, group_id = excluded.group_id`,
    [rows.map((row) => row.identifier), rows.map((row) => row.customer), rows.map((row) => row.group)],
  )
  await tx.query(
    `UPDATE customers SET name = given.name FROM unnest($1::bigint[], $2::text[]) AS given(id, name)
     WHERE customers.id = given.id AND customers.name <> given.name`,
    [[...names.keys()], [...names.values()]],
  )
}

interface LogEntry {
  customer: number
  event: 'joined' | 'conflict'
  identifiers: string[]
  because: string
}

async function writeLog(tx: Queryable, log: readonly LogEntry[], now: number): Promise<void> {
  if (log.length === 0) return
  await tx.query(
    `INSERT INTO identity_log (customer_id, at, event, identifiers, because)
     SELECT customer, $2, event, ARRAY(SELECT jsonb_array_elements_text(identifiers)), because
     FROM jsonb_to_recordset($1::jsonb) AS entry(customer bigint, event text, identifiers jsonb, because text)`,
    [JSON.stringify(log), now],
  )
}
