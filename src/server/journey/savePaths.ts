import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Path } from '../../domain/journey/path.ts'
import type { Queryable } from '../db/database.ts'

/** A customer's paths that are to be written; `whole` when they are all that the customer has. */
export interface CustomerPaths {
  customer: number
  paths: readonly Path[]
  whole: boolean
}

/** A path whose state is new or another than it was. */
export interface ChangedPath {
  customer: number
  key: string
  state: string
}

/** Writes paths as they stand, drops those that a whole derivation no longer has, and tells whose state changed. */
export async function savePaths(tx: Queryable, given: readonly CustomerPaths[], definitions: Definitions): Promise<ChangedPath[]> {
  const rows = given.flatMap(({ customer, paths }) => paths.map((path) => ({ customer, path })))
  const whole = given.filter((each) => each.whole).map((each) => each.customer)
  const list = <Value>(pick: (row: { customer: number; path: Path }) => Value) => rows.map(pick)
  const keys = [list((row) => row.customer), list((row) => row.path.key)]
  if (whole.length > 0) {
    await tx.query(
      `DELETE FROM paths WHERE customer_id = ANY($3::bigint[])
       AND NOT EXISTS (SELECT 1 FROM unnest($1::bigint[], $2::text[]) AS kept(customer, key) WHERE customer = customer_id AND kept.key = paths.key)`,
      [...keys, whole],
    )
  }
  if (rows.length === 0) return []
  const before = await tx.query<ChangedPath>(
    `SELECT customer_id AS customer, paths.key, state FROM paths
     JOIN unnest($1::bigint[], $2::text[]) AS given(customer, key) ON customer = customer_id AND given.key = paths.key`,
    keys,
  )
  await tx.query(
    `INSERT INTO paths (customer_id, key, journey, matter, state, turn, outcome, stage, first_at, last_at, encounters, start_digital, body)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::bigint[], $10::bigint[], $11::integer[], $12::boolean[], $13::jsonb[])
     ON CONFLICT (customer_id, key) DO UPDATE SET state = excluded.state, turn = excluded.turn, outcome = excluded.outcome,
       stage = excluded.stage, first_at = excluded.first_at, last_at = excluded.last_at, encounters = excluded.encounters,
       start_digital = excluded.start_digital, body = excluded.body`,
    [
      ...keys,
      list(({ path }) => path.journey),
      list(({ path }) => path.matter),
      list(({ path }) => path.state),
      list(({ path }) => path.turn),
      list(({ path }) => path.outcome),
      list(({ path }) => path.last.stage),
      list(({ path }) => path.first.at),
      list(({ path }) => path.last.at),
      list(({ path }) => path.encounters),
      list(({ path }) => (path.startChannel === null ? null : definitions.isDigital(path.startChannel))),
      list(({ path }) => path),
    ],
  )
  const states = new Map(before.map((path) => [`${path.customer} ${path.key}`, path.state]))
  return rows
    .filter(({ customer, path }) => states.get(`${customer} ${path.key}`) !== path.state)
    .map(({ customer, path }) => ({ customer, key: path.key, state: path.state }))
}
