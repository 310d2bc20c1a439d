import { identifierTexts, type Identifiers } from '../../domain/customer/identifier.ts'
import type { Queryable } from '../db/database.ts'
import { notePathChanges } from '../journey/notePathChanges.ts'

const KEYED = ['encounters', 'statements', 'identity_log', 'frictions', 'cases', 'case_frictions', 'outbox'] as const

/** Gives everything of customers that were joined to the survivor; their paths are derived again. */
export async function moveToSurvivors(tx: Queryable, joined: readonly { survivor: number; gone: readonly number[] }[]): Promise<void> {
  const gone = joined.flatMap((join) => join.gone)
  if (gone.length === 0) return
  const survivors = joined.flatMap((join) => join.gone.map(() => join.survivor))
  const moves = 'unnest($1::bigint[], $2::bigint[]) AS move(gone, survivor)'
  // A bounded list of tables, each moved by one statement.
  for (const table of KEYED) {
    await tx.query(`UPDATE ${table} SET customer_id = move.survivor FROM ${moves} WHERE ${table}.customer_id = move.gone`, [
      gone,
      survivors,
    ])
  }
  await tx.query('DELETE FROM paths WHERE customer_id = ANY($1::bigint[])', [gone])
  await tx.query('DELETE FROM customers WHERE id = ANY($1::bigint[])', [gone])
  await notePathChanges(
    tx,
    gone.map((customer) => ({ customer, since: null })),
  )
}

/** Takes apart customers whose identifiers conflict: each encounter goes to its own strongest identifier. Tells which customers changed. */
export async function moveToIdentifiers(tx: Queryable, split: readonly number[]): Promise<number[]> {
  if (split.length === 0) return []
  const rows = await tx.query<{ id: string; customer: number; identifiers: Identifiers }>(
    `SELECT id, customer_id AS customer, body -> 'customer' AS identifiers FROM encounters WHERE customer_id = ANY($1::bigint[])`,
    [split],
  )
  const strongest = rows.map((row) => identifierTexts(row.identifiers)[0]!)
  const moved = await tx.query<{ customer: number }>(
    `UPDATE encounters SET customer_id = identifiers.customer_id
     FROM unnest($1::bigint[], $2::text[], $3::text[]) AS given(customer, id, identifier) JOIN identifiers USING (identifier)
     WHERE encounters.customer_id = given.customer AND encounters.id = given.id
     RETURNING encounters.customer_id AS customer`,
    [rows.map((row) => row.customer), rows.map((row) => row.id), strongest],
  )
  const told = await tx.query<{ customer: number }>(
    `UPDATE statements SET customer_id = identifiers.customer_id FROM identifiers
     WHERE statements.customer_id = ANY($1::bigint[]) AND identifiers.identifier = statements.identifier
     RETURNING statements.customer_id AS customer`,
    [split],
  )
  return [...new Set([...split, ...moved.map((row) => row.customer), ...told.map((row) => row.customer)])]
}
