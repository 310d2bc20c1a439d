import type { Friction, FrictionKind } from '../../domain/friction/friction.ts'
import { frictionIdentity } from '../../domain/friction/frictionKey.ts'
import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'
import { digestOf } from '../encounter/registerIds.ts'

/** A customer's frictions that are to be written; `whole` when they are all that the customer has. */
export interface CustomerFrictions {
  customer: number
  frictions: readonly Friction[]
  pending: readonly Friction[]
  whole: boolean
  /** Whether pending frictions were there before. */
  wasPending: boolean
}

/** A friction that came or went, with what the live stream tells of it. */
export interface ChangedFriction {
  customer: number
  kind: FrictionKind
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

/** What became of frictions: those that came, those that went, and those that stand otherwise than before. */
export interface SavedFrictions {
  found: ChangedFriction[]
  withdrawn: ChangedFriction[]
  altered: ChangedFriction[]
}

/** Writes frictions as they stand: takes away refuted ones, adds new ones, and tells both. */
export async function saveFrictions(tx: Queryable, given: readonly CustomerFrictions[], now: number): Promise<SavedFrictions> {
  const rows = uniqueRows(given)
  const [withdrawn, changed] = await Promise.all([withdraw(tx, given, rows), writeFrictions(tx, rows, now)])
  return {
    found: changed.filter((row) => row.isNew),
    withdrawn,
    altered: changed.filter((row) => !row.isNew),
  }
}

/** Takes away what may have been refuted – what was pending, and all of whole derivations – and no longer stands. */
async function withdraw(tx: Queryable, given: readonly CustomerFrictions[], rows: readonly Row[]): Promise<ChangedFriction[]> {
  const doubtful = given.filter((each) => each.whole || each.wasPending)
  if (doubtful.length === 0) return []
  const customers = new Set(doubtful.map((each) => each.customer))
  const standing = rows.filter((row) => customers.has(row.customer))
  return tx.query<ChangedFriction>(
    `DELETE FROM frictions
     WHERE customer_id = ANY($3::bigint[]) AND (pending OR customer_id = ANY($4::bigint[]))
     AND NOT EXISTS (SELECT 1 FROM unnest($1::bigint[], $2::text[]) AS kept(customer, key) WHERE customer = customer_id AND kept.key = frictions.key)
     RETURNING customer_id AS customer, kind, path, at, severity`,
    [
      standing.map((row) => row.customer),
      standing.map((row) => row.key),
      [...customers],
      doubtful.filter((each) => each.whole).map((each) => each.customer),
    ],
  )
}

async function writeFrictions(tx: Queryable, rows: readonly Row[], now: number): Promise<(ChangedFriction & { isNew: boolean })[]> {
  if (rows.length === 0) return []
  const list = <Value>(pick: (row: Row) => Value) => rows.map(pick)
  return tx.query(
    `INSERT INTO frictions (customer_id, key, kind, path, at, severity, pending, body, found_at)
     SELECT *, $9::bigint FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::smallint[], $7::boolean[], ${jsonList(8, 'jsonb')})
     ON CONFLICT (customer_id, key) DO UPDATE SET path = excluded.path, at = excluded.at, severity = excluded.severity,
       pending = excluded.pending, body = excluded.body
       WHERE (frictions.path, frictions.at, frictions.severity, frictions.pending, frictions.body)
         IS DISTINCT FROM (excluded.path, excluded.at, excluded.severity, excluded.pending, excluded.body)
     RETURNING customer_id AS customer, kind, path, at, severity, (xmax = 0) AS "isNew"`,
    [
      list((row) => row.customer),
      list((row) => row.key),
      list((row) => row.friction.kind),
      list((row) => row.friction.path),
      list((row) => row.friction.at),
      list((row) => row.friction.severity),
      list((row) => row.pending),
      jsonTexts(list((row) => JSON.stringify(row.friction))),
      now,
    ],
  )
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
