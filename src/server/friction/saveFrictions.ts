import type { Friction } from '../../domain/friction/friction.ts'
import { frictionIdentity } from '../../domain/friction/frictionKey.ts'
import type { Queryable } from '../db/database.ts'
import { digestOf } from '../encounter/registerIds.ts'

/** A customer's frictions that are to be written; `whole` when they are all that the customer has. */
export interface CustomerFrictions {
  customer: number
  frictions: readonly Friction[]
  pending: readonly Friction[]
  whole: boolean
}

/** A friction that came or went, with what the live stream tells of it. */
export interface ChangedFriction {
  customer: number
  kind: string
  path: string
  at: number
  severity: number
}

interface Row {
  customer: number
  key: string
  pending: boolean
  friction: Friction
}

/** Writes frictions as they stand: takes away refuted ones, adds new ones, and tells both. */
export async function saveFrictions(
  tx: Queryable,
  given: readonly CustomerFrictions[],
  now: number,
): Promise<{ found: ChangedFriction[]; withdrawn: ChangedFriction[] }> {
  const rows = uniqueRows(given)
  const list = <Value>(pick: (row: Row) => Value) => rows.map(pick)
  const keys = [list((row) => row.customer), list((row) => row.key)]
  const withdrawn = await tx.query<ChangedFriction>(
    `DELETE FROM frictions
     WHERE customer_id = ANY($3::bigint[]) AND (pending OR customer_id = ANY($4::bigint[]))
     AND NOT EXISTS (SELECT 1 FROM unnest($1::bigint[], $2::text[]) AS kept(customer, key) WHERE customer = customer_id AND kept.key = frictions.key)
     RETURNING customer_id AS customer, kind, path, at, severity`,
    [...keys, given.map((each) => each.customer), given.filter((each) => each.whole).map((each) => each.customer)],
  )
  if (rows.length === 0) return { found: [], withdrawn }
  const found = await tx.query<ChangedFriction & { isNew: boolean }>(
    `INSERT INTO frictions (customer_id, key, kind, path, at, severity, pending, body, found_at)
     SELECT *, $9::bigint FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::smallint[], $7::boolean[], $8::jsonb[])
     ON CONFLICT (customer_id, key) DO UPDATE SET path = excluded.path, at = excluded.at, severity = excluded.severity,
       pending = excluded.pending, body = excluded.body
       WHERE (frictions.path, frictions.at, frictions.severity, frictions.pending, frictions.body)
         IS DISTINCT FROM (excluded.path, excluded.at, excluded.severity, excluded.pending, excluded.body)
     RETURNING customer_id AS customer, kind, path, at, severity, (xmax = 0) AS "isNew"`,
    [
      ...keys,
      list((row) => row.friction.kind),
      list((row) => row.friction.path),
      list((row) => row.friction.at),
      list((row) => row.friction.severity),
      list((row) => row.pending),
      list((row) => row.friction),
      now,
    ],
  )
  return { found: found.filter((row) => row.isNew), withdrawn }
}

function uniqueRows(given: readonly CustomerFrictions[]): Row[] {
  const rows = new Map<string, Row>()
  for (const { customer, frictions, pending } of given) {
    for (const [list, isPending] of [
      [frictions, false],
      [pending, true],
    ] as const) {
      for (const friction of list) {
        const key = digestOf(frictionIdentity(friction)).slice(0, 32)
        rows.set(`${customer} ${key}`, { customer, key, pending: isPending, friction })
      }
    }
  }
  return [...rows.values()]
}
