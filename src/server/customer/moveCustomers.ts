import { followCaseLogs } from '../case/moveCases.ts'
import { followAsks } from '../feedback/moveAsks.ts'
import type { Queryable } from '../db/database.ts'
import { notePathChanges } from '../journey/notePathChanges.ts'
import type { KeptLink } from './identityLinks.ts'

/** Customers that became one: the survivor with the identifiers it had, strongest first, and the others with theirs. */
export interface Joined {
  survivor: number
  identifiers: readonly string[]
  gone: readonly { customer: number; identifiers: readonly string[] }[]
}

const KEYED = [
  'encounters',
  'statements',
  'frictions',
  'cases',
  'case_frictions',
  'case_log',
  'case_tasks',
  'customer_notes',
  'verbatims',
  'asks',
  'responses',
] as const

/** Gives everything of customers that were joined to the survivor; their paths are derived again. What was told of them leads to it. */
export async function moveToSurvivors(tx: Queryable, joined: readonly Joined[], now: number): Promise<void> {
  const moves = joined.flatMap(({ survivor, identifiers, gone }) => gone.map((each) => ({ ...each, survivor, own: identifiers })))
  if (moves.length === 0) return
  const gone = moves.map(({ customer }) => customer)
  const survivors = moves.map(({ survivor }) => survivor)
  const given = 'unnest($1::bigint[], $2::bigint[]) AS move(gone, survivor)'
  // A bounded list of tables, each moved by one statement.
  for (const table of KEYED) {
    await tx.query(`UPDATE ${table} SET customer_id = move.survivor FROM ${given} WHERE ${table}.customer_id = move.gone`, [
      gone,
      survivors,
    ])
  }
  await movePaths(
    tx,
    `SELECT move.survivor AS home, paths.customer_id AS was, paths.key FROM ${given} JOIN paths ON paths.customer_id = move.gone`,
    [gone, survivors],
  )
  await tx.query('DELETE FROM paths WHERE customer_id = ANY($1::bigint[])', [gone])
  await tx.query('DELETE FROM customers WHERE id = ANY($1::bigint[])', [gone])
  await leadOn(tx, gone, survivors)
  await tx.query(
    `INSERT INTO former_customers (customer_id, survivor_id, identifiers, survivor_identifiers, at)
     SELECT customer, survivor, ARRAY(SELECT jsonb_array_elements_text(identifiers)), ARRAY(SELECT jsonb_array_elements_text(own)), $2
     FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, survivor bigint, identifiers jsonb, own jsonb)`,
    [JSON.stringify(moves), now],
  )
  await notePathChanges(
    tx,
    gone.map((customer) => ({ customer, since: null })),
  )
}

/** Lets customers that were joined earlier lead to where they are now. */
async function leadOn(tx: Queryable, from: readonly number[], to: readonly number[]): Promise<void> {
  await tx.query(
    `UPDATE former_customers SET survivor_id = given.home FROM unnest($1::bigint[], $2::bigint[]) AS given(was, home)
     WHERE survivor_id = given.was`,
    [from, to],
  )
}

/**
 * Sends everything of some customers to whom it belongs: each encounter to the customer of its strongest identifier, each statement to
 * that of the identifier it is about; frictions, paths and cases go with the encounters that prove them. Tells whose encounters or
 * statements changed.
 */
export async function sendHome(
  tx: Queryable,
  links: readonly KeptLink[],
  customerOf: (identifier: string) => number,
): Promise<Set<number>> {
  const moves = links
    .filter((link) => link.encounters > 0)
    .map((link) => ({ ...link, home: customerOf(link.identifiers[0]!) }))
    .filter(({ customer, home }) => customer !== home)
  const before = [...new Set(links.map(({ customer }) => customer))]
  const changed = new Set(moves.flatMap(({ customer, home }) => [customer, home]))
  if (moves.length > 0) {
    await tx.query(
      `UPDATE encounters SET customer_id = given.home FROM unnest($1::bigint[], $2::jsonb[], $3::bigint[]) AS given(was, kept, home)
       WHERE encounters.customer_id = given.was AND encounters.body -> 'customer' = given.kept`,
      [moves.map(({ customer }) => customer), moves.map(({ kept }) => kept), moves.map(({ home }) => home)],
    )
    await followEncounters(tx, [...changed])
  }
  const told = await tx.query<{ was: number; home: number }>(
    `UPDATE statements SET customer_id = identifiers.customer_id
     FROM identifiers, (SELECT customer_id AS was, identifier, at FROM statements WHERE customer_id = ANY($1::bigint[])) AS kept
     WHERE statements.customer_id = kept.was AND statements.identifier = kept.identifier AND statements.at = kept.at
       AND identifiers.identifier = kept.identifier AND identifiers.customer_id <> kept.was
     RETURNING kept.was, statements.customer_id AS home`,
    [before],
  )
  for (const { was, home } of told) changed.add(was).add(home)
  await tx.query(
    `UPDATE customer_notes SET customer_id = identifiers.customer_id FROM identifiers
     WHERE customer_notes.customer_id = ANY($1::bigint[]) AND identifiers.identifier = customer_notes.identifier
       AND identifiers.customer_id <> customer_notes.customer_id`,
    [before],
  )
  await followAsks(tx, [...new Set([...before, ...changed])])
  return changed
}

