import type { z } from 'zod'
import type { getFrictions as contract, listedFriction } from '../../api/friction.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'
import { evidenceConditions } from '../encounter/encounterConditions.ts'

interface Row {
  customerId: number
  key: string
  at: number
  foundAt: number
  body: Friction
  customer: string
  displayName: string | null
}

/** Frictions, newest first by when they became true. */
export async function getFrictions(
  database: Queryable,
  query: z.output<typeof contract.query>,
): Promise<Page<z.output<typeof listedFriction>>> {
  const { journey, state, kind, promise, severity, customer, since, until, limit, cursor } = query
  const place = readCursor(cursor, ['number', 'number', 'string'])
  const owner = customer === undefined ? undefined : await findCustomer(database, customer)
  if (owner === null) return { items: [], next: null }
  const path = [journey === undefined ? null : sql`p.journey = ${journey}`, state === undefined ? null : sql`p.state = ${state}`]
  const rows = await database.query<Row>(
    ...sql`
      SELECT f.customer_id AS "customerId", f.key, f.at, f.found_at AS "foundAt", f.body, c.name AS customer, c.display_name AS "displayName"
      FROM frictions f JOIN customers c ON c.id = f.customer_id
      WHERE ${all([
        owner === undefined ? null : sql`f.customer_id = ${owner.id}`,
        kind === undefined ? null : sql`f.kind = ${kind}`,
        promise === undefined ? null : sql`f.kind = 'broken-promise' AND f.body ->> 'what' = ${promise}`,
        severity === undefined ? null : sql`f.severity >= ${severity}`,
        since === undefined ? null : sql`f.at >= ${Date.parse(since)}`,
        until === undefined ? null : sql`f.at < ${Date.parse(until)}`,
        path.every((condition) => condition === null)
          ? null
          : sql`EXISTS (SELECT 1 FROM paths p WHERE p.customer_id = f.customer_id AND p.key = f.path AND ${all(path)})`,
        evidenceConditions(query),
        after(sql`f.at, f.customer_id, f.key`, place),
      ])}
      ORDER BY f.at DESC, f.customer_id DESC, f.key DESC
      LIMIT ${limit + 1}`.render(),
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.at, row.customerId, row.key],
    ({ body, customer: name, displayName, foundAt }) => ({
      ...frictionJson(body, name, readPathKey(body.path)),
      displayName,
      foundAt: formatInstant(foundAt),
    }),
  )
}
