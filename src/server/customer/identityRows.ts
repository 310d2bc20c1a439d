import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import type { RegisteredIdentifier } from './planGroup.ts'

/** Identifiers in the registry, by themselves, by group or by customer. */
export async function registered(
  tx: Queryable,
  where: 'identifier = ANY($1::text[])' | 'group_id = ANY($1::bigint[])',
  values: readonly unknown[],
): Promise<RegisteredIdentifier[]> {
  return tx.query<RegisteredIdentifier>(
    `SELECT identifier, customer_id AS customer, group_id AS "group", standing FROM identifiers WHERE ${where}`,
    [values],
  )
}

/** Makes customers, each called after an identifier. */
export async function makeCustomers(tx: Queryable, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const rows = await tx.query<{ id: number; name: string }>(
    'INSERT INTO customers (name) SELECT * FROM unnest($1::text[]) RETURNING id, name',
    [names],
  )
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** Writes identifiers into the registry. */
export async function saveIdentifiers(tx: Queryable, rows: readonly RegisteredIdentifier[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `INSERT INTO identifiers (identifier, customer_id, group_id, standing) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[])
     ON CONFLICT (identifier) DO UPDATE SET customer_id = excluded.customer_id, group_id = excluded.group_id, standing = excluded.standing`,
    [rows.map((row) => row.identifier), rows.map((row) => row.customer), rows.map((row) => row.group), rows.map((row) => row.standing)],
  )
}

/** Calls customers by new outward names. */
export async function saveNames(tx: Queryable, names: ReadonlyMap<number, string>): Promise<void> {
  if (names.size === 0) return
  await tx.query(
    `UPDATE customers SET name = given.name FROM unnest($1::bigint[], $2::text[]) AS given(id, name)
     WHERE customers.id = given.id AND customers.name <> given.name`,
    [[...names.keys()], [...names.values()]],
  )
}

/** What the log of identities tells of a customer. */
export interface LogEntry {
  customer: number
  event: 'joined' | 'conflict' | 'separated'
  identifiers: readonly string[]
  because: string
  judgement?: number | undefined
}

/** Writes the log of identities. */
export async function writeLog(tx: Queryable, log: readonly LogEntry[], now: number): Promise<void> {
  if (log.length === 0) return
  await tx.query(
    `INSERT INTO identity_log (customer_id, at, event, identifiers, because, judgement)
     SELECT customer, $2, event, ARRAY(SELECT jsonb_array_elements_text(identifiers)), because, judgement
     FROM jsonb_to_recordset($1::jsonb) AS entry(customer bigint, event text, identifiers jsonb, because text, judgement bigint)`,
    [json(log), now],
  )
}