async function followEncounters(tx: Queryable, customers: readonly number[]): Promise<void> {
  const among = 'customer_id = ANY($1::bigint[])'
  await tx.query(
    `UPDATE verbatims SET customer_id = said.customer_id FROM encounters AS said
     WHERE verbatims.${among} AND said.${among} AND said.at = verbatims.at AND said.id = verbatims.id
       AND said.customer_id <> verbatims.customer_id`,
    [customers],
  )
  await tx.query(
    `UPDATE frictions SET customer_id = proof.customer_id FROM encounters AS proof
     WHERE frictions.${among} AND proof.${among} AND proof.id = frictions.body -> 'evidence' ->> -1
       AND proof.customer_id <> frictions.customer_id`,
    [customers],
  )
  await tx.query(
    `UPDATE cases SET customer_id = proof.customer_id FROM encounters AS proof
     WHERE cases.${among} AND proof.${among} AND proof.id = cases.encounter AND proof.customer_id <> cases.customer_id`,
    [customers],
  )
  await followCases(tx, customers)
  await followCaseLogs(tx, customers)
  await movePaths(
    tx,
    `SELECT first.customer_id AS home, paths.customer_id AS was, paths.key FROM paths
     JOIN encounters AS first ON first.${among} AND first.id = paths.body -> 'first' ->> 'id'
     WHERE paths.${among} AND first.customer_id <> paths.customer_id`,
    [customers],
  )
}

/** A case's frictions go with it, but for one that a case of its new customer has caught already. */
async function followCases(tx: Queryable, customers: readonly number[]): Promise<void> {
  const moving = `case_frictions AS caught JOIN cases ON cases.id = caught.case_id AND cases.customer_id <> caught.customer_id
     WHERE caught.customer_id = ANY($1::bigint[]) AND cases.customer_id = ANY($1::bigint[])`
  await tx.query(
    `UPDATE case_frictions SET customer_id = move.home
     FROM (SELECT DISTINCT ON (cases.customer_id, caught.friction) cases.customer_id AS home, caught.customer_id AS was, caught.friction
       FROM ${moving} ORDER BY cases.customer_id, caught.friction, caught.case_id) AS move
     WHERE case_frictions.customer_id = move.was AND case_frictions.friction = move.friction
       AND NOT EXISTS (SELECT 1 FROM case_frictions AS there WHERE there.customer_id = move.home AND there.friction = move.friction)`,
    [customers],
  )
  await tx.query(
    `DELETE FROM case_frictions USING (SELECT caught.customer_id AS was, caught.friction FROM ${moving}) AS left_over
     WHERE case_frictions.customer_id = left_over.was AND case_frictions.friction = left_over.friction`,
    [customers],
  )
}

/** Moves paths where their new customer has none of that key; the others are derived again. */
async function movePaths(tx: Queryable, moves: string, parameters: readonly unknown[]): Promise<void> {
  await tx.query(
    `UPDATE paths SET customer_id = move.home
     FROM (SELECT DISTINCT ON (home, key) home, was, key FROM (${moves}) AS each ORDER BY home, key, was) AS move
     WHERE paths.customer_id = move.was AND paths.key = move.key
       AND NOT EXISTS (SELECT 1 FROM paths AS there WHERE there.customer_id = move.home AND there.key = move.key)`,
    parameters,
  )
}
